package io.faast.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/write-a-provider.md shows is what this module compiles and tries. */
class WriteAProviderPageTest {
  private static final Path PAGE = Path.of("..", "docs", "write-a-provider.md");
  private static final Path SHOWN = Path.of("src", "test", "java", "acme");
  private static final Pattern BLOCK =
      Pattern.compile("<!-- (Acme\\w+\\.java) -->\n\n```java\n(.*?)```\n", Pattern.DOTALL);
  private static final Pattern HEAD = Pattern.compile("\\A(?:(?:package|import) [^\n]*\n|\n)+");

  @Test
  void thePageShowsTheFilesThatAreCompiled() throws IOException {
    String page = Files.readString(PAGE);
    String expected =
        BLOCK
            .matcher(page)
            .replaceAll(
                block ->
                    Matcher.quoteReplacement(
                        "<!-- "
                            + block.group(1)
                            + " -->\n\n```java\n"
                            + content(block.group(1))
                            + "```\n"));
    if (Boolean.getBoolean("faast.docs.write")) {
      Files.writeString(PAGE, expected);
    }
    assertThat(Files.readString(PAGE))
        .as(
            "docs/write-a-provider.md is stale. Write it with: mvn -pl provider-tck -am test"
                + " -Dtest=WriteAProviderPageTest -Dfaast.docs.write=true"
                + " -Dsurefire.failIfNoSpecifiedTests=false")
        .isEqualTo(expected);
  }

  @Test
  void thePageShowsAllOfThem() throws IOException {
    String page = Files.readString(PAGE);
    List<String> files;
    try (var all = Files.list(SHOWN)) {
      files =
          all.map(file -> file.getFileName().toString()).filter(f -> f.startsWith("A")).toList();
    }
    assertThat(files).hasSize(5).allSatisfy(file -> assertThat(page).contains("<!-- " + file));
    assertThat(page.split("```java", -1)).hasSize(files.size() + 1);
  }

  /** A file without its imports, which an editor adds. */
  private static String content(String file) {
    try {
      return HEAD.matcher(Files.readString(SHOWN.resolve(file))).replaceFirst("");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
