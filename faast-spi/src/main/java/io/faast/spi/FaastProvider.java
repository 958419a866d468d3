package io.faast.spi;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A place where functions can run, found by {@link java.util.ServiceLoader} under this interface.
 *
 * <p>Implementations have a public no-argument constructor, are stateless, safe for use by many
 * threads, and cheap: neither the constructor nor {@link #name}, {@link #apiVersion} or {@link
 * #info} touches a class of a cloud's SDK, so that listing the providers on the class path loads
 * none.
 *
 * <p>No method blocks for the network: what takes time happens behind the returned stage.
 *
 * @since 0.1.0
 */
public interface FaastProvider {
  /** The version of this interface. It changes when an older provider could no longer be used. */
  int API_VERSION = 1;

  /** Returns the name users choose it by: {@code [a-z][a-z0-9-]*}, unique on a class path. */
  String name();

  /**
   * Returns the {@link #API_VERSION} that this provider was compiled against. Write {@code return
   * FaastProvider.API_VERSION;}: the compiler copies the number into the provider's class.
   */
  int apiVersion();

  /** Returns title, capabilities and limits. */
  ProviderInfo info();

  /** Returns the options that hold where the user gives none. */
  ProviderOptions defaultOptions();

  /**
   * Reads options from text, as the command line gives them.
   *
   * @throws IllegalArgumentException if a key is unknown or a value out of range; the message names
   *     the key, what was found and what is allowed
   */
  ProviderOptions parseOptions(Map<String, String> options);

  /**
   * Creates what a module's functions need. On failure the stage ends with a {@link
   * ProviderException}, and everything that was made on the way has been deleted again.
   */
  CompletionStage<Deployment> deploy(DeploymentSpec spec);

  /**
   * Lists the resources that carry the tag of a run. Resources that do not carry it are not listed,
   * whatever they are called.
   */
  CompletionStage<List<Resource>> inventory(InventoryQuery query);

  /**
   * Deletes one resource that {@link #inventory} listed. A resource that is gone already is no
   * error. The provider checks again that it carries the tag of a run and is not in use.
   */
  CompletionStage<Void> delete(Resource resource, ProviderOptions options);

  /**
   * Lists what runs share and leave for later ones. It belongs to no run and is never garbage: only
   * who asks for it has it deleted. Nothing by default.
   */
  default CompletionStage<List<SharedResource>> shared(ProviderOptions options) {
    return CompletableFuture.completedFuture(List.of());
  }

  /**
   * Deletes something that {@link #shared} listed. What is gone already is no error; what a run
   * still needs is not deleted, which the provider checks again, and which is an error.
   */
  default CompletionStage<Void> deleteShared(SharedResource resource, ProviderOptions options) {
    return CompletableFuture.failedFuture(
        new ProviderException(
            "Provider \"" + name() + "\" has nothing that runs share.",
            "Delete only what was listed.",
            null));
  }
}
