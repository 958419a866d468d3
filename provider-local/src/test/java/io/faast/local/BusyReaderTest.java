package io.faast.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.faast.local.fixture.EndsWhenBuiltLater;
import io.faast.spi.AttemptListener;
import io.faast.spi.FailureKind;
import io.faast.spi.Outcome;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of a worker while the thread that reads all workers is kept from its work. */
@Timeout(120)
class BusyReaderTest {
  @Test
  void aWorkerThatCalledInAndEndedBeforeThatWasReadHasCrashed() throws Exception {
    try (TestRun run =
        TestRun.of(TestRun.spec(EndsWhenBuiltLater.class, 2, LocalOptions.defaults()))) {
      assertThat(run.value("increment", 1)).isEqualTo(2);
      long before = ProcessHandle.current().children().count();
      Blocking blocking = new Blocking();
      var unused = run.deployment.invoke(run.attempt(TestRun.LONG, "increment", 1), blocking);
      blocking.reached.get(60, TimeUnit.SECONDS);
      Hearing first = run.start(TestRun.LONG, "block");
      Hearing second = run.start(TestRun.LONG, "block"); // makes the pool start another worker
      Path note = run.directory().resolve("built");
      while (Files.exists(note) || ProcessHandle.current().children().count() > before) {
        LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
      }
      blocking.released.countDown();
      Outcome.Failed failed = TestRun.failure(second);
      assertThat(failed.kind()).isEqualTo(FailureKind.CRASHED);
      assertThat(failed.report().logUrl().toString()).as("the worker").endsWith("w2.log");
      assertThat(first.ended()).isFalse();
    }
  }

  /** Keeps the thread that tells it. */
  private static final class Blocking implements AttemptListener {
    final CompletableFuture<Void> reached = new CompletableFuture<>();
    final CountDownLatch released = new CountDownLatch(1);

    @Override
    public void onItem(ByteBuffer item) {}

    @Override
    public void onOutcome(Outcome outcome) {
      reached.complete(null);
      try {
        released.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
