package io.faast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class InterruptedTestTest {
  private static final Pattern SOME_TRIED = Pattern.compile("[1-9]\\d*/\\d+ rules");

  @TempDir Path dir;

  @Test
  @Timeout(180)
  void endInTheMiddleOfTheKitLeavesNothingBehind() throws Exception {
    Path temporary = dir.resolve("tmp");
    assertThat(temporary.toFile().mkdir()).isTrue();
    Process kit = start(temporary);
    try {
      StringBuilder err = new StringBuilder();
      try (BufferedReader reader =
          new BufferedReader(new InputStreamReader(kit.getErrorStream(), StandardCharsets.UTF_8))) {
        // The line is rewritten in place: it ends in a carriage return, or in none yet.
        for (int c; !SOME_TRIED.matcher(err).find() && (c = reader.read()) >= 0; ) {
          err.append((char) c);
        }
        assertThat(err.toString()).contains("It costs nothing.").containsPattern(SOME_TRIED);
        // What kill and, but for the number, Ctrl-C do. The signal of Ctrl-C itself is ignored by
        // what a shell has started in the background, and by all that this starts.
        kit.toHandle().destroy();
        reader.lines().forEach(err::append);
      }
      assertThat(kit.waitFor(120, TimeUnit.SECONDS)).isTrue();
      assertThat(kit.exitValue()).isEqualTo(128 + 15);
      assertThat(kit.descendants()).isEmpty();
      assertThat(temporary.toFile().listFiles())
          .allSatisfy(base -> assertThat(base).isEmptyDirectory());
    } finally {
      kit.destroyForcibly();
    }
  }

  /** Rules of the areas that leave nothing behind on purpose. */
  private Process start(Path temporary) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dfaast.terminal=true",
            "-Djava.io.tmpdir=" + temporary,
            "-Dfaast.cache=" + System.getProperty("faast.cache", dir.resolve("cache").toString()),
            "-Dfaast.local.archive=false",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "test",
            "local",
            "--rules",
            "INV,CON,SPI,STR,RET,VAL");
    return new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
  }
}
