package io.faast.worker;

import java.io.IOException;
import java.util.Iterator;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/**
 * Sends the items of a stream as credit allows. Credit is taken before the source is asked whether
 * there is more, because asking makes many sources compute the next item.
 */
final class StreamRun {
  private final MethodCodec codec;
  private final RequestMessage request;
  private final CallControl control;
  private final ReplySink sink;
  private final int maxBytes;
  private long items;

  StreamRun(
      MethodCodec codec,
      RequestMessage request,
      CallControl control,
      ReplySink sink,
      int maxBytes) {
    this.codec = codec;
    this.request = request;
    this.control = control;
    this.sink = sink;
    this.maxBytes = maxBytes;
  }

  long items() {
    return items;
  }

  /** Sends all items and closes the source; returns false if the call was cancelled meanwhile. */
  @SuppressWarnings("try") // what the user's close throws is the user's, an interrupt too
  boolean run(@Nullable Object source) throws Exception {
    if (source == null) {
      throw new RefusedException(
          Refusal.RESULT_UNSERIALIZABLE,
          "The method returned null where it declares a stream; return an empty one");
    }
    try (Source open = Source.of(source)) {
      while (control.takeCredit()) {
        if (!open.iterator().hasNext()) {
          return true;
        }
        send(open.iterator().next());
      }
      return false;
    }
  }

  private void send(@Nullable Object item) throws RefusedException, IOException {
    MessageWriter w = new MessageWriter(128);
    Wire.writeHead(w, Wire.KIND_ITEM, 0, request.attempt(), request.call());
    w.writeLong(items);
    try {
      codec.writeItem(w, item, request.validate());
    } catch (ValueException e) {
      throw new RefusedException(
          Refusal.RESULT_UNSERIALIZABLE, "Item number " + items + ", " + e.getMessage());
    }
    ResultLimit.check(w, maxBytes, "item number " + items);
    sink.item(w.toBuffer());
    items++;
  }

  /** Whatever the method returned, as an iterator that can be closed. */
  @SuppressWarnings("try")
  private record Source(Iterator<?> iterator, Object returned) implements AutoCloseable {
    static Source of(Object returned) {
      if (returned instanceof BaseStream<?, ?> s) {
        return new Source(s.iterator(), returned);
      }
      return returned instanceof Iterable<?> i
          ? new Source(i.iterator(), returned)
          : new Source((Iterator<?>) returned, returned);
    }

    @Override
    public void close() throws Exception {
      try {
        if (iterator != returned && iterator instanceof AutoCloseable c) {
          c.close();
        }
      } finally {
        if (returned instanceof AutoCloseable c) {
          c.close();
        }
      }
    }
  }
}
