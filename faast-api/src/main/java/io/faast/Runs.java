package io.faast;

import io.faast.function.ReturnsNothing;
import java.io.Serializable;
import org.jspecify.annotations.NullUnmarked;

/**
 * Calls of methods for what they do: of {@code void} methods, and of others whose value is not
 * wanted.
 *
 * <p>The returned {@link Call} completes with null when the method has returned, or with the
 * method's exception. Everything else is as in {@link Calls}.
 *
 * @param <M> the module's class
 * @since 0.1.0
 */
@NullUnmarked
public interface Runs<M> {
  /** Runs an instance method without arguments. */
  default Call<Void> run(ReturnsNothing.Instance0<M> function) {
    return runReference(function);
  }

  /** Runs an instance method with one argument. */
  default <A> Call<Void> run(ReturnsNothing.Instance1<M, A> function, A a) {
    return runReference(function, a);
  }

  /** Runs an instance method with two arguments. */
  default <A, B> Call<Void> run(ReturnsNothing.Instance2<M, A, B> function, A a, B b) {
    return runReference(function, a, b);
  }

  /** Runs an instance method with three arguments. */
  default <A, B, C> Call<Void> run(ReturnsNothing.Instance3<M, A, B, C> function, A a, B b, C c) {
    return runReference(function, a, b, c);
  }

  /** Runs an instance method with four arguments. */
  default <A, B, C, D> Call<Void> run(
      ReturnsNothing.Instance4<M, A, B, C, D> function, A a, B b, C c, D d) {
    return runReference(function, a, b, c, d);
  }

  /** Runs an instance method with five arguments. */
  default <A, B, C, D, E> Call<Void> run(
      ReturnsNothing.Instance5<M, A, B, C, D, E> function, A a, B b, C c, D d, E e) {
    return runReference(function, a, b, c, d, e);
  }

  /** Runs a static method without arguments. */
  default Call<Void> run(ReturnsNothing.Static0 function) {
    return runReference(function);
  }

  /** Runs a static method with one argument. */
  default <A> Call<Void> run(ReturnsNothing.Static1<A> function, A a) {
    return runReference(function, a);
  }

  /** Runs a static method with two arguments. */
  default <A, B> Call<Void> run(ReturnsNothing.Static2<A, B> function, A a, B b) {
    return runReference(function, a, b);
  }

  /** Runs a static method with three arguments. */
  default <A, B, C> Call<Void> run(ReturnsNothing.Static3<A, B, C> function, A a, B b, C c) {
    return runReference(function, a, b, c);
  }

  /** Runs a static method with four arguments. */
  default <A, B, C, D> Call<Void> run(
      ReturnsNothing.Static4<A, B, C, D> function, A a, B b, C c, D d) {
    return runReference(function, a, b, c, d);
  }

  /** Runs a static method with five arguments. */
  default <A, B, C, D, E> Call<Void> run(
      ReturnsNothing.Static5<A, B, C, D, E> function, A a, B b, C c, D d, E e) {
    return runReference(function, a, b, c, d, e);
  }

  /**
   * Calls the method that {@code function}, a serializable method reference, refers to, and drops
   * its value. All {@code run} methods end here.
   *
   * @param arguments the arguments of the method; each may be null unless its parameter is
   *     primitive
   */
  Call<Void> runReference(Serializable function, Object... arguments);
}
