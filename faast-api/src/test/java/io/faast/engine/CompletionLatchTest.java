package io.faast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CompletionLatchTest {
  /** An action that waits, in a way that the pool does not see, for a thread that joins. */
  @Test
  void opensForACompletedFutureWhileTheWholePoolWaits() throws Exception {
    int threads = Completions.POOL.getParallelism();
    CountDownLatch busy = new CountDownLatch(threads);
    CountDownLatch joined = new CountDownLatch(1);
    for (int i = 0; i < threads; i++) {
      Completions.POOL.execute(
          () -> {
            busy.countDown();
            await(joined);
          });
    }
    busy.await();
    try {
      CompletionLatch latch = new CompletionLatch();
      var unused = CompletableFuture.completedFuture("x").whenCompleteAsync((x, e) -> {}, latch);
      assertThat(latch.await(System.nanoTime() + TimeUnit.SECONDS.toNanos(20))).isTrue();
    } finally {
      joined.countDown();
    }
  }

  @Test
  void opensWhenTheFutureCompletes() throws Exception {
    CompletionLatch latch = new CompletionLatch();
    CompletableFuture<String> future = new CompletableFuture<>();
    var unused = future.whenCompleteAsync((x, e) -> {}, latch);
    assertThat(latch.await(System.nanoTime() + 1)).isFalse();
    new Thread(() -> future.complete("x")).start();
    assertThat(latch.await(0)).isTrue();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
