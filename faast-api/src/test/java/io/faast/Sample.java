package io.faast;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The module of most tests. */
public class Sample extends SampleBase<String> implements SampleApi<Integer> {
  /** A permit for each call of {@link #blocked} that has begun since the test did. */
  static volatile Semaphore begun = new Semaphore(0);

  static volatile CountDownLatch gate = new CountDownLatch(0);

  public String hello() {
    return "hello";
  }

  public int length(String text) {
    return text.length();
  }

  public long add(long a, int b) {
    return a + b;
  }

  public byte[] cut(byte[] bytes, int length) {
    return Arrays.copyOf(bytes, length);
  }

  public String five(String a, int b, long c, boolean d, double e) {
    return a + b + c + d + e;
  }

  public <T extends Comparable<T>> T largest(List<T> values) {
    return Collections.max(values);
  }

  public List<String> words(String text) {
    return List.of(text.split(" "));
  }

  public Map<String, Integer> counts(List<String> words) {
    return Map.of(words.get(0), words.size());
  }

  public int checked(int n) throws IOException {
    if (n < 0) {
      throw new IOException("negative: " + n);
    }
    return n * n;
  }

  public void nothing(String text) throws Exception {
    if (text.isEmpty()) {
      throw new IllegalStateException("empty");
    }
  }

  public void rest() {}

  public Stream<Integer> upTo(int n) {
    return IntStream.range(0, n).boxed();
  }

  public Iterator<String> letters(String text) {
    return List.of(text.split("")).iterator();
  }

  public Iterable<Integer> pair(int a, int b) {
    return List.of(a, b);
  }

  public String over(String text) {
    return "text " + text;
  }

  public String over(Integer number) {
    return "number " + number;
  }

  public String over(String text, Integer number) {
    return text + number;
  }

  public String joined(String... parts) {
    return String.join("+", parts);
  }

  public String joinedArray(String[] parts) {
    return String.join("-", parts);
  }

  public int blocked(int n) throws InterruptedException {
    begun.release();
    gate.await();
    return n;
  }

  @Override
  public Integer fromApi(Integer number) {
    return number + 1;
  }

  @Override
  public String toString() {
    return "a sample";
  }

  public CompletableFuture<String> later() {
    return CompletableFuture.completedFuture("later");
  }

  public int read(InputStream in) throws IOException {
    return in.read();
  }

  String hidden() {
    return "";
  }

  protected String guarded() {
    return "";
  }

  public static String zero() {
    return "zero";
  }

  public static String twice(String text) {
    return text + text;
  }

  public static int sum(int a, int b) {
    return a + b;
  }

  public static void ping(String text) {
    if (text.isEmpty()) {
      throw new IllegalStateException("empty");
    }
  }

  public static Stream<String> copies(String text, int n) {
    return Stream.generate(() -> text).limit(n);
  }

  public static String withModule(Sample sample, String text) {
    return sample + text;
  }
}
