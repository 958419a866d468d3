package io.faast.worker;

import java.util.ArrayList;
import java.util.List;

/** Writes and reads stack traces. */
final class StackFrames {
  private StackFrames() {}

  static void write(MessageWriter w, StackTraceElement[] stack) {
    int countAt = w.position();
    w.writeInt(0);
    int count = 0;
    for (StackTraceElement frame : stack) {
      if (frame == null) {
        continue;
      }
      if (count == ThrowableWriter.MAX_FRAMES) {
        String note = "<" + (stack.length - count) + " more frames>";
        write(w, new StackTraceElement(note, "notSent", null, -1));
        count++;
        break;
      }
      write(w, frame);
      count++;
    }
    w.patchInt(countAt, count);
  }

  private static void write(MessageWriter w, StackTraceElement frame) {
    w.writeString(frame.getClassLoaderName());
    w.writeString(frame.getModuleName());
    w.writeString(frame.getModuleVersion());
    w.writeString(frame.getClassName());
    w.writeString(frame.getMethodName());
    w.writeString(frame.getFileName());
    w.writeInt(frame.getLineNumber());
  }

  static StackTraceElement[] read(MessageReader r) throws ProtocolException {
    // A frame takes at least 10 bytes; the list grows with what is really there.
    int count = r.readLength(10);
    List<StackTraceElement> stack = new ArrayList<>(Math.min(count, 64));
    for (int i = 0; i < count; i++) {
      stack.add(
          new StackTraceElement(
              r.readString(),
              r.readString(),
              r.readString(),
              r.readText(),
              r.readText(),
              r.readString(),
              r.readInt()));
    }
    return stack.toArray(new StackTraceElement[0]);
  }
}
