package io.faast.examples;

import io.faast.Faast;
import io.faast.FaastModule;
import io.faast.FaastOptions;
import io.faast.ProviderDescription;
import io.faast.spi.Limits;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say where functions run, and with what. */
public final class ProviderChoice {
  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec command;

  @Option(
      names = "--provider",
      paramLabel = "NAME",
      defaultValue = "local",
      description = "Where the functions run: a provider on the class path (default: local).")
  private String provider = "local";

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      description = "How many functions run at once (default: the provider's).")
  private int concurrency;

  @Option(
      names = "--memory",
      paramLabel = "MIB",
      description = "The memory of a function, in MiB (default: the provider's).")
  private int memoryMb;

  /** Deploys {@code module} as the options say; the caller closes it. */
  public <M> FaastModule<M> deploy(Class<M> module, String description) {
    FaastOptions options;
    try {
      options =
          FaastOptions.defaults()
              .withConcurrency(concurrency)
              .withMemoryMb(memoryMb)
              .withDescription(description);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
    return Faast.faast(provider, module, options);
  }

  /** Returns the limits of the provider, if there is one of that name. */
  public Optional<Limits> limits() {
    return Faast.providers().stream()
        .filter(found -> found.usable() && found.name().equals(provider))
        .findFirst()
        .map(ProviderDescription::limits);
  }
}
