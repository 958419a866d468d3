package io.faast;

import io.faast.function.ReturnsIterable;
import io.faast.function.ReturnsIterator;
import io.faast.function.ReturnsStream;
import java.io.Serializable;
import org.jspecify.annotations.NullUnmarked;

/**
 * Calls of methods that return a {@link java.util.stream.Stream}, an {@link java.util.Iterator} or
 * an {@link Iterable}: their items arrive as the function produces them.
 *
 * <p>The function starts at once, but runs only a few items ahead of what is taken from the {@link
 * ItemStream}. Close that (use try-with-resources) unless it is read to its end: closing it stops
 * the function.
 *
 * <p>Everything else is as in {@link Calls}. It is the declared return type that counts: a method
 * that returns a {@code List} or another collection is one for {@code call}.
 *
 * @param <M> the module's class
 * @since 0.1.0
 */
@NullUnmarked
@SuppressWarnings("overloads") // a reference's return type tells the shapes apart
public interface Streams<M> {
  /** Streams the items of an instance method without arguments. */
  default <R> ItemStream<R> stream(ReturnsStream.Instance0<M, R> function) {
    return streamReference(function);
  }

  /** Streams the items of an instance method with one argument. */
  default <A, R> ItemStream<R> stream(ReturnsStream.Instance1<M, A, R> function, A a) {
    return streamReference(function, a);
  }

  /** Streams the items of an instance method with two arguments. */
  default <A, B, R> ItemStream<R> stream(ReturnsStream.Instance2<M, A, B, R> function, A a, B b) {
    return streamReference(function, a, b);
  }

  /** Streams the items of an instance method with three arguments. */
  default <A, B, C, R> ItemStream<R> stream(
      ReturnsStream.Instance3<M, A, B, C, R> function, A a, B b, C c) {
    return streamReference(function, a, b, c);
  }

  /** Streams the items of an instance method with four arguments. */
  default <A, B, C, D, R> ItemStream<R> stream(
      ReturnsStream.Instance4<M, A, B, C, D, R> function, A a, B b, C c, D d) {
    return streamReference(function, a, b, c, d);
  }

  /** Streams the items of an instance method with five arguments. */
  default <A, B, C, D, E, R> ItemStream<R> stream(
      ReturnsStream.Instance5<M, A, B, C, D, E, R> function, A a, B b, C c, D d, E e) {
    return streamReference(function, a, b, c, d, e);
  }

  /** Streams the items of a static method without arguments. */
  default <R> ItemStream<R> stream(ReturnsStream.Static0<R> function) {
    return streamReference(function);
  }

  /** Streams the items of a static method with one argument. */
  default <A, R> ItemStream<R> stream(ReturnsStream.Static1<A, R> function, A a) {
    return streamReference(function, a);
  }

  /** Streams the items of a static method with two arguments. */
  default <A, B, R> ItemStream<R> stream(ReturnsStream.Static2<A, B, R> function, A a, B b) {
    return streamReference(function, a, b);
  }

  /** Streams the items of a static method with three arguments. */
  default <A, B, C, R> ItemStream<R> stream(
      ReturnsStream.Static3<A, B, C, R> function, A a, B b, C c) {
    return streamReference(function, a, b, c);
  }

  /** Streams the items of a static method with four arguments. */
  default <A, B, C, D, R> ItemStream<R> stream(
      ReturnsStream.Static4<A, B, C, D, R> function, A a, B b, C c, D d) {
    return streamReference(function, a, b, c, d);
  }

  /** Streams the items of a static method with five arguments. */
  default <A, B, C, D, E, R> ItemStream<R> stream(
      ReturnsStream.Static5<A, B, C, D, E, R> function, A a, B b, C c, D d, E e) {
    return streamReference(function, a, b, c, d, e);
  }

  /** Streams the items of an instance method without arguments. */
  default <R> ItemStream<R> stream(ReturnsIterator.Instance0<M, R> function) {
    return streamReference(function);
  }

  /** Streams the items of an instance method with one argument. */
  default <A, R> ItemStream<R> stream(ReturnsIterator.Instance1<M, A, R> function, A a) {
    return streamReference(function, a);
  }

  /** Streams the items of an instance method with two arguments. */
  default <A, B, R> ItemStream<R> stream(ReturnsIterator.Instance2<M, A, B, R> function, A a, B b) {
    return streamReference(function, a, b);
  }

  /** Streams the items of an instance method with three arguments. */
  default <A, B, C, R> ItemStream<R> stream(
      ReturnsIterator.Instance3<M, A, B, C, R> function, A a, B b, C c) {
    return streamReference(function, a, b, c);
  }

  /** Streams the items of an instance method with four arguments. */
  default <A, B, C, D, R> ItemStream<R> stream(
      ReturnsIterator.Instance4<M, A, B, C, D, R> function, A a, B b, C c, D d) {
    return streamReference(function, a, b, c, d);
  }

