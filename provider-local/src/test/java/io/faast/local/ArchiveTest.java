package io.faast.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.faast.local.fixture.Deeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Class-data archives, seen by what a worker has mapped into its memory. */
@EnabledOnOs(OS.LINUX)
class ArchiveTest {
  @TempDir Path temp;
  private String usualCache;
  private String usualChoice;

  @BeforeEach
  void useACacheOfOurOwn() {
    usualCache = System.setProperty("faast.cache", temp.resolve("cache").toString());
    usualChoice = System.setProperty(ArchiveOptions.PROPERTY, "true");
  }

  @AfterEach
  void useTheUsualCache() {
    restore("faast.cache", usualCache);
    restore(ArchiveOptions.PROPERTY, usualChoice);
  }

  private static void restore(String property, String value) {
    if (value == null) {
      System.clearProperty(property);
    } else {
      System.setProperty(property, value);
    }
  }

  private static TestRun run(LocalOptions options) throws Exception {
    return TestRun.of(TestRun.spec(Deeds.class, 1, options));
  }

  private static TestRun run() throws Exception {
    return run(LocalOptions.defaults());
  }

  /** Calls, waits for the archive, and returns whether the worker had one. */
  private static boolean useAndTrain(TestRun run) throws Exception {
    boolean used = used(run);
    ((LocalDeployment) run.deployment).trained().get(180, TimeUnit.SECONDS);
    return used;
  }

  private static boolean used(TestRun run) throws Exception {
    long pid = (long) run.value("pid");
    String archive = run.directory().resolve("classes.jsa").toString();
    try (Stream<String> maps = Files.lines(Path.of("/proc/" + pid + "/maps"))) {
      return maps.anyMatch(line -> line.endsWith(archive));
    }
  }

  private List<Path> files(String folder, String ending) throws IOException {
    try (Stream<Path> files = Files.list(temp.resolve("cache").resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(ending)).toList();
    }
  }

  private void makeOne() throws Exception {
    try (TestRun run = run()) {
      assertThat(useAndTrain(run)).as("the first run has no archive").isFalse();
    }
    assertThat(files("bundles", ".jsa")).hasSize(1);
    assertThat(files("tmp", ".tmp")).isEmpty();
  }

  @Test
  void whatTheFirstRunMadeIsUsedByTheNextAndIsTheUsersAlone() throws Exception {
    makeOne();
    Path archive = files("bundles", ".jsa").get(0);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(archive)))
        .isEqualTo("rw-------");
    FileTime made = Files.getLastModifiedTime(archive);
    TestRun run = run();
    assertThat(useAndTrain(run)).isTrue();
    assertThat(run.value("increment", 1)).isEqualTo(2);
    assertThat(run.directory().resolve("logs").resolve("w1.log")).isEmptyFile();
    assertThat(run.end().failures()).isEmpty();
    assertThat(run.directory()).doesNotExist();
    assertThat(Files.getLastModifiedTime(archive)).isEqualTo(made);

    try (TestRun other = run(LocalOptions.defaults().withJvmOptions("-XX:+UseParallelGC"))) {
      assertThat(useAndTrain(other)).as("made for another collector").isFalse();
    }
    assertThat(files("bundles", ".jsa")).hasSize(2);
    try (TestRun traced = run(LocalOptions.defaults().withTrace(true))) {
      assertThat(useAndTrain(traced)).isFalse();
    }
    try (TestRun logging = run(LocalOptions.defaults().withJvmOptions("-Xlog:gc*"))) {
      assertThat(useAndTrain(logging)).as("options that we do not know").isFalse();
    }
    assertThat(files("bundles", ".jsa")).hasSize(2);
  }

  @Test
  void aDamagedArchiveIsNotUsedAndIsMadeAnew() throws Exception {
    makeOne();
    Path archive = files("bundles", ".jsa").get(0);
    byte[] whole = Files.readAllBytes(archive);
    byte[] altered = whole.clone();
    altered[altered.length / 2] ^= 1;
    for (byte[] damaged : List.of(altered, java.util.Arrays.copyOf(whole, 100_000), new byte[0])) {
      Files.write(archive, damaged);
      try (TestRun run = run()) {
        assertThat(useAndTrain(run)).isFalse();
        assertThat(run.directory().resolve("logs").resolve("w1.log")).isEmptyFile();
      }
      try (TestRun run = run()) {
        assertThat(used(run)).as("made anew").isTrue();
      }
    }
  }

  @Test
  void anArchiveThatTheJvmRefusesDoesNoHarm() throws Exception {
    makeOne();
    Path archive = files("bundles", ".jsa").get(0);
    Path note = Path.of(archive.toString().replaceFirst("jsa$", "used"));
    Files.write(archive, new byte[3]);
    java.util.zip.CRC32 crc = new java.util.zip.CRC32();
    crc.update(new byte[3]);
    Files.writeString(note, "3 " + crc.getValue());
    try (TestRun run = run()) {
      assertThat(useAndTrain(run)).isFalse();
      assertThat(run.directory().resolve("logs").resolve("w1.log")).isEmptyFile();
    }
  }

  @Test
  void closingDuringTheTrainingLeavesNothing() throws Exception {
    TestRun run = run();
    assertThat(used(run)).isFalse();
    assertThat(run.end().failures()).isEmpty();
    assertThat(((LocalDeployment) run.deployment).trained()).isDone();
    assertThat(run.directory()).doesNotExist();
    assertThat(files("tmp", ".tmp")).isEmpty();
    assertThat(ProcessHandle.current().descendants())
        .noneMatch(
            process -> process.info().commandLine().orElse("").contains(run.spec.run().runId()));
  }
}
