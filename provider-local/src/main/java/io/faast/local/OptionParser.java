package io.faast.local;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Reads options as the command line gives them. */
final class OptionParser {
  private OptionParser() {}

  static LocalOptions parse(Map<String, String> texts) {
    LocalOptions options = LocalOptions.defaults();
    for (Map.Entry<String, String> entry : texts.entrySet()) {
      String value = entry.getValue();
      options =
          switch (entry.getKey()) {
            case "java-home" -> options.withJavaHome(path("java-home", value));
            case "log-directory" -> options.withLogDirectory(path("log-directory", value));
            case "log-limit-mb" -> options.withLogLimitMb(number("log-limit-mb", value));
            case "jvm-options" ->
                value.isBlank()
                    ? options.withJvmOptions()
                    : options.withJvmOptions(value.strip().split("\\s+", -1));
            case "trace" -> options.withTrace(choice("trace", value));
            case "cancel-grace-ms" ->
                options.withCancelGrace(Duration.ofMillis(number("cancel-grace-ms", value)));
            default ->
                throw new IllegalArgumentException(
                    "The local provider has no option \""
                        + entry.getKey()
                        + "\"; it has java-home, log-directory, log-limit-mb, jvm-options,"
                        + " trace and cancel-grace-ms.");
          };
    }
    return options;
  }

  private static Path path(String key, String value) {
    try {
      if (!value.isBlank()) {
        return Path.of(value);
      }
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(key + " is \"" + value + "\", which is no path", e);
    }
    throw new IllegalArgumentException(key + " is empty; name a directory");
  }

  private static boolean choice(String key, String value) {
    return switch (value.strip()) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new IllegalArgumentException(
              key + " is \"" + value + "\"; it can be true or false");
    };
  }

  private static int number(String key, String value) {
    try {
      return Integer.parseInt(value.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          key + " is \"" + value + "\"; a whole number is needed", e);
    }
  }
}
