package io.faast.engine;

import io.faast.worker.FunctionId;
import io.faast.worker.MethodCodec;
import java.lang.reflect.Method;

/**
 * A function of a module, ready to be called. Immutable; make one per method and keep it.
 *
 * @param module the module class, which the method belongs to or is inherited by
 * @param method the method
 * @param name for people: the method's name, with parameter types where it is overloaded
 * @param id names it to the worker
 * @param codec carries its arguments and results
 * @param <R> type of the result, or of an item
 * @since 0.1.0
 */
@SuppressWarnings("UnusedTypeParameter") // types the calls of the function
public record FunctionHandle<R>(
    Class<?> module, Method method, String name, String id, MethodCodec codec) {
  /** Makes the handle of {@code method} as seen from {@code module}. */
  public static <R> FunctionHandle<R> of(Class<?> module, Method method, String name) {
    return new FunctionHandle<>(
        module, method, name, FunctionId.of(method), MethodCodec.of(module, method));
  }

  /** Returns whether the function produces a stream of items. */
  public boolean stream() {
    return codec.streaming();
  }
}
