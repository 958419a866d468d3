package io.faast.spi;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What to deploy. All values have been checked against the provider's {@link Limits}.
 *
 * @param run the tag that every created resource carries
 * @param module the user's class whose methods are the functions
 * @param memoryMb memory of a function, in MiB
 * @param timeout longest run of one attempt
 * @param concurrency how many attempts the engine will run at once; a hint for starting workers
 * @param environment environment variables of the function
 * @param includeClasses names of classes to bundle besides those found reachable; {@code pkg.*}
 *     takes a package, {@code pkg.**} also those below it
 * @param includeFiles files, directories or globs to bundle as resources
 * @param excludes names or patterns of classes and resources to leave out
 * @param mode how calls travel
 * @param description free text for people, kept with the resources where the provider can
 * @param options the provider's own options
 * @param progress is told, in a sentence each, what a long deployment waits for; thread-safe
 * @since 0.1.0
 */
public record DeploymentSpec(
    RunTag run,
    Class<?> module,
    int memoryMb,
    Duration timeout,
    int concurrency,
    Map<String, String> environment,
    List<String> includeClasses,
    List<String> includeFiles,
    List<String> excludes,
    InvocationMode mode,
    String description,
    ProviderOptions options,
    Consumer<String> progress) {

  /** Takes copies of the collections. */
  public DeploymentSpec {
    environment = Map.copyOf(environment);
    includeClasses = List.copyOf(includeClasses);
    includeFiles = List.copyOf(includeFiles);
    excludes = List.copyOf(excludes);
  }
}
