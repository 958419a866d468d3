package io.faast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.faast.emulator.gcp.GcpEmulator;
import io.faast.emulator.gcp.GcpEmulatorOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code faast test gcp} as a user starts it, with credentials in a file, in an emulated project.
 */
@Timeout(600)
class GcpTestCommandTest {
  private static final Pattern SOME_TRIED = Pattern.compile("[1-9]\\d*/\\d+ rules");

  @TempDir Path dir;

  private GcpEmulator emulator;
  private Path key;

  @BeforeEach
  void start() throws IOException {
    emulator =
        GcpEmulator.start(GcpEmulatorOptions.defaults().withQueueWait(Duration.ofMinutes(5)));
    key =
        Files.createFile(
            dir.resolve("key.json"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(key, emulator.robot("tester").credentialsFile());
  }

  @AfterEach
  void stop() {
    emulator.close();
  }

  private ProcessBuilder command(String... more) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dfaast.terminal=true",
                "-Djava.io.tmpdir=" + dir,
                "-Dfaast.cache="
                    + System.getProperty("faast.cache", dir.resolve("cache").toString()),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "test",
                "gcp"));
    option(command, "endpoint", emulator.endpoint());
    option(command, "pubsub-endpoint", emulator.pubsubTarget());
    option(command, "project", emulator.project());
    option(command, "region", emulator.region());
    command.addAll(List.of(more));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("GOOGLE_APPLICATION_CREDENTIALS", key.toString());
    return builder;
  }

  private static void option(List<String> command, String key, Object value) {
    command.addAll(List.of("-o", key + "=" + value));
  }

  private void assertNothingIsLeft() {
    assertThat(emulator.view().functions()).isEmpty();
    assertThat(emulator.view().images()).isEmpty();
    assertThat(emulator.view().topics()).isEmpty();
    assertThat(emulator.view().subscriptions()).isEmpty();
    assertThat(emulator.view().objects()).isEmpty();
    assertThat(emulator.view().buckets()).noneMatch(each -> each.name().startsWith("faast-"));
  }

  @Test
  void triesRulesOfEveryKindInAProjectAndWritesTheReport() throws Exception {
    Path report = dir.resolve("report");
    Process kit =
        command("--rules", "INV-01,STR-01,CLN-01,GCO-01,INY-03,LOG-01", "--report", report + "")
            .redirectErrorStream(true)
            .start();
    try {
      String said = new String(kit.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(kit.waitFor(120, TimeUnit.SECONDS)).isTrue();
      assertThat(kit.exitValue()).as(said).isZero();
      assertThat(said).contains("in your project", "gcp: keeps the chosen rules (6 PASS");
      assertThat(report.resolve("report.json")).content().contains("GCO-01");
      assertNothingIsLeft();
    } finally {
      kit.destroyForcibly();
    }
  }

  @Test
  void endInTheMiddleLeavesNothingInTheProject() throws Exception {
    Process kit =
        command("--rules", "INV,STR,CLN,GCO")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(kit.getErrorStream(), StandardCharsets.UTF_8))) {
      StringBuilder said = new StringBuilder();
      for (int c; !SOME_TRIED.matcher(said).find() && (c = reader.read()) >= 0; ) {
        said.append((char) c);
      }
      kit.toHandle().destroy();
      reader.lines().forEach(said::append);
      assertThat(kit.waitFor(120, TimeUnit.SECONDS)).isTrue();
      assertThat(kit.exitValue()).as(said.toString()).isEqualTo(128 + 15);
      assertThat(kit.descendants()).isEmpty();
      assertNothingIsLeft();
    } finally {
      kit.destroyForcibly();
    }
  }
}
