package io.faast.benchmarks;

import static io.faast.Faast.faast;

import com.sun.management.OperatingSystemMXBean;
import io.faast.FaastModule;
import io.faast.FaastOptions;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Holds a thousand calls in flight at functions that take 200 ms, and tells what that takes of this
 * process. Each call that ends begins another one; the first ones begin evenly over 200 ms, so that
 * they do not all end at once for ever.
 */
final class AwsCalls {
  private static final int IN_FLIGHT = 1_000;
  private static final double FUNCTION_MILLIS = 200;

  /** Calls that are not counted: until the JIT compilers have seen the path. */
  private static final int WARM_UP = 40_000;

  private static final int SERIES = 5;
  private static final int CALLS = 15_000;

  private static final OperatingSystemMXBean MACHINE =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final FaastModule<TrivialModule> module;
  private final AtomicInteger next = new AtomicInteger();
  private final double[] added = new double[WARM_UP + SERIES * CALLS + IN_FLIGHT];
  private final AtomicInteger ended = new AtomicInteger();
  private final AtomicReferenceArray<Mark> marks = new AtomicReferenceArray<>(SERIES + 1);
  private final CompletableFuture<Void> end = new CompletableFuture<>();

  /** The time and the processor time of this process when a series began. */
  private record Mark(long nanos, long processorNanos) {
    static Mark now() {
      return new Mark(System.nanoTime(), MACHINE.getProcessCpuTime());
    }
  }

  private AwsCalls(FaastModule<TrivialModule> module) {
    this.module = module;
  }

  public static void main(String[] args) {
    FaastOptions options = FaastOptions.defaults().withConcurrency(IN_FLIGHT).withSpeculation(0);
    try (FaastModule<TrivialModule> module = faast(args[0], TrivialModule.class, options)) {
      AwsCalls calls = new AwsCalls(module);
      calls.run();
      calls.print();
    }
  }

  private void run() {
    for (int i = 0; i < IN_FLIGHT; i++) {
      CompletableFuture.delayedExecutor(
              (long) (FUNCTION_MILLIS * 1e6 / IN_FLIGHT * i), TimeUnit.NANOSECONDS)
          .execute(this::call);
    }
    end.join();
  }

  private void call() {
    int i = next.getAndIncrement();
    if (i >= added.length) {
      return;
    }
    long begin = System.nanoTime();
    var unused =
        module
            .call(TrivialModule::identity, i)
            .whenComplete(
                (value, failure) -> {
                  added[i] = (System.nanoTime() - begin) / 1e6 - FUNCTION_MILLIS;
                  if (failure != null || value != i) {
                    end.completeExceptionally(
                        new IllegalStateException("wrong answer of call " + i, failure));
                  }
                  ended();
                  call();
                });
  }

  private void ended() {
    int counted = ended.incrementAndGet() - WARM_UP;
    if (counted >= 0 && counted % CALLS == 0) {
      marks.set(counted / CALLS, Mark.now());
      if (counted == 0) {
        System.out.println("warm");
      }
      if (counted == SERIES * CALLS) {
        System.out.println("measured");
        end.complete(null);
      }
    }
  }

  private void print() {
    double[] processor = new double[SERIES];
    double[] rate = new double[SERIES];
    double[] median = new double[SERIES];
    double[] tail = new double[SERIES];
    for (int i = 0; i < SERIES; i++) {
      Mark from = marks.get(i);
      Mark to = marks.get(i + 1);
      processor[i] = (to.processorNanos() - from.processorNanos()) / 1e3 / CALLS;
      rate[i] = CALLS / ((to.nanos() - from.nanos()) / 1e9);
      double[] late = Arrays.copyOfRange(added, WARM_UP + i * CALLS, WARM_UP + (i + 1) * CALLS);
      Arrays.sort(late);
      median[i] = Sample.percentile(late, 0.50);
      tail[i] = Sample.percentile(late, 0.99);
    }
    print("client's processor time of a call", "µs", "100", processor);
    print("added latency, p50", "ms", "", median);
    print("added latency, p99", "ms", "20", tail);
    print("calls", "1/s", "5,000", rate);
  }

  private static void print(String name, String unit, String goal, double[] figures) {
    StringBuilder line = new StringBuilder(name + ";" + unit + ";" + goal);
    for (double figure : figures) {
      line.append(';').append(figure);
    }
    System.out.println(line);
  }
}
