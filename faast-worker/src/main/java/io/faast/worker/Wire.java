package io.faast.worker;

import java.nio.ByteBuffer;

/**
 * The head of every message: magic, kind, version and flags (one byte each), then the attempt (int)
 * and the call (long). It stays the same in all versions, so that a mismatch can be told to the
 * right call.
 */
final class Wire {
  static final int MAGIC = 0xFA;
  static final int VERSION = 1;

  static final int KIND_REQUEST = 1;
  static final int KIND_VALUE = 2;
  static final int KIND_THROWN = 3;
  static final int KIND_REFUSED = 4;
  static final int KIND_ITEM = 5;
  static final int KIND_END = 6;

  static final int ATTEMPT_AT = 4;
  static final int CALL_AT = 8;
  static final int HEAD_BYTES = 16;

  private Wire() {}

  static void writeHead(MessageWriter w, int kind, int flags, int attempt, long call) {
    w.writeByte(MAGIC);
    w.writeByte(kind);
    w.writeByte(VERSION);
    w.writeByte(flags);
    w.writeInt(attempt);
    w.writeLong(call);
  }

  /** Reads magic, kind and version; the reader then stands before the flags. */
  static int readKind(MessageReader r) throws ProtocolException {
    int magic = r.readByte() & 0xFF;
    int kind = r.readByte();
    int version = r.readByte();
    if (magic != MAGIC) {
      throw new ProtocolException("Not a faast message: it begins with byte " + magic);
    }
    if (version != VERSION) {
      throw new ProtocolException(versionMismatch(version));
    }
    return kind;
  }

  static boolean isOtherVersion(ByteBuffer message) {
    int at = message.position();
    return message.remaining() > 2
        && (message.get(at) & 0xFF) == MAGIC
        && message.get(at + 2) != VERSION;
  }

  private static String versionMismatch(int found) {
    return "The message is of protocol version "
        + found
        + ", this side speaks version "
        + VERSION
        + "; use the same faast version on both sides";
  }
}
