package io.faast.worker;

import org.jspecify.annotations.Nullable;

/** Finds the name of the class whose absence made code fail. */
final class MissingClass {
  private static final String INITIALISER = "Could not initialize class ";
  private static final String RECORDED = "Exception java.lang.NoClassDefFoundError: ";

  private MissingClass() {}

  /** Returns its binary name, or null if the failure has another reason. */
  static @Nullable String find(Throwable thrown) {
    if (thrown instanceof ClassNotFoundException) {
      return fromJdk(thrown) ? name(thrown.getMessage()) : null;
    }
    if (thrown instanceof NoClassDefFoundError) {
      String message = thrown.getMessage();
      if (message == null || !message.startsWith(INITIALISER)) {
        return name(message);
      }
      return recorded(thrown.getCause());
    }
    if (thrown instanceof ExceptionInInitializerError) {
      Throwable cause = thrown.getCause();
      for (int i = 0; cause != null && i < 16; i++, cause = cause.getCause()) {
        if (cause instanceof NoClassDefFoundError || cause instanceof ClassNotFoundException) {
          return find(cause);
        }
      }
    }
    return null;
  }

  /**
   * A class loader throws it; the user's code may throw one of its own, which means something else.
   */
  private static boolean fromJdk(Throwable thrown) {
    StackTraceElement[] stack = ThrowableWriter.stack(thrown);
    return stack.length > 0 && "java.base".equals(stack[0].getModuleName());
  }

  /** The JVM notes why a class could not be initialised, for those that ask for it again. */
  private static @Nullable String recorded(@Nullable Throwable cause) {
    String message = cause == null ? null : cause.getMessage();
    if (message == null || !message.startsWith(RECORDED)) {
      return null;
    }
    int end = message.indexOf(' ', RECORDED.length());
    return name(message.substring(RECORDED.length(), end < 0 ? message.length() : end));
  }

  private static @Nullable String name(@Nullable String internal) {
    return internal == null ? null : internal.replace('/', '.');
  }
}
