package io.faast.worker;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads one message, big-endian. The bytes are treated as hostile: every length is checked against
 * what is left before anything is allocated. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class MessageReader {
  private final ByteBuffer buffer;

  /** A reader of what remains in {@code buffer}, whose position does not move. */
  public MessageReader(ByteBuffer buffer) {
    this.buffer = buffer.slice();
  }

  /** Returns how many bytes are left. */
  public int remaining() {
    return buffer.remaining();
  }

  /** Reads a byte. */
  public byte readByte() throws ProtocolException {
    need(1);
    return buffer.get();
  }

  /** Reads 2 bytes. */
  public short readShort() throws ProtocolException {
    need(2);
    return buffer.getShort();
  }

  /** Reads 4 bytes. */
  public int readInt() throws ProtocolException {
    need(4);
    return buffer.getInt();
  }

  /** Reads 8 bytes. */
  public long readLong() throws ProtocolException {
    need(8);
    return buffer.getLong();
  }

  /** Reads 4 bytes as the bits of a number. */
  public float readFloat() throws ProtocolException {
    return Float.intBitsToFloat(readInt());
  }

  /** Reads 8 bytes as the bits of a number. */
  public double readDouble() throws ProtocolException {
    return Double.longBitsToDouble(readLong());
  }

  /** Reads {@code length} bytes into a new array. */
  public byte[] readBytes(int length) throws ProtocolException {
    need(length);
    byte[] bytes = new byte[length];
    buffer.get(bytes);
    return bytes;
  }

  /** Reads what {@link MessageWriter#writeString} wrote. */
  public @Nullable String readString() throws ProtocolException {
    int coder = readByte();
    if (coder == StringCoder.NULL) {
      return null;
    }
    int length = readLength(coder == StringCoder.UTF16 ? 2 : 1);
    if (coder == StringCoder.LATIN1) {
      return readLatin1(length);
    }
    if (coder == StringCoder.UTF16) {
      char[] chars = new char[length];
      view(2 * length).asCharBuffer().get(chars);
      return new String(chars);
    }
    throw new ProtocolException("Unknown string coder " + coder);
  }

  /** Reads a string that must be there. */
  String readText() throws ProtocolException {
    String s = readString();
    if (s == null) {
      throw new ProtocolException("A string is missing");
    }
    return s;
  }

  private String readLatin1(int length) throws ProtocolException {
    if (!buffer.hasArray()) {
      return new String(readBytes(length), StandardCharsets.ISO_8859_1);
    }
    int from = buffer.arrayOffset() + buffer.position();
    buffer.position(buffer.position() + length);
    return new String(buffer.array(), from, length, StandardCharsets.ISO_8859_1);
  }

  /** Reads how many elements follow, none of which takes less than {@code elementBytes}. */
  int readLength(int elementBytes) throws ProtocolException {
    int length = readInt();
    if (length < 0 || length > buffer.remaining() / elementBytes) {
      throw new ProtocolException(
          length + " elements are announced, but " + buffer.remaining() + " bytes are left");
    }
    return length;
  }

  /** Returns the next {@code length} bytes as a little-endian view, and moves behind them. */
  ByteBuffer view(int length) throws ProtocolException {
    need(length);
    ByteBuffer view = buffer.slice(buffer.position(), length).order(ByteOrder.LITTLE_ENDIAN);
    buffer.position(buffer.position() + length);
    return view;
  }

  /** Returns what was not read yet, without moving. */
  ByteBuffer rest() {
    return buffer.slice();
  }

  private void need(int length) throws ProtocolException {
    if (length < 0 || length > buffer.remaining()) {
      throw new ProtocolException(
          "The message is truncated: "
              + length
              + " bytes are expected at "
              + buffer.position()
              + ", "
              + buffer.remaining()
              + " are left");
    }
  }
}
