package io.faast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class InterruptedDemoTest {
  /** More work than any machine does while the test runs. */
  private static final List<String> ENDLESS =
      List.of("demo", "picture", "--size", "800x600", "--rays", "1000", "--tiles", "100x100");

  @TempDir Path dir;

  @Test
  @Timeout(120)
  void anInterruptedDemoLeavesNothingBehind() throws Exception {
    Path temporary = dir.resolve("tmp");
    assertThat(temporary.toFile().mkdir()).isTrue();
    Process demo = start(temporary);
    try {
      StringBuilder err = new StringBuilder();
      try (BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(demo.getErrorStream(), StandardCharsets.UTF_8))) {
        // The line is rewritten in place: it ends in a carriage return, or in none yet.
        for (int c; err.indexOf("in flight") < 0 && (c = reader.read()) >= 0; ) {
          err.append((char) c);
        }
        assertThat(err).contains("in flight");
        demo.toHandle().destroy(); // what kill and, but for the number, Ctrl-C do
        reader.lines().forEach(err::append);
      }
      assertThat(demo.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(demo.exitValue()).isEqualTo(128 + 15);
      assertThat(err.toString()).contains("Interrupted. Everything that was created has been");
      assertThat(demo.descendants()).isEmpty();
      assertThat(dir.resolve("tmp").toFile().listFiles())
          .allSatisfy(base -> assertThat(base).isEmptyDirectory());
    } finally {
      demo.destroyForcibly();
    }
  }

  private Process start(Path temporary) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dfaast.terminal=true",
                "-Djava.io.tmpdir=" + temporary,
                "-Dfaast.cache="
                    + System.getProperty("faast.cache", dir.resolve("cache").toString()),
                "-Dfaast.local.archive=false",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(ENDLESS);
    command.add("-o");
    command.add(dir.resolve("picture.png").toString());
    return new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
  }
}
