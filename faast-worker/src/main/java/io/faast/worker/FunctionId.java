package io.faast.worker;

import java.lang.reflect.Method;

/**
 * Names a method of a module so that overloads differ: its name and its erased descriptor.
 *
 * @since 0.1.0
 */
public final class FunctionId {
  private FunctionId() {}

  /** Returns the method's id, such as {@code thumbnail([BI)[B}. */
  public static String of(Method method) {
    StringBuilder id = new StringBuilder(64).append(method.getName()).append('(');
    for (Class<?> parameter : method.getParameterTypes()) {
      id.append(parameter.descriptorString());
    }
    return id.append(')').append(method.getReturnType().descriptorString()).toString();
  }
}
