package io.faast.emulator.gcp.run;

import java.time.Duration;
import java.util.Map;

/**
 * What a revision is.
 *
 * @param function the function's id, which is the service's, too
 * @param revision the revision's id
 * @param target the class that is called
 * @param memoryMb in MiB, rounded up
 * @param millicpu thousandths of a vCPU
 * @param concurrency how many requests an instance serves at once
 * @param maxInstances how many instances there are at most
 * @param serviceAccount the address of the account that it acts as
 */
public record RunConfig(
    String function,
    String revision,
    String target,
    int memoryMb,
    int millicpu,
    int concurrency,
    int maxInstances,
    Duration timeout,
    String serviceAccount,
    Map<String, String> environment) {

  /** Takes a copy of the map. */
  public RunConfig {
    environment = Map.copyOf(environment);
  }
}
