package io.faast.tck.functions;

import io.faast.worker.FaastContext;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Plain calls: arities, overloads, static and instance methods, what a function knows of its call.
 *
 * @since 0.1.0
 */
public class InvocationFunctions {
  private static final Map<String, Integer> EXECUTIONS = new ConcurrentHashMap<>();
  private static final AtomicInteger BUILT = new AtomicInteger();
  private final AtomicInteger calls = new AtomicInteger();
  private final int number = BUILT.incrementAndGet();

  /** What a function finds in its context. */
  public record Seen(
      int attempt, String provider, int memoryMb, long millisLeft, String run, String worker) {}

  public static String twice(String text) {
    return text + text;
  }

  public String none() {
    return "none";
  }

  public @Nullable String echo(@Nullable String text) {
    return text;
  }

  public String two(String a, int b) {
    return a + "/" + b;
  }

  public String three(String a, int b, long c) {
    return a + "/" + b + "/" + c;
  }

  public String four(String a, int b, long c, double d) {
    return a + "/" + b + "/" + c + "/" + d;
  }

  public String five(String a, int b, long c, double d, boolean e) {
    return a + "/" + b + "/" + c + "/" + d + "/" + e;
  }

  public String overloaded(int value) {
    return "int " + value;
  }

  public String overloaded(String value) {
    return "String " + value;
  }

  public void nothing(String ignored) {}

  /**
   * Returns how many instances this worker built, and how many calls of this method this one saw.
   */
  public List<Integer> instance() {
    return List.of(number, calls.incrementAndGet());
  }

  /** Returns how often this worker ran this method with {@code key}, this time included. */
  public int execute(String key) {
    return EXECUTIONS.merge(key, 1, Integer::sum);
  }

  /** Returns how often this worker ran {@link #execute} with {@code key}. */
  public int executions(String key) {
    return EXECUTIONS.getOrDefault(key, 0);
  }

  public Seen context() {
    FaastContext context = FaastContext.current();
    Duration left = context.timeLeft();
    return new Seen(
        context.attempt(),
        context.provider(),
        context.memoryMb(),
        left == null ? -1 : left.toMillis(),
        context.runId(),
        context.workerId());
  }

  /** Starts a thread that outlives the call by far. */
  public String leaveThread() {
    Thread thread =
        new Thread(
            () -> {
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "left behind");
    thread.setDaemon(true);
    thread.start();
    return "left";
  }

  /** Returns values of environment variables; null for those that are not set. */
  public Map<String, @Nullable String> environment(List<String> names) {
    Map<String, @Nullable String> found = new LinkedHashMap<>();
    for (String name : names) {
      found.put(name, System.getenv(name));
    }
    return found;
  }

  public String print(String line, int times) {
    for (int i = 0; i < times; i++) {
      System.out.println(line + " " + i);
    }
    System.err.println(line + " on stderr");
    return line;
  }

  /** Prints, and ends the worker at once. */
  public String printAndHalt(String line) {
    System.out.println(line);
    System.out.flush();
    Runtime.getRuntime().halt(3);
    return line;
  }

  /** Runs until cancelled. */
  public String block() throws InterruptedException {
    Blocker.block();
    return "never";
  }

  /** Runs until cancelled, and is seen from outside. */
  public String blockSeen(int port, String key) throws Exception {
    return Beacon.during(
        port,
        key,
        () -> {
          Blocker.block();
          return "never";
        });
  }

  /** Is seen from outside, once for every execution. */
  public String passSeen(int port, String key) throws Exception {
    return Beacon.during(port, key, () -> key);
  }

  /** Burns time for ever, and is seen from outside. */
  public String spinSeen(int port, String key) throws Exception {
    return Beacon.during(
        port,
        key,
        () -> {
          Blocker.spin();
          return "never";
        });
  }
}
