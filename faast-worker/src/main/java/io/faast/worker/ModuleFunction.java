package io.faast.worker;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/** One public method of the module. */
final class ModuleFunction {
  private final Class<?> module;
  private final Method method;
  private @Nullable MethodCodec codec;

  ModuleFunction(Class<?> module, Method method) {
    this.module = module;
    this.method = method;
  }

  boolean isStatic() {
    return Modifier.isStatic(method.getModifiers());
  }

  /** Returns the codec, made at first use: most modules' methods are never called in one worker. */
  synchronized MethodCodec codec() {
    MethodCodec made = codec;
    if (made == null) {
      made = MethodCodec.of(module, method);
      if (!Modifier.isPublic(method.getDeclaringClass().getModifiers())) {
        method.trySetAccessible(); // a public method that is inherited from a class that is not
      }
      codec = made;
    }
    return made;
  }

  /** Invokes the method; throws what it throws. */
  @Nullable Object invoke(@Nullable Object receiver, @Nullable Object[] args) throws Throwable {
    try {
      return method.invoke(receiver, args);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }
}
