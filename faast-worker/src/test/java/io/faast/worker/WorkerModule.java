package io.faast.worker;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The functions that the tests of the worker call. */
public class WorkerModule extends WorkerModuleBase<String> {
  static final AtomicInteger BUILT = new AtomicInteger();
  static final List<String> EVENTS = Collections.synchronizedList(new ArrayList<>());
  static CountDownLatch running = new CountDownLatch(1);
  static CountDownLatch release = new CountDownLatch(1);

  private int calls;

  public WorkerModule() {
    BUILT.incrementAndGet();
  }

  public int add(int a, int b) {
    return a + b;
  }

  public String add(String a, String b) {
    return a + b;
  }

  public static long twice(long x) {
    return 2 * x;
  }

  public int count() {
    return ++calls;
  }

  public void nothing() {}

  public String fail(String message) throws Exception {
    throw new java.io.IOException(message, new IllegalStateException("why"));
  }

  public Object unserializable() {
    return new ValueTypes.Point(1, 2);
  }

  public byte[] bytes(int length) {
    return new byte[length];
  }

  public <T extends Comparable<T>> T max(List<T> list) {
    return Collections.max(list);
  }

  public CompletableFuture<String> later() {
    return CompletableFuture.completedFuture("x");
  }

  public String context() {
    FaastContext c = FaastContext.current();
    return c.call()
        + "/"
        + c.attempt()
        + "/"
        + c.memoryMb()
        + "/"
        + c.provider()
        + "/"
        + c.runId()
        + "/"
        + c.workerId()
        + "/"
        + (c.timeLeft().toMillis() <= 60_000);
  }

  public long contextOfAThread() throws Exception {
    CompletableFuture<Long> seen = new CompletableFuture<>();
    Thread t = new Thread(() -> seen.complete(FaastContext.current().call()));
    t.start();
    t.join();
    return seen.get();
  }

  public boolean interrupted() {
    return Thread.currentThread().isInterrupted();
  }

  public void interruptMyself() {
    Thread.currentThread().interrupt();
  }

  public String waitForInterrupt() throws InterruptedException {
    running.countDown();
    new CountDownLatch(1).await();
    return "never";
  }

  public int runOutOfMemory() {
    List<long[]> hog = new ArrayList<>();
    while (hog.size() < 1000) {
      hog.add(new long[Integer.MAX_VALUE - 8]);
    }
    return hog.size();
  }

  public int overflowTheStack() {
    return overflowTheStack(1);
  }

  private static int overflowTheStack(int depth) {
    return depth == 0 ? 0 : 1 + overflowTheStack(depth + 1);
  }

  public String missingClass() {
    throw new NoClassDefFoundError("org/example/Missing");
  }

  public String missingByName() throws Exception {
    return Class.forName("org.example.Absent").getName();
  }

  public String ownClassNotFound() throws Exception {
    throw new ClassNotFoundException("user said so");
  }

  public int brokenInitialiser() {
    return Broken.value;
  }

  public int brokenByMissing() {
    return BrokenByMissing.value;
  }

  static final class Broken {
    static int value = Integer.parseInt("no number");
  }

  static final class BrokenByMissing {
    static int value = missing();

    static int missing() {
      if (value == 0) {
        throw new NoClassDefFoundError("org/example/Deep");
      }
      return 1;
    }
  }

  public Stream<Integer> numbers(int n) {
    return Stream.iterate(0, i -> i + 1)
        .limit(n)
        .peek(i -> EVENTS.add("made " + i))
        .onClose(() -> EVENTS.add("closed"));
  }

  public Stream<Integer> endless() {
    return Stream.iterate(0, i -> i + 1).onClose(() -> EVENTS.add("closed"));
  }

  public Iterable<String> withNulls() {
    return Arrays.asList("a", null, "b");
  }

  public Stream<String> noStream() {
    return null;
  }

  public Stream<String> failsToClose() {
    return Stream.of("a")
        .onClose(
            () -> {
              throw new IllegalStateException("close failed");
            });
  }

  public Stream<Object> badItem() {
    return Stream.of("fine", new ValueTypes.Point(1, 2));
  }

  public Stream<byte[]> largeItem() {
    return Stream.of(new byte[1], new byte[50_000]);
  }

  public Iterator<Integer> failsAfterTwo() {
    return new FailingIterator();
  }

  /** An iterator that holds something open. */
  static final class FailingIterator implements Iterator<Integer>, AutoCloseable {
    private int next;

    @Override
    public boolean hasNext() {
      return true;
    }

    @Override
    public Integer next() {
      if (next == 2) {
        throw new UnsupportedOperationException("no third");
      }
      return next++;
    }

    @Override
    public void close() {
      EVENTS.add("iterator closed");
    }
  }
}
