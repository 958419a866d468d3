package io.faast.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.faast.bundler.Bundle;
import io.faast.bundler.BundleRequest;
import io.faast.bundler.Bundler;
import io.faast.bundler.ClassPath;
import io.faast.local.fixture.Seeker;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.Outcome;
import io.faast.worker.ReplyMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Traced runs, and the bundles that come after them. */
class TraceTest {
  /** On the class path of these tests, and named by nothing that the module reaches. */
  private static final String HIDDEN = "org.opentest4j.AssertionFailedError";

  private static final String NEEDED_BY_IT = "org.opentest4j.ValueWrapper";
  private static final String RESOURCE = "META-INF/LICENSE.md";

  @TempDir Path temp;
  private String usual;

  @BeforeEach
  void useACacheOfOurOwn() {
    usual = System.setProperty("faast.cache", temp.resolve("cache").toString());
  }

  @AfterEach
  void useTheUsualCache() {
    if (usual == null) {
      System.clearProperty("faast.cache");
    } else {
      System.setProperty("faast.cache", usual);
    }
  }

  private static TestRun run(boolean trace) throws Exception {
    return TestRun.of(TestRun.spec(Seeker.class, 1, LocalOptions.defaults().withTrace(trace)));
  }

  private static Bundle bundle() throws Exception {
    return Bundler.withCache(Bundler.defaultCache())
        .bundle(
            BundleRequest.builder(ClassPath.of(Seeker.class.getClassLoader()))
                .root(Seeker.class.getName())
                .build());
  }

  @Test
  void whatATracedRunLoadedIsThereInTheNextOrdinaryOne() throws Exception {
    try (TestRun run = run(false)) {
      Outcome outcome = run.start(TestRun.LONG, "load", HIDDEN).outcome();
      ReplyMessage reply = ReplyMessage.read(((Outcome.Answered) outcome).response());
      assertThat(reply)
          .as("without it the class is missing")
          .isNotInstanceOf(ReplyMessage.Value.class);
    }
    try (TestRun run = run(true)) {
      assertThat(run.value("load", HIDDEN)).isEqualTo("AssertionFailedError");
      assertThat(run.value("loader")).isEqualTo("io.faast.local.worker.TracingLoader");
    }
    try (TestRun run = run(false)) {
      assertThat(run.value("load", HIDDEN)).isEqualTo("AssertionFailedError");
      assertThat(run.value("loader")).isNotEqualTo("io.faast.local.worker.TracingLoader");
    }
    assertThat(bundle().report().why(HIDDEN)).containsExactly(HIDDEN + " (loaded in a traced run)");
    assertThat(bundle().report().classes()).contains(NEEDED_BY_IT);
  }

  @Test
  void aClassOfWhichNothingRanIsNotNoted() throws Exception {
    try (TestRun run = run(true)) {
      assertThat(run.value("look", HIDDEN)).isEqualTo("AssertionFailedError");
    }
    assertThat(bundle().report().classes()).doesNotContain(HIDDEN);
  }

  @Test
  void resourcesAreNotedToo() throws Exception {
    int size;
    try (TestRun run = run(true)) {
      size = (int) run.value("resource", RESOURCE);
      assertThat(size).isPositive();
    }
    try (TestRun run = run(false)) {
      assertThat(run.value("resource", RESOURCE)).isEqualTo(size);
    }
  }

  @Test
  void whatAWorkerLoadedBeforeItCrashedIsNotLost() throws Exception {
    try (TestRun run = run(true)) {
      run.failure("loadAndHalt", HIDDEN);
    }
    assertThat(bundle().report().classes()).contains(HIDDEN);
  }

  @Test
  void notesThatWereSpoiltDoNoHarm() throws Exception {
    TestRun run = run(true);
    run.value("load", HIDDEN);
    run.start(TestRun.LONG, "spoilTheTrace").outcome();
    assertThat(run.end().failures()).isEmpty();
    assertThat(run.directory()).doesNotExist();
    assertThat(bundle().report().classes()).contains(HIDDEN);
  }

  @Test
  void theNotesAreTheUsersAloneAndGoWithTheRun() throws Exception {
    TestRun run = run(true);
    assertThat(run.value("traceFileIsPrivate")).isEqualTo(true);
    assertThat(run.end().failures()).isEmpty();
    assertThat(run.directory()).doesNotExist();
  }

  @Test
  void includedFilesAreThereInATracedRun() throws Exception {
    Path file = Files.writeString(temp.resolve("extra.txt"), "extra");
    DeploymentSpec usual = TestRun.spec(Seeker.class, 1, LocalOptions.defaults().withTrace(true));
    List<String> told = new CopyOnWriteArrayList<>();
    DeploymentSpec spec =
        new DeploymentSpec(
            usual.run(),
            usual.module(),
            usual.memoryMb(),
            usual.timeout(),
            1,
            usual.environment(),
            List.of(),
            List.of(file.toString()),
            List.of(),
            usual.mode(),
            "",
            usual.options(),
            told::add);
    try (TestRun run = TestRun.of(spec)) {
      assertThat(run.value("resource", "extra.txt")).isEqualTo(5);
    }
    assertThat(told)
        .anyMatch(sentence -> sentence.startsWith("Noted what " + Seeker.class.getName()));
    try (ZipFile zip = new ZipFile(bundle().jar().toFile())) {
      assertThat(zip.getEntry("extra.txt")).as("is on no class path").isNull();
    }
  }
}
