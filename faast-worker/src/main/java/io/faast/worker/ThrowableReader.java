package io.faast.worker;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one tree of throwables from bytes that may be hostile. */
final class ThrowableReader {
  private final MessageReader r;
  private int depth;

  ThrowableReader(MessageReader r) {
    this.r = r;
  }

  RemoteThrowable read() throws ProtocolException {
    if (++depth > ThrowableWriter.MAX_DEPTH + 1) {
      throw new ProtocolException("The throwables are nested too deep");
    }
    String className = r.readText();
    int superclassCount = r.readLength(5);
    List<String> superclasses = new ArrayList<>();
    for (int i = 0; i < superclassCount; i++) {
      superclasses.add(r.readText());
    }
    @Nullable String message = r.readString();
    StackTraceElement[] stack = StackFrames.read(r);
    @Nullable RemoteThrowable cause = r.readByte() == 0 ? null : read();
    int suppressedCount = r.readLength(10);
    List<RemoteThrowable> suppressed = new ArrayList<>();
    for (int i = 0; i < suppressedCount; i++) {
      suppressed.add(read());
    }
    List<RemoteThrowable.Field> fields = ThrowableFields.read(r);
    depth--;
    return new RemoteThrowable(
        className,
        List.copyOf(superclasses),
        message,
        stack,
        cause,
        List.copyOf(suppressed),
        fields);
  }
}
