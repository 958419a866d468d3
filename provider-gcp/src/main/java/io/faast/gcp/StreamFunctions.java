package io.faast.gcp;

import io.faast.worker.MethodCodec;
import java.lang.reflect.Method;

/** Tells whether a module has functions that produce streams: their items need a queue. */
final class StreamFunctions {
  private StreamFunctions() {}

  static boolean anyIn(Class<?> module) {
    for (Method method : module.getMethods()) {
      if (method.getDeclaringClass() != Object.class && streams(module, method)) {
        return true;
      }
    }
    return false;
  }

  private static boolean streams(Class<?> module, Method method) {
    try {
      return MethodCodec.of(module, method).streaming();
    } catch (IllegalArgumentException e) {
      return false; // it cannot be called at all; who tries is told why
    }
  }
}
