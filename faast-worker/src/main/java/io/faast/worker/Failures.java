package io.faast.worker;

/** Words why a module cannot be used. */
final class Failures {
  private static final int MAX_CAUSES = 8;
  private static final int MAX_FRAMES = 12;

  private Failures() {}

  /** A missing class, or whatever failed in its code. */
  static RefusedException ofModule(String module, String what, Throwable thrown) {
    String missing = MissingClass.find(thrown);
    if (missing != null) {
      return classMissing(missing, thrown);
    }
    return new RefusedException(
        Refusal.MODULE_FAILED, "Module " + module + " " + what + ": " + describe(thrown));
  }

  private static RefusedException classMissing(String missing, Throwable thrown) {
    StackTraceElement[] stack = ThrowableWriter.stack(thrown);
    String needed = "";
    for (StackTraceElement frame : stack) {
      if (!frame.getClassName().startsWith("java.") && !frame.getClassName().startsWith("jdk.")) {
        needed = ", needed by " + frame;
        break;
      }
    }
    return new RefusedException(
        Refusal.CLASS_MISSING, "Class " + missing + " is not in the bundle" + needed, missing);
  }

  /** Describes a throwable and its causes in a few lines, whatever their own methods do. */
  private static String describe(Throwable thrown) {
    StringBuilder text = new StringBuilder();
    Throwable t = thrown;
    for (int i = 0; t != null && i < MAX_CAUSES; i++, t = ThrowableWriter.cause(t)) {
      if (i > 0) {
        text.append("\ncaused by ");
      }
      text.append(t.getClass().getName()).append(": ").append(ThrowableWriter.message(t));
      StackTraceElement[] stack = ThrowableWriter.stack(t);
      for (int f = 0; f < Math.min(stack.length, MAX_FRAMES); f++) {
        text.append("\n  at ").append(stack[f]);
      }
    }
    return text.toString();
  }
}
