package acme;

import io.faast.spi.Capability;
import io.faast.spi.Deployment;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.FaastProvider;
import io.faast.spi.InventoryQuery;
import io.faast.spi.Limits;
import io.faast.spi.ProviderException;
import io.faast.spi.ProviderInfo;
import io.faast.spi.ProviderOptions;
import io.faast.spi.Resource;
import io.faast.spi.UnsupportedCapabilityException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Runs functions on threads of the client itself. */
public final class AcmeProvider implements FaastProvider {
  static final String NAME = "acme";

  /** All that threads cannot do, and what this provider does not do yet. */
  private static final Set<Capability> REFUSED =
      EnumSet.complementOf(EnumSet.of(Capability.INVOKE, Capability.COST));

  private static final Limits LIMITS =
      new Limits(
          1 << 20, // bytes of a request
          1 << 20, // bytes of an answer
          Duration.ofHours(1), // longest timeout
          Duration.ofMinutes(1), // usual timeout
          64, // least memory, in MiB
          1024, // most memory
          64, // a step of it
          128, // usual memory
          64, // most attempts at once
          4, // usual number
          Duration.ofMillis(1)); // what is billed is a multiple of this

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int apiVersion() {
    return FaastProvider.API_VERSION;
  }

  @Override
  public ProviderInfo info() {
    return new ProviderInfo("Threads of Acme", REFUSED, LIMITS);
  }

  /** There are no options yet; they are a public record, so that users get completion. */
  public record AcmeOptions() implements ProviderOptions {
    @Override
    public String provider() {
      return NAME;
    }
  }

  @Override
  public ProviderOptions defaultOptions() {
    return new AcmeOptions();
  }

  @Override
  public ProviderOptions parseOptions(Map<String, String> options) {
    if (!options.isEmpty()) {
      throw new IllegalArgumentException("Acme has no options; it was given " + options.keySet());
    }
    return new AcmeOptions();
  }

  @Override
  public CompletionStage<Deployment> deploy(DeploymentSpec spec) {
    if (!spec.environment().isEmpty()) {
      return refuse(Capability.ENVIRONMENT);
    }
    for (String file : spec.includeFiles()) {
      if (!Files.exists(Path.of(file))) {
        return CompletableFuture.failedFuture(
            new ProviderException("There is no file " + file, "Name a file that exists.", null));
      }
    }
    try {
      return CompletableFuture.completedFuture(new AcmeDeployment(spec));
    } catch (IOException e) {
      return CompletableFuture.failedFuture(
          new ProviderException("No directory could be made: " + e, "Make room.", e));
    }
  }

  @Override
  public CompletionStage<List<Resource>> inventory(InventoryQuery query) {
    return refuse(Capability.INVENTORY);
  }

  @Override
  public CompletionStage<Void> delete(Resource resource, ProviderOptions options) {
    return refuse(Capability.GARBAGE_COLLECTION);
  }

  private static <T> CompletionStage<T> refuse(Capability capability) {
    return CompletableFuture.failedFuture(new UnsupportedCapabilityException(NAME, capability));
  }
}
