package io.faast;

import io.faast.function.ReturnsValue;
import java.io.Serializable;
import org.jspecify.annotations.NullUnmarked;

/**
 * Calls of methods that return a value.
 *
 * <p>Every {@code call} takes a method reference of the module's class, such as {@code
 * Thumbnails::thumbnail}, and the arguments of that method. It returns at once; the result or the
 * method's exception arrives in the {@link Call}. Whatever is wrong with an argument's value (it
 * would not survive the way, it is too large) fails the returned call.
 *
 * <p>A method that is overloaded may need its shape spelled out: {@code
 * ReturnsValue.Instance1<Thumbnails, byte[], byte[]> small = Thumbnails::thumbnail; m.call(small,
 * image)}.
 *
 * <p>All methods here throw {@link FaastException} of kind {@code INVALID_USE} if what they are
 * given is no reference to a public method of the module: nothing is ever run on this side instead.
 * They are safe for use by many threads and do not block.
 *
 * @param <M> the module's class
 * @since 0.1.0
 */
@NullUnmarked
public interface Calls<M> {
  /** Calls an instance method without arguments. */
  default <R> Call<R> call(ReturnsValue.Instance0<M, R> function) {
    return callReference(function);
  }

  /** Calls an instance method with one argument. */
  default <A, R> Call<R> call(ReturnsValue.Instance1<M, A, R> function, A a) {
    return callReference(function, a);
  }

  /** Calls an instance method with two arguments. */
  default <A, B, R> Call<R> call(ReturnsValue.Instance2<M, A, B, R> function, A a, B b) {
    return callReference(function, a, b);
  }

  /** Calls an instance method with three arguments. */
  default <A, B, C, R> Call<R> call(ReturnsValue.Instance3<M, A, B, C, R> function, A a, B b, C c) {
    return callReference(function, a, b, c);
  }

  /** Calls an instance method with four arguments. */
  default <A, B, C, D, R> Call<R> call(
      ReturnsValue.Instance4<M, A, B, C, D, R> function, A a, B b, C c, D d) {
    return callReference(function, a, b, c, d);
  }

  /** Calls an instance method with five arguments. */
  default <A, B, C, D, E, R> Call<R> call(
      ReturnsValue.Instance5<M, A, B, C, D, E, R> function, A a, B b, C c, D d, E e) {
    return callReference(function, a, b, c, d, e);
  }

  /** Calls a static method without arguments. */
  default <R> Call<R> call(ReturnsValue.Static0<R> function) {
    return callReference(function);
  }

  /** Calls a static method with one argument. */
  default <A, R> Call<R> call(ReturnsValue.Static1<A, R> function, A a) {
    return callReference(function, a);
  }

  /** Calls a static method with two arguments. */
  default <A, B, R> Call<R> call(ReturnsValue.Static2<A, B, R> function, A a, B b) {
    return callReference(function, a, b);
  }

  /** Calls a static method with three arguments. */
  default <A, B, C, R> Call<R> call(ReturnsValue.Static3<A, B, C, R> function, A a, B b, C c) {
    return callReference(function, a, b, c);
  }

  /** Calls a static method with four arguments. */
  default <A, B, C, D, R> Call<R> call(
      ReturnsValue.Static4<A, B, C, D, R> function, A a, B b, C c, D d) {
    return callReference(function, a, b, c, d);
  }

  /** Calls a static method with five arguments. */
  default <A, B, C, D, E, R> Call<R> call(
      ReturnsValue.Static5<A, B, C, D, E, R> function, A a, B b, C c, D d, E e) {
    return callReference(function, a, b, c, d, e);
  }

  /**
   * Calls the method that {@code function}, a serializable method reference, refers to. All {@code
   * call} methods end here; programs use those, as the compiler checks them.
   *
   * @param arguments the arguments of the method; each may be null unless its parameter is
   *     primitive
   */
  <R> Call<R> callReference(Serializable function, Object... arguments);
}
