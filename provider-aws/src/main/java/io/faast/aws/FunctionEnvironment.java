package io.faast.aws;

import io.faast.aws.worker.FaastHandler;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.ProviderException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The environment variables of a function: the user's and ours. */
final class FunctionEnvironment {
  private static final String JVM_OPTIONS = "JAVA_TOOL_OPTIONS";

  /** A script that starts the runtime: the one variable of Lambda's that is the user's to set. */
  private static final String WRAPPER = "AWS_LAMBDA_EXEC_WRAPPER";

  private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]+");

  private FunctionEnvironment() {}

  /**
   * Returns the variables.
   *
   * @throws ProviderException if Lambda would refuse them
   */
  static Map<String, String> of(DeploymentSpec spec, AwsOptions options) {
    spec.environment().keySet().forEach(FunctionEnvironment::check);
    Map<String, String> all = new LinkedHashMap<>(spec.environment());
    String own = String.join(" ", options.jvmOptions());
    String users = spec.environment().getOrDefault(JVM_OPTIONS, "");
    String both = (own + " " + users).strip();
    if (!both.isEmpty()) {
      all.put(JVM_OPTIONS, both);
    }
    all.put(FaastHandler.MODULE, spec.module().getName());
    all.put(FaastHandler.RUN, spec.run().runId());
    all.put(FaastHandler.MAX_RESPONSE, Integer.toString(AwsLimits.PAYLOAD_BYTES));
    int bytes = 0;
    for (Map.Entry<String, String> entry : all.entrySet()) {
      bytes += entry.getKey().getBytes(StandardCharsets.UTF_8).length;
      bytes += entry.getValue().getBytes(StandardCharsets.UTF_8).length;
    }
    if (bytes > AwsLimits.ENVIRONMENT_BYTES) {
      throw new ProviderException(
          "The environment has " + bytes + " bytes; Lambda takes " + AwsLimits.ENVIRONMENT_BYTES,
          "Put what is large into a file (includeFiles), or pass it as an argument.",
          null);
    }
    return all;
  }

  private static void check(String name) {
    boolean reserved = isReserved(name);
    if (reserved || !NAME.matcher(name).matches()) {
      throw new ProviderException(
          "The environment variable \""
              + name
              + "\" "
              + (reserved ? "is reserved" : "is no name that Lambda takes"),
          "Names have a letter first, then letters, digits and _, at least two characters; those"
              + " that begin with AWS_ or LAMBDA_ are Lambda's own.",
          null);
    }
  }

  private static boolean isReserved(String name) {
    return (name.startsWith("AWS_") && !name.equals(WRAPPER))
        || name.startsWith("LAMBDA_")
        || name.equals("_HANDLER")
        || name.equals(FaastHandler.MODULE)
        || name.equals(FaastHandler.RUN)
        || name.equals(FaastHandler.MAX_RESPONSE);
  }
}
