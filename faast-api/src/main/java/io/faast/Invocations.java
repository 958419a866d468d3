package io.faast;

import org.jspecify.annotations.Nullable;

/**
 * Calls of methods whose name is known at run time only: the untyped way out.
 *
 * <p>What the compiler checks elsewhere is checked here at the call. All methods throw {@link
 * FaastException} of kind {@code INVALID_USE} if there is no such method, if several would fit, or
 * if an argument or the expected type does not; the message names what was expected and what was
 * found.
 *
 * @since 0.1.0
 */
public interface Invocations {
  /**
   * Calls a method by name.
   *
   * @param function the method's name; an overloaded one that has another of as many parameters
   *     needs its parameter types too, as in {@code thumbnail(byte[],int)}, with full class names
   * @param type type of the result: the method's return type or a supertype; for a {@code void}
   *     method {@code void.class}
   * @param arguments as many as the method has parameters; one with variable arguments takes an
   *     array for the last
   */
  <R> Call<R> invoke(String function, Class<R> type, @Nullable Object... arguments);

  /**
   * Calls a method by name whose result has type arguments.
   *
   * @param function as in {@link #invoke(String, Class, Object...)}
   * @param type exactly the method's return type
   * @param arguments as in {@link #invoke(String, Class, Object...)}
   */
  <R> Call<R> invoke(String function, TypeRef<R> type, @Nullable Object... arguments);
}