  /** Streams the items of an instance method with five arguments. */
  default <A, B, C, D, E, R> ItemStream<R> stream(
      ReturnsIterator.Instance5<M, A, B, C, D, E, R> function, A a, B b, C c, D d, E e) {
    return streamReference(function, a, b, c, d, e);
  }

  /** Streams the items of a static method without arguments. */
  default <R> ItemStream<R> stream(ReturnsIterator.Static0<R> function) {
    return streamReference(function);
  }

  /** Streams the items of a static method with one argument. */
  default <A, R> ItemStream<R> stream(ReturnsIterator.Static1<A, R> function, A a) {
    return streamReference(function, a);
  }

  /** Streams the items of a static method with two arguments. */
  default <A, B, R> ItemStream<R> stream(ReturnsIterator.Static2<A, B, R> function, A a, B b) {
    return streamReference(function, a, b);
  }

  /** Streams the items of a static method with three arguments. */
  default <A, B, C, R> ItemStream<R> stream(
      ReturnsIterator.Static3<A, B, C, R> function, A a, B b, C c) {
    return streamReference(function, a, b, c);
  }

  /** Streams the items of a static method with four arguments. */
  default <A, B, C, D, R> ItemStream<R> stream(
      ReturnsIterator.Static4<A, B, C, D, R> function, A a, B b, C c, D d) {
    return streamReference(function, a, b, c, d);
  }

  /** Streams the items of a static method with five arguments. */
  default <A, B, C, D, E, R> ItemStream<R> stream(
      ReturnsIterator.Static5<A, B, C, D, E, R> function, A a, B b, C c, D d, E e) {
    return streamReference(function, a, b, c, d, e);
  }

  /** Streams the items of an instance method without arguments. */
  default <R> ItemStream<R> stream(ReturnsIterable.Instance0<M, R> function) {
    return streamReference(function);
  }

  /** Streams the items of an instance method with one argument. */
  default <A, R> ItemStream<R> stream(ReturnsIterable.Instance1<M, A, R> function, A a) {
    return streamReference(function, a);
  }

  /** Streams the items of an instance method with two arguments. */
  default <A, B, R> ItemStream<R> stream(ReturnsIterable.Instance2<M, A, B, R> function, A a, B b) {
    return streamReference(function, a, b);
  }

  /** Streams the items of an instance method with three arguments. */
  default <A, B, C, R> ItemStream<R> stream(
      ReturnsIterable.Instance3<M, A, B, C, R> function, A a, B b, C c) {
    return streamReference(function, a, b, c);
  }

  /** Streams the items of an instance method with four arguments. */
  default <A, B, C, D, R> ItemStream<R> stream(
      ReturnsIterable.Instance4<M, A, B, C, D, R> function, A a, B b, C c, D d) {
    return streamReference(function, a, b, c, d);
  }

  /** Streams the items of an instance method with five arguments. */
  default <A, B, C, D, E, R> ItemStream<R> stream(
      ReturnsIterable.Instance5<M, A, B, C, D, E, R> function, A a, B b, C c, D d, E e) {
    return streamReference(function, a, b, c, d, e);
  }

  /** Streams the items of a static method without arguments. */
  default <R> ItemStream<R> stream(ReturnsIterable.Static0<R> function) {
    return streamReference(function);
  }

  /** Streams the items of a static method with one argument. */
  default <A, R> ItemStream<R> stream(ReturnsIterable.Static1<A, R> function, A a) {
    return streamReference(function, a);
  }

  /** Streams the items of a static method with two arguments. */
  default <A, B, R> ItemStream<R> stream(ReturnsIterable.Static2<A, B, R> function, A a, B b) {
    return streamReference(function, a, b);
  }

  /** Streams the items of a static method with three arguments. */
  default <A, B, C, R> ItemStream<R> stream(
      ReturnsIterable.Static3<A, B, C, R> function, A a, B b, C c) {
    return streamReference(function, a, b, c);
  }

  /** Streams the items of a static method with four arguments. */
  default <A, B, C, D, R> ItemStream<R> stream(
      ReturnsIterable.Static4<A, B, C, D, R> function, A a, B b, C c, D d) {
    return streamReference(function, a, b, c, d);
  }

  /** Streams the items of a static method with five arguments. */
  default <A, B, C, D, E, R> ItemStream<R> stream(
      ReturnsIterable.Static5<A, B, C, D, E, R> function, A a, B b, C c, D d, E e) {
    return streamReference(function, a, b, c, d, e);
  }

  /**
   * Streams the items of the method that {@code function}, a serializable method reference, refers
   * to. All {@code stream} methods end here.
   *
   * @param arguments the arguments of the method; each may be null unless its parameter is
   *     primitive
   */
  <R> ItemStream<R> streamReference(Serializable function, Object... arguments);
}
