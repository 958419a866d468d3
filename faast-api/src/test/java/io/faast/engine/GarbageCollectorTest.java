package io.faast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.faast.GcMode;
import io.faast.GcReport;
import io.faast.spi.Capability;
import io.faast.spi.Resource;
import io.faast.spi.Resource.Liveness;
import io.faast.spi.RunTag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class GarbageCollectorTest {
  @TempDir Path cache;
  private final TestProvider provider = new TestProvider(new ScriptedDeployment());

  private void resource(String id, String owner, Liveness liveness, Duration age) {
    RunTag tag = new RunTag("run-of-" + id, owner, TestProvider.NOW.minus(age));
    provider.resources.add(new Resource("queue", id, tag, liveness));
  }

  private GcReport collect(GcMode mode, Duration retention) {
    return collect(mode, retention, Duration.ZERO);
  }

  private GcReport collect(GcMode mode, Duration retention, Duration later) {
    EngineOptions options =
        Rig.PLAIN
            .withGc(new GcPolicy(mode, retention, cache))
            .withClock(InstantSource.fixed(TestProvider.NOW.plus(later)));
    GarbageCollector collector = new GarbageCollector(provider, TestProvider.spec(1), options);
    collector.start();
    return collector.report().join();
  }

  @Test
  void onlyOldResourcesOfDeadRunsOfTheSameOwnerAreDeleted() {
    Duration day = Duration.ofDays(1);
    resource("dead-old", "me", Liveness.DEAD, day.plusSeconds(1));
    resource("dead-young", "me", Liveness.DEAD, day);
    resource("live-old", "me", Liveness.LIVE, Duration.ofDays(100));
    resource("stranger", "you", Liveness.DEAD, Duration.ofDays(100));
    resource("unknown-old", "me", Liveness.UNKNOWN, Duration.ofDays(2).plusSeconds(1));
    resource("unknown-young", "me", Liveness.UNKNOWN, Duration.ofDays(2));
    RunTag own = TestProvider.spec(1).run();
    provider.resources.add(new Resource("queue", "own", own, Liveness.DEAD));
    GcReport report = collect(GcMode.FORCE, day);
    assertThat(provider.deleted).containsExactly("dead-old", "unknown-old");
    assertThat(report).isEqualTo(new GcReport(true, 6, 2, java.util.List.of()));
  }

  @Test
  void withoutRetentionUnknownRunsStillHaveADay() {
    resource("dead", "me", Liveness.DEAD, Duration.ofSeconds(1));
    resource("unknown-young", "me", Liveness.UNKNOWN, Duration.ofHours(24));
    resource("unknown-old", "me", Liveness.UNKNOWN, Duration.ofHours(25));
    collect(GcMode.FORCE, Duration.ZERO);
    assertThat(provider.deleted).containsExactly("dead", "unknown-old");
  }

  @Test
  void automaticCollectionRunsOnceAnHourPerMachineAndProvider() throws Exception {
    assertThat(collect(GcMode.AUTO, Duration.ZERO).ran()).isTrue();
    assertThat(collect(GcMode.AUTO, Duration.ZERO).ran()).isFalse();
    assertThat(collect(GcMode.AUTO, Duration.ZERO, Duration.ofMinutes(59)).ran()).isFalse();
    assertThat(collect(GcMode.FORCE, Duration.ZERO).ran()).isTrue();
    assertThat(collect(GcMode.AUTO, Duration.ZERO, Duration.ofMinutes(61)).ran()).isTrue();
    Files.writeString(cache.resolve("gc").resolve("test"), "no time");
    assertThat(collect(GcMode.AUTO, Duration.ZERO, Duration.ofMinutes(61)).ran()).isTrue();
  }

  @Test
  void ofManyThatAskAtOnceOneCollects() throws Exception {
    AtomicInteger claimed = new AtomicInteger();
    Thread[] threads = new Thread[8];
    for (int i = 0; i < threads.length; i++) {
      threads[i] =
          new Thread(
              () -> {
                try {
                  if (GcStamp.claim(cache, "test", TestProvider.NOW)) {
                    claimed.incrementAndGet();
                  }
                } catch (java.io.IOException e) {
                  claimed.addAndGet(100);
                }
              });
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(claimed).hasValue(1);
  }

  @Test
  void switchedOffOrRefusedItDoesNothing() {
    assertThat(collect(GcMode.OFF, Duration.ZERO)).isEqualTo(GcReport.NOT_RUN);
    provider.refused.add(Capability.GARBAGE_COLLECTION);
    assertThat(collect(GcMode.FORCE, Duration.ZERO)).isEqualTo(GcReport.NOT_RUN);
  }

  @Test
  void failuresAreReportedAndTheRestIsStillDeleted() {
    resource("stuck", "me", Liveness.DEAD, Duration.ofDays(3));
    resource("free", "me", Liveness.DEAD, Duration.ofDays(3));
    provider.delete =
        resource -> {
          if (resource.id().equals("stuck")) {
            throw new IllegalStateException("it is locked");
          }
          return CompletableFuture.completedFuture(null);
        };
    GcReport report = collect(GcMode.FORCE, Duration.ZERO);
    assertThat(report.deleted()).isEqualTo(1);
    assertThat(report.failures()).singleElement().asString().contains("stuck", "it is locked");
  }

  @Test
  void closingTheEngineEndsTheCollectionAfterTheResourceItIsAt() {
    for (int i = 0; i < 5; i++) {
      resource("r" + i, "me", Liveness.DEAD, Duration.ofDays(3));
    }
    CompletableFuture<Void> slow = new CompletableFuture<>();
    CompletableFuture<Void> begun = new CompletableFuture<>();
    provider.delete =
        resource -> {
          begun.complete(null);
          return slow;
        };
    EngineOptions options = Rig.PLAIN.withGc(new GcPolicy(GcMode.FORCE, Duration.ofDays(1), cache));
    GarbageCollector collector = new GarbageCollector(provider, TestProvider.spec(1), options);
    collector.start();
    begun.join();
    collector.stop();
    slow.complete(null);
    assertThat(collector.report().join().deleted()).isEqualTo(1);
  }
}
