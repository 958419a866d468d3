package io.faast.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.faast.spi.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {
  @Test
  void allOfTheConcurrencyIsUsedWhenCallsAreLong() throws Exception {
    try (TestRun run = TestRun.of(6)) {
      List<Hearing> hearings = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        hearings.add(run.start(TestRun.LONG, "countForever", "f" + i));
      }
      // Each stream holds its worker until it is stopped, so six of them hold six.
      for (Hearing hearing : hearings) {
        hearing.invocation().request(1);
        hearing.take(1);
      }
      Set<String> workers = new HashSet<>();
      for (Hearing hearing : hearings) {
        hearing.invocation().cancel();
        workers.add(hearing.outcome().report().workerId());
      }
      assertThat(workers).hasSize(6);
    }
  }

  @Test
  void aConcurrencyOfOneNeverOverlaps() throws Exception {
    try (TestRun run = TestRun.of(1)) {
      List<Hearing> hearings = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        hearings.add(run.start(TestRun.LONG, "sleep", 2));
      }
      Set<String> workers = new HashSet<>();
      for (Hearing hearing : hearings) {
        Outcome outcome = hearing.outcome();
        assertThat(outcome).isInstanceOf(Outcome.Answered.class);
        workers.add(outcome.report().workerId());
      }
      assertThat(workers).hasSize(1);
    }
  }

  @Test
  void callsFromManyThreadsAllEnd() throws Exception {
    try (TestRun run = TestRun.of(3)) {
      List<Thread> threads = new ArrayList<>();
      List<Throwable> failures = java.util.Collections.synchronizedList(new ArrayList<>());
      for (int t = 0; t < 16; t++) {
        Thread thread =
            new Thread(
                () -> {
                  try {
                    for (int i = 0; i < 200; i++) {
                      assertThat(run.value("increment", i)).isEqualTo(i + 1);
                    }
                  } catch (Throwable e) {
                    failures.add(e);
                  }
                });
        thread.start();
        threads.add(thread);
      }
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(failures).isEmpty();
    }
  }
}
