package io.faast.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.faast.local.fixture.Asker;
import io.faast.local.fixture.Deeds;
import io.faast.spi.CleanupReport;
import io.faast.spi.FailureKind;
import io.faast.spi.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.CRC32;
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
  private int runs;

  @BeforeEach
  void useACacheOfOurOwn() {
    usualCache = System.setProperty("faast.cache", temp.resolve("cache").toString());
    usualChoice = System.setProperty(ArchiveOptions.PROPERTY, "wait");
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

  /** Returns options that keep a run's logs in a folder of its own. */
  private LocalOptions options() {
    runs++;
    return LocalOptions.defaults().withLogDirectory(temp.resolve("logs" + runs));
  }

  private static TestRun run(LocalOptions options) throws Exception {
    return TestRun.of(TestRun.spec(Deeds.class, 1, options));
  }

  private TestRun run() throws Exception {
    return run(options());
  }

  /** Returns whether the worker runs with an archive that an earlier run made. */
  private static boolean uses(TestRun run) throws Exception {
    long pid = (long) run.value("pid");
    String archive = run.directory().resolve("classes.jsa").toString();
    try (Stream<String> maps = Files.lines(Path.of("/proc/" + pid + "/maps"))) {
      return maps.anyMatch(line -> line.endsWith(archive));
    }
  }

  /** Returns the same for a run of its own, which leaves nothing but perhaps an archive. */
  private boolean aRunUses(LocalOptions options) throws Exception {
    TestRun run = run(options);
    boolean uses = uses(run);
    endQuietly(run);
    return uses;
  }

  private boolean aTracedRunUses() throws Exception {
    TestRun run = run(options().withTrace(true));
    boolean uses = uses(run);
    end(run); // its JVM prints that its class loader is another
    return uses;
  }

  private boolean theNextRunUsesOne() throws Exception {
    return aRunUses(options());
  }

  private void end(TestRun run) throws Exception {
    CleanupReport report = run.end();
    assertThat(report.failures()).isEmpty();
    assertThat(run.directory()).doesNotExist();
    assertThat(files("tmp", "")).isEmpty();
  }

  private void endQuietly(TestRun run) throws Exception {
    end(run);
    Path logs = temp.resolve("logs" + runs).resolve(run.spec.run().runId());
    assertThat(logs.resolve("w1.log")).as("what the JVM prints").isEmptyFile();
  }

  private List<Path> files(String folder, String ending) throws IOException {
    try (Stream<Path> files = Files.list(temp.resolve("cache").resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(ending)).toList();
    }
  }

  private Path theArchive() throws IOException {
    List<Path> archives = files("bundles", ".jsa");
    assertThat(archives).hasSize(1);
    return archives.get(0);
  }

  private Path theNote() throws IOException {
    List<Path> notes = files("bundles", ".archive");
    assertThat(notes).hasSize(1);
    return notes.get(0);
  }

  @Test
  void whatTheFirstRunMadeIsUsedByTheNextAndIsTheUsersAlone() throws Exception {
    assertThat(theNextRunUsesOne()).as("the first run").isFalse();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(theArchive())))
        .isEqualTo("rw-------");
    FileTime made = Files.getLastModifiedTime(theArchive());
    TestRun run = run();
    assertThat(uses(run)).isTrue();
    assertThat(run.value("increment", 1)).isEqualTo(2);
    endQuietly(run);
    assertThat(Files.getLastModifiedTime(theArchive())).as("made once").isEqualTo(made);
  }

  @Test
  void allWorkersOfARunUseTheSameArchiveAndOnlyTheFirstMakesOne() throws Exception {
    for (boolean made : List.of(false, true)) {
      TestRun run = TestRun.of(TestRun.spec(Deeds.class, 3, options()));
      List<Hearing> hearings = new java.util.ArrayList<>();
      for (int i = 0; i < 6; i++) {
        hearings.add(run.start(TestRun.LONG, "sleep", 300));
      }
      for (Hearing hearing : hearings) {
        assertThat(hearing.outcome()).isInstanceOf(Outcome.Answered.class);
      }
      assertThat(uses(run)).isEqualTo(made);
      endQuietly(run);
      theArchive();
    }
  }

  @Test
  void anArchiveIsForOneBundleAndCollectorAndForAnyMemory() throws Exception {
    assertThat(theNextRunUsesOne()).isFalse();
    assertThat(aRunUses(options().withJvmOptions("-XX:+UseParallelGC"))).isFalse();
    assertThat(aRunUses(options().withJvmOptions("-XX:+UseParallelGC"))).isTrue();
    assertThat(theNextRunUsesOne()).isTrue();
    assertThat(files("bundles", ".jsa")).hasSize(2);

    TestRun other = TestRun.of(TestRun.spec(Asker.class, 1, options()));
    endQuietly(other);
    assertThat(files("bundles", ".jar")).as("another bundle").hasSize(2);
    assertThat(other.directory().resolve("classes.jsa")).doesNotExist();
  }

  @Test
  void runsThatCannotHaveOneNeitherUseNorMakeOne() throws Exception {
    assertThat(aTracedRunUses()).isFalse();
    assertThat(aRunUses(options().withJvmOptions("-Xlog:disable"))).as("not known").isFalse();
    System.setProperty(ArchiveOptions.PROPERTY, "false");
    assertThat(theNextRunUsesOne()).isFalse();
    assertThat(files("bundles", ".jsa")).isEmpty();
    assertThat(files("bundles", ".archive")).isEmpty();

    System.setProperty(ArchiveOptions.PROPERTY, "wait");
    assertThat(theNextRunUsesOne()).isFalse();
    assertThat(theNextRunUsesOne()).isTrue();
    assertThat(aTracedRunUses()).isFalse();
    assertThat(aRunUses(options().withJvmOptions("-Xlog:disable"))).isFalse();
    System.setProperty(ArchiveOptions.PROPERTY, "false");
    assertThat(theNextRunUsesOne()).isFalse();
  }

  @Test
  void aDamagedArchiveIsNotUsedAndIsMadeAnew() throws Exception {
    assertThat(theNextRunUsesOne()).isFalse();
    byte[] whole = Files.readAllBytes(theArchive());
    byte[] altered = whole.clone();
    altered[altered.length / 2] ^= 1;
    for (byte[] damaged : List.of(altered, Arrays.copyOf(whole, 100_000), new byte[0])) {
      Files.write(theArchive(), damaged);
      assertThat(theNextRunUsesOne()).isFalse();
      assertThat(theNextRunUsesOne()).as("made anew").isTrue();
    }
    Files.delete(theArchive());
    assertThat(theNextRunUsesOne()).isFalse();
    assertThat(theNextRunUsesOne()).as("made anew").isTrue();
  }

  @Test
  void aDamagedNoteIsAsNone() throws Exception {
    assertThat(theNextRunUsesOne()).isFalse();
    for (String damaged : List.of("", "../../../etc/passwd 1", "-1 1", "7 7 7", "1\n1")) {
      Files.writeString(theNote(), damaged);
      assertThat(theNextRunUsesOne()).isFalse();
      assertThat(theNextRunUsesOne()).as("made anew").isTrue();
    }
  }

  @Test
  void anArchiveThatTheJvmCannotUseDoesNoHarm() throws Exception {
    assertThat(theNextRunUsesOne()).isFalse();
    Path archive = theArchive();
    byte[] content = Arrays.copyOf(Files.readAllBytes(archive), 50_000);
    CRC32 crc = new CRC32();
    crc.update(content);
    String name = archive.getFileName().toString().replaceFirst("-\\d+-\\d+\\.jsa$", "");
    Files.write(
        archive.resolveSibling(name + "-" + content.length + "-" + crc.getValue() + ".jsa"),
        content);
    Files.writeString(theNote(), content.length + " " + crc.getValue());
    // Java 17 crashes on it, Java 25 refuses it: the call does not notice.
    TestRun run = run();
    assertThat(run.value("increment", 1)).isEqualTo(2);
    assertThat(run.directory().resolve("classes.jsa")).as("it was given to the JVM").exists();
    end(run);
    assertThat(theNextRunUsesOne()).as("and is not again if that did not start").isFalse();
  }

  @Test
  void clientsThatMakeOneAtOnceLeaveOneThatIsUsed() throws Exception {
    TestRun first = TestRun.of(TestRun.spec(Deeds.class, 1, LocalOptions.defaults()));
    TestRun second = TestRun.of(TestRun.spec(Deeds.class, 1, LocalOptions.defaults()));
    assertThat(uses(first) || uses(second)).isFalse();
    CompletableFuture<CleanupReport> one = first.deployment.close().toCompletableFuture();
    CompletableFuture<CleanupReport> two = second.deployment.close().toCompletableFuture();
    assertThat(one.get(90, TimeUnit.SECONDS).failures()).isEmpty();
    assertThat(two.get(90, TimeUnit.SECONDS).failures()).isEmpty();
    assertThat(theNextRunUsesOne()).isTrue();
  }

  @Test
  void aRunWithoutAnAnswerMakesNone() throws Exception {
    endQuietly(run());
    assertThat(files("bundles", ".archive")).isEmpty();

    TestRun busy = run();
    Hearing hearing = busy.start(TestRun.LONG, "spin", 1);
    endQuietly(busy);
    assertThat(TestRun.failure(hearing).kind()).isEqualTo(FailureKind.CANCELLED);
    assertThat(files("bundles", ".archive")).isEmpty();
    assertThat(theNextRunUsesOne()).isFalse();
    assertThat(theNextRunUsesOne()).isTrue();
  }

  @Test
  void aWorkerThatEndsOtherwiseMakesNoneAndItsAttemptIsToldSo() throws Exception {
    TestRun run = run();
    assertThat(run.value("increment", 1)).isEqualTo(2);
    assertThat(run.failure("exit", 3).kind()).isEqualTo(FailureKind.CRASHED);
    assertThat(run.value("increment", 1)).isEqualTo(2);
    endQuietly(run);
    assertThat(files("bundles", ".jsa")).isEmpty();
    assertThat(theNextRunUsesOne()).isFalse();
    assertThat(theNextRunUsesOne()).isTrue();
  }

  @Test
  void whatCannotBeMadeIsTriedAgainHalfADayLater() throws Exception {
    assertThat(theNextRunUsesOne()).isFalse();
    Path note = theNote();
    Files.writeString(note, "none");
    assertThat(theNextRunUsesOne()).isFalse();
    assertThat(note).hasContent("none");
    Files.setLastModifiedTime(note, FileTime.from(Instant.now().minus(Duration.ofHours(13))));
    assertThat(theNextRunUsesOne()).isFalse();
    assertThat(theNextRunUsesOne()).isTrue();
  }

  @Test
  void useIsSeenByTheSweeperOfTheCache() throws Exception {
    assertThat(theNextRunUsesOne()).isFalse();
    Instant before = Instant.now().minus(Duration.ofDays(29));
    Files.setLastModifiedTime(theArchive(), FileTime.from(before));
    Files.setLastModifiedTime(theNote(), FileTime.from(before));
    assertThat(theNextRunUsesOne()).isTrue();
    Instant lately = Instant.now().minus(Duration.ofHours(1));
    assertThat(Files.getLastModifiedTime(theArchive()).toInstant()).isAfter(lately);
    assertThat(Files.getLastModifiedTime(theNote()).toInstant()).isAfter(lately);
  }
}
