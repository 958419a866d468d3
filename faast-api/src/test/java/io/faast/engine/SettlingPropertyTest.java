package io.faast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.faast.Call;
import io.faast.FunctionStats;
import io.faast.spi.FailureKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever happens in whatever order: a call settles once, permits balance, and the usage of an
 * attempt is counted once.
 */
@Timeout(120)
class SettlingPropertyTest {
  private static final FailureKind[] KINDS = FailureKind.values();

  private final List<Call<String>> calls = new ArrayList<>();
  private final AtomicInteger told = new AtomicInteger();

  @Test
  void lawsHoldForRandomOrdersOfEvents() {
    for (int seed = 0; seed < 150; seed++) {
      Random random = new Random(seed);
      int concurrency = 1 + random.nextInt(4);
      Rig rig = rig(concurrency, random);
      CallGate view = CallGate.of(1 + random.nextInt(2), RateLimit.NONE);
      boolean inThread = random.nextInt(4) == 0;
      if (inThread) {
        rig.cloud.onSent = sent -> end(sent, random);
      }
      for (int step = 0; step < 120; step++) {
        happen(rig, view, random);
        assertThat(rig.engine.stats().running()).isBetween(0, concurrency);
      }
      if (random.nextBoolean()) {
        rig.close();
      }
      finish(rig);
      assertLaws(rig, "seed " + seed);
    }
  }

  @Test
  void lawsHoldWhenThreadsRace() throws Exception {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      Rig rig = rig(3, random);
      CallGate view = CallGate.of(2, RateLimit.NONE);
      for (int i = 0; i < 60; i++) {
        submit(rig, random.nextBoolean() ? view : null);
      }
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Random own = new Random(seed * 10L + i);
        threads.add(
            new Thread(
                () -> {
                  for (int step = 0; step < 300; step++) {
                    race(rig, own);
                  }
                }));
      }
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }
      finish(rig);
      assertLaws(rig, "seed " + seed);
    }
  }

  private Rig rig(int concurrency, Random random) {
    calls.clear();
    told.set(0);
    RetryPolicy retry =
        new RetryPolicy(
            random.nextInt(3),
            Duration.ofMillis(50),
            Duration.ofSeconds(1),
            random.nextBoolean(),
            true);
    SpeculationPolicy speculation = new SpeculationPolicy(0.5, 1, Duration.ofMillis(1));
    return new Rig(
        concurrency,
        Rig.PLAIN.withRetry(retry).withSpeculation(speculation).withRandom(new Random(5)));
  }

  private void submit(Rig rig, CallGate view) {
    CallOptions options = view == null ? CallOptions.NONE : CallOptions.NONE.withGate(view);
    FunctionHandle<String> echo = Functions.handle("echo");
    calls.add(rig.engine.submit(echo, new Object[] {"x"}, options, call -> told.incrementAndGet()));
  }

  private void happen(Rig rig, CallGate view, Random random) {
    int what = random.nextInt(10);
    if (what < 3) {
      submit(rig, random.nextBoolean() ? view : null);
    } else if (what < 4) {
      rig.time.advance(Duration.ofMillis(random.nextInt(200)));
    } else if (what < 5 && random.nextInt(8) == 0) {
      rig.time.advance(Duration.ofSeconds(40));
    } else if (what < 6 && !calls.isEmpty()) {
      Call<String> call = calls.get(random.nextInt(calls.size()));
      boolean unused = random.nextInt(4) == 0 ? call.complete("mine") : call.cancel(true);
    } else {
      race(rig, random);
    }
  }

  /** An attempt ends, perhaps not for the first time; or a call is cancelled. */
  private void race(Rig rig, Random random) {
    int count = rig.cloud.sentCount();
    if (count > 0) {
      end(rig.cloud.sent(random.nextInt(count)), random);
    }
    if (!calls.isEmpty() && random.nextInt(40) == 0) {
      calls.get(random.nextInt(calls.size())).cancel(true);
    }
  }

  private static void end(ScriptedDeployment.Sent sent, Random random) {
    if (random.nextInt(3) == 0) {
      sent.fail(KINDS[random.nextInt(KINDS.length)]);
    } else {
      sent.answer();
    }
  }

  /** Every attempt gets its outcome, the last ones too; and all timers run out. */
  private void finish(Rig rig) {
    rig.cloud.onSent = ScriptedDeployment.Sent::answer;
    for (int round = 0; round < 20; round++) {
      for (int i = 0; i < rig.cloud.sentCount(); i++) {
        rig.cloud.sent(i).answer();
      }
      rig.time.advance(Duration.ofMinutes(2));
    }
  }

  private void assertLaws(Rig rig, String seed) {
    int done = 0;
    int cancelled = 0;
    for (Call<String> call : calls) {
      try {
        assertThat(call.join()).as(seed).isIn("x", "mine");
        done++;
      } catch (CancellationException e) {
        cancelled++;
      } catch (CompletionException e) {
        assertThat(call).isCompletedExceptionally();
      }
    }
    FunctionStats stats = rig.engine.stats().total();
    assertThat(told.get()).as(seed).isEqualTo(calls.size());
    assertThat(stats.calls()).as(seed).isEqualTo(calls.size());
    assertThat(stats.pending()).as(seed).isZero();
    assertThat(stats.completed()).as(seed).isLessThanOrEqualTo(done);
    assertThat(stats.cancelled()).as(seed).isGreaterThanOrEqualTo(cancelled);
    assertThat(stats.attempts()).as(seed).isEqualTo(rig.cloud.sentCount());
    assertThat(rig.engine.costSnapshot().attempts()).as(seed).isEqualTo(rig.cloud.sentCount());
    assertThat(rig.engine.stats().running()).as(seed).isZero();
    assertThat(rig.engine.stats().queued()).as(seed).isZero();
    assertThat(rig.engine.running.isEmpty()).as(seed).isTrue();
    assertThat(rig.engine.resting).as(seed).isEmpty();
    CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new))
        .exceptionally(e -> null)
        .join();
  }
}
