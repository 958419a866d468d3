package io.faast.gcp.worker;

import java.util.Map;

/**
 * What the client puts into the function's environment.
 *
 * @param module binary name of the module class
 * @param run names the run
 * @param memoryMb the function's memory, in MiB
 * @param maxBytes the most bytes of an encoded request, reply or item
 * @param workers how many calls an instance serves at once
 */
public record Settings(String module, String run, int memoryMb, int maxBytes, int workers) {
  /** Environment variable with the binary name of the module class. */
  public static final String MODULE = "FAAST_MODULE";

  /** Environment variable with the name of the run. */
  public static final String RUN = "FAAST_RUN";

  /** Environment variable with the function's memory, in MiB. */
  public static final String MEMORY_MB = "FAAST_MEMORY_MB";

  /** Environment variable with the most bytes of an encoded request, reply or item. */
  public static final String MAX_RESPONSE = "FAAST_MAX_RESPONSE";

  /** Environment variable with how many calls an instance serves at once; 1 if it is not set. */
  public static final String WORKERS = "FAAST_WORKERS";

  /** Environment variable with where Pub/Sub is, if that is not Google's own address. */
  public static final String PUBSUB = "FAAST_PUBSUB";

  /** Environment variable with where Cloud Storage is, if that is not Google's own address. */
  public static final String STORAGE = "FAAST_STORAGE";

  /** The path that Pub/Sub pushes to; every other one is that of direct calls. */
  public static final String PUSH_PATH = "/push";

  /** The most bytes of an envelope in an HTTP request or response; Google's limit is 32 MiB. */
  public static final int DIRECT_BYTES = 31 << 20;

  /**
   * The most bytes of an envelope in a message: Pub/Sub takes requests of 10 MB, which has the
   * message in Base64.
   */
  public static final int MESSAGE_BYTES = 7_000_000;

  /** What the fields of an envelope may take beside its bytes. */
  public static final int FIELDS_BYTES = 8_192;

  static Settings of(Map<String, String> environment) {
    return new Settings(
        environment.getOrDefault(MODULE, ""),
        environment.getOrDefault(RUN, ""),
        Integer.parseInt(environment.getOrDefault(MEMORY_MB, "256")),
        Integer.parseInt(environment.getOrDefault(MAX_RESPONSE, "1000000")),
        Integer.parseInt(environment.getOrDefault(WORKERS, "1")));
  }
}
