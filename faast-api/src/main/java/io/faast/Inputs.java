package io.faast;

import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Turns what {@link Maps} are given into streams, and what they give. */
final class Inputs {
  private Inputs() {}

  static <A extends @Nullable Object> Stream<A> of(Iterable<A> inputs) {
    return StreamSupport.stream(inputs.spliterator(), false);
  }

  static <A extends @Nullable Object> Stream<A> of(Iterator<A> inputs) {
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(inputs, Spliterator.ORDERED), false);
  }

  /** The values of results; the first failure is thrown. */
  static <A extends @Nullable Object, R extends @Nullable Object> Stream<R> values(
      Stream<Result<A, R>> results) {
    return results.map(Result::get);
  }
}
