package io.faast;

import io.faast.function.ReturnsValue;
import java.io.Serializable;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;

/**
 * Calls a method of one parameter for each element of an input, which may be endless.
 *
 * <p>The input is read as results are taken: at most a {@linkplain MapOptions#window window} of
 * elements ahead of them, on the thread that takes them. Results come as they complete, unless
 * {@link MapOptions#ordered} asks for the order of the input. {@code map} gives values and throws
 * the first failure, as {@link Call#join} would, after cancelling what is in flight; {@code
 * mapResults} gives every {@link Result}, failed or not.
 *
 * <p>A returned stream is lazy and sequential, for one thread. Consume it to its end or close it
 * (use try-with-resources): closing it cancels the calls in flight, and closes the input if that is
 * a stream. If its thread is interrupted while it waits, it cancels them too and throws a {@link
 * FaastException} of kind {@code CANCELLED}. What the input throws is thrown by the stream.
 *
 * <p>Everything else is as in {@link Calls}.
 *
 * @param <M> the module's class
 * @since 0.1.0
 */
@NullUnmarked
public interface Maps<M> {
  /** Gives the values of an instance method for each element. */
  default <A, R> Stream<R> map(
      ReturnsValue.Instance1<M, A, R> function, Iterable<? extends A> inputs) {
    return Inputs.values(mapReference(function, Inputs.of(inputs), MapOptions.defaults()));
  }

  /** Gives the values of an instance method for each element. */
  default <A, R> Stream<R> map(
      ReturnsValue.Instance1<M, A, R> function, Iterable<? extends A> inputs, MapOptions options) {
    return Inputs.values(mapReference(function, Inputs.of(inputs), options));
  }

  /** Gives the values of an instance method for each element of a stream. */
  default <A, R> Stream<R> map(
      ReturnsValue.Instance1<M, A, R> function, Stream<? extends A> inputs) {
    return Inputs.values(mapReference(function, inputs, MapOptions.defaults()));
  }

  /** Gives the values of an instance method for each element of a stream. */
  default <A, R> Stream<R> map(
      ReturnsValue.Instance1<M, A, R> function, Stream<? extends A> inputs, MapOptions options) {
    return Inputs.values(mapReference(function, inputs, options));
  }

  /** Gives the values of an instance method for each element of an iterator. */
  default <A, R> Stream<R> map(
      ReturnsValue.Instance1<M, A, R> function, Iterator<? extends A> inputs) {
    return Inputs.values(mapReference(function, Inputs.of(inputs), MapOptions.defaults()));
  }

  /** Gives the values of an instance method for each element of an iterator. */
  default <A, R> Stream<R> map(
      ReturnsValue.Instance1<M, A, R> function, Iterator<? extends A> inputs, MapOptions options) {
    return Inputs.values(mapReference(function, Inputs.of(inputs), options));
  }

  /** Gives the values of a static method for each element. */
  default <A, R> Stream<R> map(ReturnsValue.Static1<A, R> function, Iterable<? extends A> inputs) {
    return Inputs.values(mapReference(function, Inputs.of(inputs), MapOptions.defaults()));
  }

  /** Gives the values of a static method for each element. */
  default <A, R> Stream<R> map(
      ReturnsValue.Static1<A, R> function, Iterable<? extends A> inputs, MapOptions options) {
    return Inputs.values(mapReference(function, Inputs.of(inputs), options));
  }

  /** Gives the values of a static method for each element of a stream. */
  default <A, R> Stream<R> map(ReturnsValue.Static1<A, R> function, Stream<? extends A> inputs) {
    return Inputs.values(mapReference(function, inputs, MapOptions.defaults()));
  }

  /** Gives the values of a static method for each element of a stream. */
  default <A, R> Stream<R> map(
      ReturnsValue.Static1<A, R> function, Stream<? extends A> inputs, MapOptions options) {
    return Inputs.values(mapReference(function, inputs, options));
  }

  /** Gives the values of a static method for each element of an iterator. */
  default <A, R> Stream<R> map(ReturnsValue.Static1<A, R> function, Iterator<? extends A> inputs) {
    return Inputs.values(mapReference(function, Inputs.of(inputs), MapOptions.defaults()));
  }

  /** Gives the values of a static method for each element of an iterator. */
  default <A, R> Stream<R> map(
      ReturnsValue.Static1<A, R> function, Iterator<? extends A> inputs, MapOptions options) {
    return Inputs.values(mapReference(function, Inputs.of(inputs), options));
  }

  /** Gives the results of an instance method for each element. */
  default <A, R> Stream<Result<A, R>> mapResults(
      ReturnsValue.Instance1<M, A, R> function, Iterable<? extends A> inputs) {
    return mapReference(function, Inputs.of(inputs), MapOptions.defaults());
  }

