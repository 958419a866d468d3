package io.faast.benchmarks;

import static io.faast.Faast.faast;

import io.faast.Call;
import io.faast.FaastModule;
import io.faast.MapOptions;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Times calls to warm workers: one after the other, many at once, and with large arguments. */
final class WarmCalls {
  private static final int RUNS = 7;

  /** Runs that are not counted. */
  private static final int WARM_UP = 8;

  private static final int IN_FLIGHT = 100;
  private static final int PAYLOAD_BYTES = 100 * 1024;

  private WarmCalls() {}

  public static void main(String[] args) throws InterruptedException {
    try (FaastModule<TrivialModule> module = faast(args[0], TrivialModule.class)) {
      sequential(module);
      print("10,000 calls, 100 in flight, chains", "calls/s", "50,000", chains(module));
      print("10,000 calls, 100 in flight, map", "calls/s", "50,000", mapped(module));
      double[] rate = many(10_000, i -> module.call(TrivialModule::identity, i));
      print("10,000 calls, 100 in flight, one thread", "calls/s", "50,000", rate);
      String text = "x".repeat(PAYLOAD_BYTES);
      print(
          "100 KB String argument",
          "MiB/s",
          "600",
          mebibytes(many(10_000, i -> module.call(TrivialModule::stringLength, text))));
      byte[] bytes = new byte[PAYLOAD_BYTES];
      print(
          "100 KB byte[] argument",
          "MiB/s",
          "1,024",
          mebibytes(many(10_000, i -> module.call(TrivialModule::bytesLength, bytes))));
    }
  }

  private static void sequential(FaastModule<TrivialModule> module) {
    int calls = 5_000;
    double[] median = new double[RUNS];
    double[] tail = new double[RUNS];
    for (int run = -WARM_UP; run < RUNS; run++) {
      double[] millis = new double[calls];
      for (int i = 0; i < calls; i++) {
        long begin = System.nanoTime();
        module.call(TrivialModule::identity, i).join();
        millis[i] = (System.nanoTime() - begin) / 1e6;
      }
      if (run >= 0) {
        Arrays.sort(millis);
        median[run] = Sample.percentile(millis, 0.50);
        tail[run] = Sample.percentile(millis, 0.99);
      }
    }
    print("warm sequential round trip, p50", "ms", "0.05", median);
    print("warm sequential round trip, p99", "ms", "0.3", tail);
  }

  /** A hundred chains of calls, each of which begins when the one before it has ended. */
  private static double[] chains(FaastModule<TrivialModule> module) {
    return rates(
        calls -> {
          AtomicInteger next = new AtomicInteger();
          CompletableFuture<?>[] chains = new CompletableFuture<?>[IN_FLIGHT];
          for (int i = 0; i < IN_FLIGHT; i++) {
            CompletableFuture<Void> end = new CompletableFuture<>();
            chains[i] = end;
            link(module, next, calls, end);
          }
          CompletableFuture.allOf(chains).join();
        });
  }

  private static void link(
      FaastModule<TrivialModule> module,
      AtomicInteger next,
      int calls,
      CompletableFuture<Void> end) {
    int i = next.getAndIncrement();
    if (i >= calls) {
      end.complete(null);
      return;
    }
    var unused =
        module
            .call(TrivialModule::identity, i)
            .whenComplete(
                (value, error) -> {
                  if (error != null) {
                    end.completeExceptionally(error);
                  } else {
                    link(module, next, calls, end);
                  }
                });
  }

  private static double[] mapped(FaastModule<TrivialModule> module) {
    MapOptions window = MapOptions.defaults().withWindow(IN_FLIGHT);
    return rates(
        calls -> {
          try (Stream<Integer> results =
              module.map(
                  TrivialModule::identity, IntStream.range(0, calls).boxed().toList(), window)) {
            if (results.count() != calls) {
              throw new IllegalStateException("results are missing");
            }
          }
        });
  }

  private static double[] rates(IntConsumer run) {
    int calls = 10_000;
    double[] perSecond = new double[RUNS];
    for (int i = -WARM_UP; i < RUNS; i++) {
      long begin = System.nanoTime();
      run.accept(calls);
      if (i >= 0) {
        perSecond[i] = calls / ((System.nanoTime() - begin) / 1e9);
      }
    }
    return perSecond;
  }

  private static double[] many(int calls, IntFunction<Call<Integer>> call)
      throws InterruptedException {
    double[] perSecond = new double[RUNS];
    for (int run = -WARM_UP; run < RUNS; run++) {
      Semaphore inFlight = new Semaphore(IN_FLIGHT);
      long begin = System.nanoTime();
      for (int i = 0; i < calls; i++) {
        inFlight.acquire();
        var unused =
            call.apply(i)
                .whenComplete(
                    (value, error) -> {
                      if (error != null) {
                        throw new IllegalStateException("a call failed", error);
                      }
                      inFlight.release();
                    });
      }
      inFlight.acquire(IN_FLIGHT);
      if (run >= 0) {
        perSecond[run] = calls / ((System.nanoTime() - begin) / 1e9);
      }
    }
    return perSecond;
  }

  private static double[] mebibytes(double[] callsPerSecond) {
    return Arrays.stream(callsPerSecond).map(rate -> rate * PAYLOAD_BYTES / (1 << 20)).toArray();
  }

  private static void print(String name, String unit, String goal, double[] figures) {
    StringBuilder line = new StringBuilder(name + ";" + unit + ";" + goal);
    for (double figure : figures) {
      line.append(';').append(figure);
    }
    System.out.println(line);
  }
}
