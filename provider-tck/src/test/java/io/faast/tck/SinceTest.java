package io.faast.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What others compile against says since when it is there, and what holds of threads. */
class SinceTest {
  private static final Pattern PUBLIC =
      Pattern.compile(
          "^public (?:(?:abstract|final|sealed|non-sealed) )*"
              + "(class|interface|enum|record|@interface) (\\w+)([^{]*)",
          Pattern.MULTILINE);

  /** A public type: which, of what kind, what it extends, and its Javadoc. */
  private record Type(Path file, String kind, String header, String javadoc) {
    boolean immutableByItsKind() {
      return kind.equals("record") || kind.equals("enum") || header.contains("Exception");
    }
  }

  @Test
  void everyPublicTypeSaysSinceWhenItIsThere() throws IOException {
    for (String module : List.of("faast-spi", "faast-api", "faast-worker", "provider-tck")) {
      List<Type> types = types(module);
      assertThat(types).as("public types of " + module).hasSizeGreaterThan(15);
      assertThat(types)
          .allSatisfy(
              type ->
                  assertThat(type.javadoc())
                      .as("the Javadoc of " + type.file().getFileName() + ": add @since")
                      .containsPattern("\\n \\* @since \\d+\\.\\d+\\.\\d+\\n"));
    }
  }

  @Test
  void everyTypeOfTheProviderInterfaceThatMayHaveStateSaysWhatHoldsOfThreads() throws IOException {
    assertThat(types("faast-spi"))
        .filteredOn(type -> !type.immutableByItsKind())
        .hasSizeGreaterThan(4)
        .allSatisfy(
            type ->
                assertThat(type.javadoc().toLowerCase(java.util.Locale.ROOT))
                    .as("the Javadoc of " + type.file().getFileName() + ": say what of threads")
                    .containsAnyOf("thread", "immutable"));
    Path aboutAll = sources("faast-spi").resolve("io/faast/spi/package-info.java");
    assertThat(Files.readString(aboutAll)).contains("<b>Threads.</b>", "<b>Order.</b>");
  }

  private static Path sources(String module) {
    return Path.of("..", module, "src", "main", "java");
  }

  private static List<Type> types(String module) throws IOException {
    List<Type> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(sources(module))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        String source = Files.readString(file);
        Matcher type = PUBLIC.matcher(source);
        if (type.find()) {
          String before = source.substring(0, type.start());
          int javadoc = before.lastIndexOf("/**");
          found.add(
              new Type(
                  file,
                  type.group(1),
                  type.group(2) + type.group(3),
                  javadoc < 0 ? "" : before.substring(javadoc)));
        }
      }
    }
    return found;
  }
}
