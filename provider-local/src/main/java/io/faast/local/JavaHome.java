package io.faast.local;

import io.faast.spi.ProviderException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The Java installation that runs the functions.
 *
 * @param java its {@code java} command
 * @param release its feature release, such as 17
 */
record JavaHome(Path java, int release) {
  private static final int OLDEST = 17;

  /** Finds it: where the option says, else the one that runs this process. */
  static JavaHome find(@Nullable Path option) {
    Path home = option == null ? Path.of(System.getProperty("java.home")) : option;
    Path java = home.resolve("bin").resolve(windows() ? "java.exe" : "java").toAbsolutePath();
    if (!Files.isExecutable(java)) {
      throw new ProviderException(
          "There is no Java to run functions with: " + java + " is not there or not executable.",
          "Give the option javaHome (java-home): a folder that has bin/java, of Java 17 or newer.",
          null);
    }
    int release = option == null ? Runtime.version().feature() : release(home);
    if (release < OLDEST) {
      throw new ProviderException(
          java + " is Java " + release + "; functions need Java " + OLDEST + " or newer.",
          "Give another folder as javaHome (java-home), or leave the option out.",
          null);
    }
    return new JavaHome(java, release);
  }

  private static int release(Path home) {
    try {
      Matcher matcher =
          Pattern.compile("JAVA_VERSION=\"(\\d+)")
              .matcher(Files.readString(home.resolve("release")));
      if (matcher.find()) {
        return Integer.parseInt(matcher.group(1));
      }
    } catch (IOException | NumberFormatException e) {
      return OLDEST; // an image without the file: what Java 17 understands they all do
    }
    return OLDEST;
  }

  private static boolean windows() {
    return File.separatorChar == '\\';
  }
}
