package io.faast.worker;

import java.lang.reflect.Method;
import java.util.Arrays;

/** Finds the method whose generic types describe a method. */
final class GenericSource {
  private GenericSource() {}

  /**
   * Returns {@code method}, unless it is the bridge that a compiler adds when a public class
   * inherits a public method from a class that is not: a bridge lost its generic types, the
   * original has them.
   */
  static Method of(Method method) {
    if (!method.isBridge()) {
      return method;
    }
    Class<?>[] parameters = method.getParameterTypes();
    for (Class<?> c = method.getDeclaringClass().getSuperclass();
        c != null;
        c = c.getSuperclass()) {
      for (Method m : c.getDeclaredMethods()) {
        if (!m.isBridge()
            && m.getName().equals(method.getName())
            && m.getReturnType() == method.getReturnType()
            && Arrays.equals(m.getParameterTypes(), parameters)) {
          return m;
        }
      }
    }
    return method;
  }
}
