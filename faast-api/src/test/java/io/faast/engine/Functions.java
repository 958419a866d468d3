package io.faast.engine;

import java.io.IOException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The module of the engine's tests. */
public class Functions {
  public record Pair(String left, int right) {}

  public String echo(String text) {
    return text;
  }

  public int add(int a, int b) {
    return a + b;
  }

  public Pair pair(Pair pair) {
    return pair;
  }

  public Object open(Object value) {
    return value;
  }

  public String fail(String message) throws IOException {
    throw new IOException(message);
  }

  public Stream<Integer> count(int to) {
    return IntStream.range(0, to).boxed();
  }

  public Stream<Integer> countAndFail(int to) {
    return IntStream.rangeClosed(0, to)
        .mapToObj(
            i -> {
              if (i == to) {
                throw new IllegalStateException("no more after " + to);
              }
              return i;
            });
  }

  static <R> FunctionHandle<R> handle(String name) {
    for (var method : Functions.class.getMethods()) {
      if (method.getName().equals(name)) {
        return FunctionHandle.of(Functions.class, method, name);
      }
    }
    throw new AssertionError("no method " + name);
  }
}
