package io.faast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.faast.CostItem;
import io.faast.CostSnapshot;
import io.faast.FaastException;
import io.faast.FunctionStats;
import io.faast.ModuleStats;
import io.faast.Statistics;
import io.faast.StatsEvent;
import io.faast.spi.FailureKind;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MeasuringTest {
  @Test
  void distributionAgreesWithTheSamplesThemselves() {
    Random random = new Random(11);
    for (int round = 0; round < 20; round++) {
      int n = 1 + random.nextInt(3000);
      long[] samples = new long[n];
      Distribution[] parts = {new Distribution(), new Distribution(), new Distribution()};
      for (int i = 0; i < n; i++) {
        samples[i] = (long) Math.exp(random.nextDouble() * 30);
        parts[random.nextInt(3)].add(samples[i]);
      }
      Distribution whole = new Distribution();
      for (Distribution part : parts) {
        whole.add(part);
      }
      Statistics got = whole.statistics();
      Arrays.sort(samples);
      double mean = Arrays.stream(samples).average().orElseThrow();
      double squares = Arrays.stream(samples).mapToDouble(s -> (s - mean) * (s - mean)).sum();
      assertThat(got.samples()).isEqualTo(n);
      assertThat(got.min()).isEqualTo(samples[0] / 1e6);
      assertThat(got.max()).isEqualTo(samples[n - 1] / 1e6);
      assertThat(got.mean()).isCloseTo(mean / 1e6, within(mean / 1e6 * 1e-9));
      double stdev = n < 2 ? 0 : Math.sqrt(squares / (n - 1)) / 1e6;
      assertThat(got.stdev()).isCloseTo(stdev, within(stdev * 1e-6 + 1e-9));
      assertNear(got.p50(), samples, 0.5);
      assertNear(got.p90(), samples, 0.9);
      assertNear(got.p99(), samples, 0.99);
      Statistics since = whole.since(parts[0]).statistics();
      assertThat(since.samples()).isEqualTo(n - parts[0].samples());
    }
  }

  private static void assertNear(double got, long[] sorted, double q) {
    double exact = sorted[Math.max(0, (int) Math.ceil(q * sorted.length) - 1)] / 1e6;
    assertThat(got).isCloseTo(exact, within(exact * 0.04 + 1e-6));
  }

  @Test
  void nothingMeasuredIsZeroEverywhere() {
    assertThat(new Distribution().statistics()).isEqualTo(new Statistics(0, 0, 0, 0, 0, 0, 0, 0));
    assertThat(new Rig().engine.stats("never").calls()).isZero();
  }

  @Test
  void differenceOfTheClocksIsTakenOutOfStartAndReturn() {
    Skews skews = new Skews();
    long ahead = 5_000_000_000L;
    skews.update("w", ahead + 400, -ahead + 900);
    skews.update("w", ahead + 300, -ahead + 700);
    assertThat(skews.update("w", ahead + 800, -ahead + 300)).isEqualTo(ahead);
    assertThat(skews.update("other", 10, 10)).isZero();
  }

  @Test
  void callsCountOnceAndAttemptsEachTime() {
    Rig rig = new Rig();
    rig.cloud.onSent =
        sent -> {
          if (sent.attempt.number() < 3) {
            sent.fail(FailureKind.CRASHED);
          } else {
            sent.answer();
          }
        };
    rig.call("x");
    rig.time.advance(Duration.ofMinutes(1));
    rig.cloud.onSent = sent -> {};
    rig.call("y");
    rig.echo("z").cancel(true);
    FunctionStats stats = rig.engine.stats("echo");
    assertThat(stats.calls()).isEqualTo(3);
    assertThat(stats.completed()).isEqualTo(1);
    assertThat(stats.cancelled()).isEqualTo(1);
    assertThat(stats.pending()).isEqualTo(1);
    assertThat(stats.attempts()).isEqualTo(5);
    assertThat(stats.retries()).isEqualTo(2);
    assertThat(stats.execution().samples()).isEqualTo(1);
    ModuleStats module = rig.engine.stats();
    assertThat(module.functions()).containsOnlyKeys("echo");
    assertThat(module.total().calls()).isEqualTo(3);
    assertThat(module.running()).isEqualTo(2);
  }

  @Test
  void eventsTellEachIntervalAlone() throws Exception {
    Rig rig = new Rig();
    BlockingQueue<StatsEvent> events = new LinkedBlockingQueue<>();
    rig.cloud.onSent = ScriptedDeployment.Sent::answer;
    rig.call("before");
    try (AutoCloseable listening = rig.engine.onStats(Duration.ofSeconds(1), events::add)) {
      rig.call("a");
      rig.call("b");
      rig.time.advance(Duration.ofSeconds(1));
      StatsEvent first = events.poll(30, TimeUnit.SECONDS);
      assertThat(first.stats().calls()).isEqualTo(2);
      assertThat(first.stats().completed()).isEqualTo(2);
      assertThat(first.stats().total().samples()).isEqualTo(2);
      assertThat(first.interval()).isEqualTo(Duration.ofSeconds(1));
      assertThat(first.at()).isEqualTo(TestProvider.NOW);
      rig.call("c");
    }
    assertThat(events.poll(30, TimeUnit.SECONDS).stats().calls()).isEqualTo(1);
    assertThat(events).isEmpty();
  }

  @Test
  void costSumsEveryAttemptAndTheDeploymentItself() {
    Rig rig = new Rig();
    rig.cloud.onSent =
        sent -> {
          if (sent.attempt.number() == 1) {
            sent.fail(FailureKind.THROTTLED);
          } else {
            sent.answer();
          }
        };
    rig.call("x");
    rig.time.advance(Duration.ofMinutes(1));
    CostSnapshot cost = rig.engine.costSnapshot();
    assertThat(cost.provider()).isEqualTo("test");
    assertThat(cost.calls()).isEqualTo(1);
    assertThat(cost.attempts()).isEqualTo(2);
    assertThat(cost.find("requests").amount()).isEqualTo(2);
    assertThat(cost.find("duration").amount()).isEqualTo(14);
    assertThat(cost.total()).hasValue(2 * 0.25 + 14 * 0.5);
    assertThat(cost.incomplete()).isFalse();
    assertThat(cost.billed()).hasMillis(4);
    assertThat(cost.measured()).hasMillis(3);
    assertThat(cost.toString()).contains("requests", "$7.50000000", "2 attempts", "on test");
    assertThat(cost.csv().lines())
        .hasSize(3)
        .element(2)
        .isEqualTo("duration,GB-ms,14.0,0.5,7.0,\"a price list, with a comma\",2026-01-01");
    assertThatThrownBy(() -> cost.find("tea"))
        .isInstanceOf(FaastException.class)
        .hasMessageContaining("requests");
  }

  @Test
  void unknownPriceMakesTheCostIncompleteAndIsNeverZero() {
    Rig rig = new Rig();
    rig.cloud.secondPriceUnknown = true;
    rig.start(1, Rig.PLAIN);
    CostSnapshot cost = rig.engine.costSnapshot();
    assertThat(cost.incomplete()).isTrue();
    assertThat(cost.find("duration").cost()).isEmpty();
    assertThat(cost.toString()).contains("unknown", "incomplete").doesNotContain("NaN");
    double parts = cost.items().stream().mapToDouble(i -> i.cost().orElse(0)).sum();
    assertThat(cost.total()).hasValue(parts);
    assertThat(cost.items()).extracting(CostItem::name).containsExactly("requests", "duration");
  }
}
