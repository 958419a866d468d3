package io.faast.gcp;

import io.faast.gcp.worker.Settings;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.ProviderException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The environment variables of a function: the user's and ours. */
final class FunctionEnvironment {
  private static final String JVM_OPTIONS = "JAVA_TOOL_OPTIONS";

  /**
   * A JVM takes a quarter of its container otherwise. The rest is for the classes, threads and
   * buffers of the framework and the module: what the heap lacks is an error that can be told, and
   * what these lack ends the instance.
   */
  private static final String HEAP = "-XX:MaxRAMPercentage=70";

  private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

  /** What Cloud Run, the functions framework and this provider set themselves. */
  private static final Set<String> RESERVED =
      Set.of(
          "FUNCTION_TARGET",
          "FUNCTION_SIGNATURE_TYPE",
          "K_SERVICE",
          "K_REVISION",
          "K_CONFIGURATION",
          "PORT",
          Settings.MODULE,
          Settings.RUN,
          Settings.MEMORY_MB,
          Settings.MAX_RESPONSE,
          Settings.WORKERS,
          Settings.PUBSUB,
          Settings.STORAGE);

  private FunctionEnvironment() {}

  /**
   * Returns the variables.
   *
   * @throws ProviderException if Google would refuse them
   */
  static Map<String, String> of(DeploymentSpec spec, GcpOptions options) {
    spec.environment().keySet().forEach(FunctionEnvironment::check);
    Map<String, String> all = new LinkedHashMap<>(spec.environment());
    String own = String.join(" ", options.jvmOptions());
    String users = spec.environment().getOrDefault(JVM_OPTIONS, "");
    all.put(JVM_OPTIONS, (HEAP + " " + own + " " + users).strip());
    all.put(Settings.MODULE, spec.module().getName());
    all.put(Settings.RUN, spec.run().runId());
    all.put(Settings.MEMORY_MB, Integer.toString(spec.memoryMb()));
    all.put(Settings.MAX_RESPONSE, Integer.toString(GcpLimits.PAYLOAD_BYTES));
    all.put(Settings.WORKERS, Integer.toString(options.instanceConcurrency()));
    if (options.endpoint() != null) {
      all.put(Settings.PUBSUB, options.endpoint().toString());
      all.put(Settings.STORAGE, options.endpoint().toString());
    }
    return all;
  }

  private static void check(String name) {
    boolean reserved = RESERVED.contains(name) || name.startsWith("X_GOOGLE_");
    if (reserved || !NAME.matcher(name).matches()) {
      throw new ProviderException(
          "The environment variable \""
              + name
              + "\" "
              + (reserved ? "is reserved" : "is no name that Google takes"),
          "Names have a letter or _ first, then letters, digits and _; those that begin with"
              + " X_GOOGLE_, and "
              + RESERVED
              + ", are set already.",
          null);
    }
  }
}
