package io.faast.worker;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** One way to make a throwable of a class from a message and a cause. */
final class ThrowableRecipe {
  private final Constructor<?> constructor;
  private final int messageAt;
  private final int causeAt;

  private ThrowableRecipe(Constructor<?> constructor, int messageAt, int causeAt) {
    this.constructor = constructor;
    this.messageAt = messageAt;
    this.causeAt = causeAt;
  }

  /**
   * Returns null unless the constructor takes a message, a cause, both in any order, or nothing.
   */
  static @Nullable ThrowableRecipe ofConstructor(Constructor<?> constructor) {
    int messageAt = -1;
    int causeAt = -1;
    Class<?>[] parameters = constructor.getParameterTypes();
    for (int i = 0; i < parameters.length; i++) {
      if (parameters[i] == String.class && messageAt < 0) {
        messageAt = i;
      } else if (Throwable.class.isAssignableFrom(parameters[i]) && causeAt < 0) {
        causeAt = i;
      } else {
        return null;
      }
    }
    return constructor.trySetAccessible()
        ? new ThrowableRecipe(constructor, messageAt, causeAt)
        : null;
  }

  /**
   * Runs the constructor of Throwable alone, as deserialisation would. The JDK offers that in
   * module jdk.unsupported; it is called by reflection because compilers warn about any use.
   *
   * @throws ReflectiveOperationException if the run-time image lacks that module, or the class
   *     cannot be initialised
   */
  static ThrowableRecipe withoutConstructor(Class<? extends Throwable> type)
      throws ReflectiveOperationException {
    Class<?> factoryClass = Class.forName("sun.reflect.ReflectionFactory");
    Object factory = factoryClass.getMethod("getReflectionFactory").invoke(null);
    Method make =
        factoryClass.getMethod("newConstructorForSerialization", Class.class, Constructor.class);
    Constructor<?> base = Throwable.class.getConstructor(String.class, Throwable.class);
    return new ThrowableRecipe((Constructor<?>) make.invoke(factory, type, base), 0, 1);
  }

  /** Lower is tried first. */
  int rank() {
    return (messageAt < 0 ? 2 : 0) + (causeAt < 0 ? 1 : 0) - (messageAt < 0 && causeAt < 0 ? 1 : 0);
  }

  @Nullable Throwable make(@Nullable String message, @Nullable Throwable cause)
      throws ReflectiveOperationException {
    @Nullable Object[] arguments = new Object[constructor.getParameterCount()];
    if (messageAt >= 0) {
      arguments[messageAt] = message;
    }
    if (causeAt >= 0) {
      if (cause != null && !constructor.getParameterTypes()[causeAt].isInstance(cause)) {
        return null;
      }
      arguments[causeAt] = cause;
    }
    return (Throwable) constructor.newInstance(arguments);
  }
}