  /** Gives the results of an instance method for each element. */
  default <A, R> Stream<Result<A, R>> mapResults(
      ReturnsValue.Instance1<M, A, R> function, Iterable<? extends A> inputs, MapOptions options) {
    return mapReference(function, Inputs.of(inputs), options);
  }

  /** Gives the results of an instance method for each element of a stream. */
  default <A, R> Stream<Result<A, R>> mapResults(
      ReturnsValue.Instance1<M, A, R> function, Stream<? extends A> inputs) {
    return mapReference(function, inputs, MapOptions.defaults());
  }

  /** Gives the results of an instance method for each element of a stream. */
  default <A, R> Stream<Result<A, R>> mapResults(
      ReturnsValue.Instance1<M, A, R> function, Stream<? extends A> inputs, MapOptions options) {
    return mapReference(function, inputs, options);
  }

  /** Gives the results of an instance method for each element of an iterator. */
  default <A, R> Stream<Result<A, R>> mapResults(
      ReturnsValue.Instance1<M, A, R> function, Iterator<? extends A> inputs) {
    return mapReference(function, Inputs.of(inputs), MapOptions.defaults());
  }

  /** Gives the results of an instance method for each element of an iterator. */
  default <A, R> Stream<Result<A, R>> mapResults(
      ReturnsValue.Instance1<M, A, R> function, Iterator<? extends A> inputs, MapOptions options) {
    return mapReference(function, Inputs.of(inputs), options);
  }

  /** Gives the results of a static method for each element. */
  default <A, R> Stream<Result<A, R>> mapResults(
      ReturnsValue.Static1<A, R> function, Iterable<? extends A> inputs) {
    return mapReference(function, Inputs.of(inputs), MapOptions.defaults());
  }

  /** Gives the results of a static method for each element. */
  default <A, R> Stream<Result<A, R>> mapResults(
      ReturnsValue.Static1<A, R> function, Iterable<? extends A> inputs, MapOptions options) {
    return mapReference(function, Inputs.of(inputs), options);
  }

  /** Gives the results of a static method for each element of a stream. */
  default <A, R> Stream<Result<A, R>> mapResults(
      ReturnsValue.Static1<A, R> function, Stream<? extends A> inputs) {
    return mapReference(function, inputs, MapOptions.defaults());
  }

  /** Gives the results of a static method for each element of a stream. */
  default <A, R> Stream<Result<A, R>> mapResults(
      ReturnsValue.Static1<A, R> function, Stream<? extends A> inputs, MapOptions options) {
    return mapReference(function, inputs, options);
  }

  /** Gives the results of a static method for each element of an iterator. */
  default <A, R> Stream<Result<A, R>> mapResults(
      ReturnsValue.Static1<A, R> function, Iterator<? extends A> inputs) {
    return mapReference(function, Inputs.of(inputs), MapOptions.defaults());
  }

  /** Gives the results of a static method for each element of an iterator. */
  default <A, R> Stream<Result<A, R>> mapResults(
      ReturnsValue.Static1<A, R> function, Iterator<? extends A> inputs, MapOptions options) {
    return mapReference(function, Inputs.of(inputs), options);
  }

  /**
   * Gives every result of an instance method to {@code consumer}, without blocking.
   *
   * @param consumer called for one result at a time, on threads of the common pool, which read the
   *     input too
   * @return completes when every result was taken, or with what the input or the consumer threw;
   *     cancelling it, or completing it otherwise, cancels the calls in flight
   */
  default <A, R> CompletableFuture<Void> mapAsync(
      ReturnsValue.Instance1<M, A, R> function,
      Stream<? extends A> inputs,
      MapOptions options,
      Consumer<? super Result<A, R>> consumer) {
    return mapAsyncReference(function, inputs, options, consumer);
  }

  /**
   * Gives every result of a static method to {@code consumer}, without blocking.
   *
   * @param consumer called for one result at a time, on threads of the common pool, which read the
   *     input too
   * @return completes when every result was taken, or with what the input or the consumer threw;
   *     cancelling it, or completing it otherwise, cancels the calls in flight
   */
  default <A, R> CompletableFuture<Void> mapAsync(
      ReturnsValue.Static1<A, R> function,
      Stream<? extends A> inputs,
      MapOptions options,
      Consumer<? super Result<A, R>> consumer) {
    return mapAsyncReference(function, inputs, options, consumer);
  }

  /** All {@code map} and {@code mapResults} methods end here. */
  <A, R> Stream<Result<A, R>> mapReference(
      Serializable function, Stream<? extends A> inputs, MapOptions options);

  /** All {@code mapAsync} methods end here. */
  <A, R> CompletableFuture<Void> mapAsyncReference(
      Serializable function,
      Stream<? extends A> inputs,
      MapOptions options,
      Consumer<? super Result<A, R>> consumer);
}
