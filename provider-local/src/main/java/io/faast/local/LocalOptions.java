package io.faast.local;

import io.faast.spi.ProviderOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Options of the local provider.
 *
 * @param javaHome the Java installation that runs the functions, 17 or newer; null (the default)
 *     for the one that runs the client
 * @param logDirectory where logs stay after the end of a run, in a folder named by the run; null
 *     (the default) to delete them with everything else
 * @param logLimitMb how much one worker's log may hold, in MiB, 1 to 1,048,576; 64 by default. What
 *     is printed beyond it is dropped
 * @param jvmOptions further options of the functions' JVMs, such as {@code -Xss4m}; they come after
 *     the provider's own. None by default
 * @param trace whether the functions run on the whole class path and it is noted which classes and
 *     resources they load, for later bundles of the module; off by default
 * @param cancelGrace how long a function may go on after its call was cancelled, which interrupts
 *     it, before its process is ended; 0 to 1 hour, 1 s by default
 */
public record LocalOptions(
    @Nullable Path javaHome,
    @Nullable Path logDirectory,
    int logLimitMb,
    List<String> jvmOptions,
    boolean trace,
    Duration cancelGrace)
    implements ProviderOptions {
  private static final Duration LONGEST_GRACE = Duration.ofHours(1);

  private static final LocalOptions DEFAULTS =
      new LocalOptions(null, null, 64, List.of(), false, Duration.ofSeconds(1));

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if {@code logLimitMb} or {@code cancelGrace} is out of range,
   *     or a JVM option does not begin with {@code -}
   */
  public LocalOptions {
    if (logLimitMb < 1 || logLimitMb > 1 << 20) {
      throw new IllegalArgumentException(
          "logLimitMb is " + logLimitMb + "; allowed are 1 to 1048576 (MiB for each worker)");
    }
    if (cancelGrace.isNegative() || cancelGrace.compareTo(LONGEST_GRACE) > 0) {
      throw new IllegalArgumentException(
          "cancelGrace is " + cancelGrace + "; allowed are PT0S to " + LONGEST_GRACE);
    }
    jvmOptions = List.copyOf(jvmOptions);
    for (String option : jvmOptions) {
      if (!option.startsWith("-")) {
        throw new IllegalArgumentException(
            "the JVM option \"" + option + "\" does not begin with \"-\"");
      }
    }
  }

  /** Returns the options that hold where the user gives none. */
  public static LocalOptions defaults() {
    return DEFAULTS;
  }

  /** Returns these options with another Java installation: the folder that has {@code bin/java}. */
  public LocalOptions withJavaHome(Path home) {
    return new LocalOptions(home, logDirectory, logLimitMb, jvmOptions, trace, cancelGrace);
  }

  /** Returns these options with logs kept in a directory, which is created when needed. */
  public LocalOptions withLogDirectory(Path directory) {
    return new LocalOptions(javaHome, directory, logLimitMb, jvmOptions, trace, cancelGrace);
  }

  /** Returns these options with another limit of one worker's log, in MiB. */
  public LocalOptions withLogLimitMb(int limit) {
    return new LocalOptions(javaHome, logDirectory, limit, jvmOptions, trace, cancelGrace);
  }

  /** Returns these options with other JVM options. */
  public LocalOptions withJvmOptions(String... options) {
    return new LocalOptions(
        javaHome, logDirectory, logLimitMb, List.of(options), trace, cancelGrace);
  }

  /**
   * Returns these options with traced runs or ordinary ones.
   *
   * <p>A traced run has no bundle: its functions run on the whole class path, so nothing is
   * missing, excludes do not matter, and it starts more slowly. What it loads is noted in the
   * bundler's cache when the module is closed, and is in every later bundle of the same module, for
   * any provider, as long as its jars are the same.
   */
  public LocalOptions withTrace(boolean choice) {
    return new LocalOptions(javaHome, logDirectory, logLimitMb, jvmOptions, choice, cancelGrace);
  }

  /**
   * Returns these options with another time for functions to end in when they are cancelled.
   *
   * <p>A function that waits or looks at its interrupts ends by itself, closes what it has open,
   * and its process serves the next call. One that does neither is ended after this time.
   */
  public LocalOptions withCancelGrace(Duration grace) {
    return new LocalOptions(javaHome, logDirectory, logLimitMb, jvmOptions, trace, grace);
  }

  @Override
  public String provider() {
    return LocalProvider.NAME;
  }
}
