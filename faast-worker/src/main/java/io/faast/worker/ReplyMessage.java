package io.faast.worker;

import java.nio.ByteBuffer;

/**
 * What a worker answers: one final reply a request, and before it the items of a stream.
 *
 * @since 0.1.0
 */
public sealed interface ReplyMessage {
  /**
   * The method returned.
   *
   * @param value stands before the result; read it with {@link MethodCodec#readResult}
   */
  record Value(ReplyHeader header, MessageReader value) implements ReplyMessage {}

  /** The method threw. */
  record Thrown(ReplyHeader header, RemoteThrowable thrown) implements ReplyMessage {}

  /**
   * The worker refused.
   *
   * @param message what was found and what to do, for people
   * @param missing binary name of the class that is missing, else empty
   */
  record Refused(ReplyHeader header, Refusal code, String message, String missing)
      implements ReplyMessage {}

  /**
   * One item of a stream.
   *
   * @param sequence 0 for the first item
   * @param value stands before the item; read it with {@link MethodCodec#readItem}
   */
  record Item(long call, int attempt, long sequence, MessageReader value) implements ReplyMessage {}

  /**
   * The stream ended by itself.
   *
   * @param items how many items were sent
   */
  record End(ReplyHeader header, long items) implements ReplyMessage {}

  /**
   * Reads a reply; the position of {@code reply} does not move.
   *
   * @throws ProtocolException if this is no reply, truncated, or of another protocol version
   */
  static ReplyMessage read(ByteBuffer reply) throws ProtocolException {
    MessageReader r = new MessageReader(reply);
    int kind = Wire.readKind(r);
    r.readByte(); // no flags yet
    int attempt = r.readInt();
    long call = r.readLong();
    if (kind == Wire.KIND_ITEM) {
      return new Item(call, attempt, r.readLong(), r);
    }
    ReplyHeader header = new ReplyHeader(call, attempt, r.readLong(), r.readLong(), r.readLong());
    return switch (kind) {
      case Wire.KIND_VALUE -> new Value(header, r);
      case Wire.KIND_THROWN -> new Thrown(header, ThrowableCodec.read(r));
      case Wire.KIND_REFUSED -> new Refused(header, Refusal.read(r), r.readText(), r.readText());
      case Wire.KIND_END -> new End(header, r.readLong());
      default -> throw new ProtocolException("Not a reply: the message is of kind " + kind);
    };
  }
}
