package io.faast.local;

import io.faast.spi.DeploymentSpec;
import java.util.List;
import java.util.Set;

/** Which workers may have a class-data archive. */
final class ArchiveOptions {
  /**
   * System property of the client: {@code false} turns archives off, {@code wait} lets closing wait
   * longer for one.
   */
  static final String PROPERTY = "faast.local.archive";

  /**
   * Options that do nothing to an archive, and that a JVM which makes one may have, too: it starts
   * no agent, opens no port and writes into no log.
   */
  private static final List<String> HARMLESS =
      List.of(
          "-Xms", "-Xmx", "-Xmn", "-Xss", "-ea", "-esa", "-da", "-dsa", "-enableassertions", "-D");

  private static final List<String> HARMLESS_X =
      List.of("TieredStopAtLevel=", "ActiveProcessorCount=", "ReservedCodeCacheSize=");

  private static final List<String> NOT =
      List.of("-Djava.", "-Djdk.", "-Dsun.", "-Dcom.sun.", "-Dfaast.");

  private static final Set<String> VARIABLES =
      Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH");

  private ArchiveOptions() {}

  /** Returns whether archives are made and used for the workers of such a run. */
  static boolean allow(DeploymentSpec spec, LocalOptions options) {
    return !"false".equals(System.getProperty(PROPERTY))
        && spec.environment().keySet().stream().noneMatch(VARIABLES::contains)
        && options.jvmOptions().stream().allMatch(ArchiveOptions::harmless);
  }

  /** Returns whether closing waits for an archive as long as one can take on a busy machine. */
  static boolean waits() {
    return "wait".equals(System.getProperty(PROPERTY));
  }

  private static boolean harmless(String option) {
    if (option.startsWith("-XX:")) {
      String flag = option.substring(4);
      return (flag.startsWith("+Use") && flag.endsWith("GC"))
          || HARMLESS_X.stream().anyMatch(flag::startsWith);
    }
    return NOT.stream().noneMatch(option::startsWith)
        && HARMLESS.stream().anyMatch(option::startsWith);
  }
}
