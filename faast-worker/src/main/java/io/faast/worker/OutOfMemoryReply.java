package io.faast.worker;

import java.nio.ByteBuffer;

/** A reply that exists before memory runs out, so that sending it takes none. */
final class OutOfMemoryReply {
  private static final int STARTED_AT = Wire.HEAD_BYTES;

  private final ByteBuffer reply;

  OutOfMemoryReply(int memoryMb) {
    MessageWriter w = new MessageWriter(256);
    new ReplyHeader(0, 0, 0, 0, Runtime.getRuntime().maxMemory()).writeTo(w, Wire.KIND_REFUSED);
    Refusal.OUT_OF_MEMORY.writeTo(w);
    w.writeString(
        "The function ran out of memory; it was given "
            .concat(Integer.toString(memoryMb))
            .concat(" MiB: ask for more, or do less at a time"));
    w.writeString("");
    reply = w.toBuffer();
  }

  ByteBuffer reply(long call, int attempt, long startedEpochNanos) {
    reply.putInt(Wire.ATTEMPT_AT, attempt);
    reply.putLong(Wire.CALL_AT, call);
    reply.putLong(STARTED_AT, startedEpochNanos);
    return reply.duplicate();
  }
}
