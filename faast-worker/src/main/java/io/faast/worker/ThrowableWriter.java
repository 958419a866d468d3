package io.faast.worker;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes one tree of throwables, within bounds. */
final class ThrowableWriter {
  static final int MAX_MESSAGE = 1 << 20;
  private static final int SHORT_MESSAGE = 1024;
  static final int MAX_FRAMES = 1024;
  static final int MAX_DEPTH = 64;
  static final int MAX_THROWABLES = 256;

  private final MessageWriter w;
  private final Set<Throwable> enclosing = Collections.newSetFromMap(new IdentityHashMap<>());
  private int written;

  ThrowableWriter(MessageWriter w) {
    this.w = w;
  }

  /** Writes the class and the head of the message only, for a throwable that is over a limit. */
  static void writeShort(MessageWriter w, Throwable t) {
    ThrowableWriter writer = new ThrowableWriter(w);
    String message = message(t);
    w.writeString(t.getClass().getName());
    writer.writeSuperclasses(t);
    w.writeString(
        message != null && message.length() > SHORT_MESSAGE
            ? message.substring(0, SHORT_MESSAGE) + "<cut: the response limit is exceeded>"
            : message);
    StackFrames.write(w, new StackTraceElement[0]);
    w.writeByte(0);
    w.writeInt(0);
    w.writeInt(0);
  }

  void write(Throwable t) {
    written++;
    enclosing.add(t);
    w.writeString(t.getClass().getName());
    writeSuperclasses(t);
    w.writeString(message(t));
    StackFrames.write(w, stack(t));
    writeNested(cause(t));
    writeSuppressed(t);
    ThrowableFields.write(w, t);
    enclosing.remove(t);
  }

  private void writeSuperclasses(Throwable t) {
    int countAt = w.position();
    w.writeInt(0);
    int count = 0;
    for (Class<?> c = t.getClass(); c != Throwable.class; count++) {
      c = c.getSuperclass();
      w.writeString(c.getName());
    }
    w.patchInt(countAt, count);
  }

  private void writeNested(@Nullable Throwable t) {
    if (t == null || enclosing.contains(t)) {
      w.writeByte(0);
    } else if (enclosing.size() >= MAX_DEPTH || written >= MAX_THROWABLES) {
      w.writeByte(1);
      writeCut();
    } else {
      w.writeByte(1);
      write(t);
    }
  }

  /** Stands for what is beyond the bounds. */
  private void writeCut() {
    w.writeString(Throwable.class.getName());
    w.writeInt(0);
    w.writeString("<more causes and suppressed throwables were not sent>");
    StackFrames.write(w, new StackTraceElement[0]);
    w.writeByte(0);
    w.writeInt(0);
    w.writeInt(0);
  }

  private void writeSuppressed(Throwable t) {
    Throwable[] suppressed = t.getSuppressed();
    int countAt = w.position();
    w.writeInt(0);
    int count = 0;
    for (Throwable s : suppressed) {
      if (s == null || enclosing.contains(s)) {
        continue;
      }
      count++;
      if (enclosing.size() >= MAX_DEPTH || written >= MAX_THROWABLES) {
        writeCut();
        break;
      }
      write(s);
    }
    w.patchInt(countAt, count);
  }

  // The methods below may be overridden by anyone, and fail in any way.

  static @Nullable String message(Throwable t) {
    String message;
    try {
      message = t.getMessage();
    } catch (Throwable e) {
      return "<getMessage() threw " + e.getClass().getName() + ">";
    }
    if (message == null || message.length() <= MAX_MESSAGE) {
      return message;
    }
    return message.substring(0, MAX_MESSAGE) + "<cut: " + message.length() + " characters in all>";
  }

  static StackTraceElement[] stack(Throwable t) {
    try {
      StackTraceElement[] stack = t.getStackTrace();
      return stack == null ? new StackTraceElement[0] : stack;
    } catch (Throwable e) {
      return new StackTraceElement[] {
        new StackTraceElement(t.getClass().getName(), "<getStackTrace() failed>", null, -1)
      };
    }
  }

  static @Nullable Throwable cause(Throwable t) {
    try {
      return t.getCause();
    } catch (Throwable e) {
      return e == t ? null : e;
    }
  }
}
