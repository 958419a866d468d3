package io.faast.worker;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Builds one message in a growing heap buffer, big-endian. Not thread-safe; one for each message.
 *
 * <p>A message holds at most 2 GiB; growing beyond throws {@link MessageOverflowException}.
 *
 * @since 0.1.0
 */
public final class MessageWriter {
  private static final int MAX_BYTES = Integer.MAX_VALUE - 8;
  private static final int SHORT_STRING = 48;

  private byte[] bytes;
  private int position;

  /** An empty message that expects to hold about {@code sizeHint} bytes. */
  public MessageWriter(int sizeHint) {
    bytes = new byte[Math.max(32, sizeHint)];
  }

  /** Returns how many bytes were written. */
  public int position() {
    return position;
  }

  /** Forgets what was written from {@code newPosition} on. */
  void truncate(int newPosition) {
    position = newPosition;
  }

  /** Writes the low 8 bits of {@code v}. */
  public void writeByte(int v) {
    ensure(1);
    bytes[position++] = (byte) v;
  }

  /** Writes the low 16 bits of {@code v}. */
  public void writeShort(int v) {
    ensure(2);
    bytes[position] = (byte) (v >> 8);
    bytes[position + 1] = (byte) v;
    position += 2;
  }

  /** Writes 4 bytes. */
  public void writeInt(int v) {
    ensure(4);
    putInt(position, v);
    position += 4;
  }

  /** Writes 8 bytes. */
  public void writeLong(long v) {
    ensure(8);
    putInt(position, (int) (v >> 32));
    putInt(position + 4, (int) v);
    position += 8;
  }

  /** Writes the bits of {@code v}, NaN's too. */
  public void writeFloat(float v) {
    writeInt(Float.floatToRawIntBits(v));
  }

  /** Writes the bits of {@code v}, NaN's too. */
  public void writeDouble(double v) {
    writeLong(Double.doubleToRawLongBits(v));
  }

  /** Writes bytes, without their number. */
  public void writeBytes(byte[] source, int offset, int length) {
    ensure(length);
    System.arraycopy(source, offset, bytes, position, length);
    position += length;
  }

  /** Writes a string or null; every UTF-16 unit survives, lone surrogates too. */
  public void writeString(@Nullable String s) {
    if (s == null) {
      writeByte(StringCoder.NULL);
      return;
    }
    int length = s.length();
    ensure(5L + length);
    int start = position;
    position += 5;
    if (putLatin1(s, length)) {
      bytes[start] = StringCoder.LATIN1;
      putInt(start + 1, length);
      return;
    }
    bytes[start] = StringCoder.UTF16;
    putInt(start + 1, length);
    view(2L * length).asCharBuffer().put(s.toCharArray());
  }

  /**
   * Copies {@code s} if it is Latin-1. A short string is checked while it is copied. A long one is
   * copied blindly and compared with what its bytes mean: the JVM does both at memory speed, and a
   * loop over the characters not even when compiled.
   */
  @SuppressWarnings("deprecation") // getBytes(int, ...) is the only copy of a string into an array
  private boolean putLatin1(String s, int length) {
    if (length <= SHORT_STRING) {
      for (int i = 0; i < length; i++) {
        char c = s.charAt(i);
        if (c > 0xFF) {
          return false;
        }
        bytes[position + i] = (byte) c;
      }
    } else {
      if (s.charAt(0) > 0xFF || s.charAt(length >> 1) > 0xFF || s.charAt(length - 1) > 0xFF) {
        return false;
      }
      s.getBytes(0, length, bytes, position);
      if (!s.equals(new String(bytes, position, length, StandardCharsets.ISO_8859_1))) {
        return false;
      }
    }
    position += length;
    return true;
  }

  /** Overwrites 4 bytes that were written before. */
  public void patchInt(int at, int v) {
    if (at < 0 || at > position - 4) {
      throw new IndexOutOfBoundsException("patch at " + at + " of " + position);
    }
    putInt(at, v);
  }

  /** Overwrites 8 bytes that were written before. */
  void patchLong(int at, long v) {
    patchInt(at, (int) (v >> 32));
    patchInt(at + 4, (int) v);
  }

  /**
   * Writes {@code length} bytes that the caller puts into the returned little-endian view: bulk
   * copies of arrays are plain memory copies on the machines there are.
   */
  ByteBuffer view(long length) {
    ensure(length);
    ByteBuffer view = ByteBuffer.wrap(bytes, position, (int) length).slice();
    position += (int) length;
    return view.order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Returns a stream that appends to this message; closing it does nothing. */
  OutputStream asStream() {
    return new MessageOutputStream(this);
  }

  /** Returns what was written, without a copy. The message is finished: write no more. */
  public ByteBuffer toBuffer() {
    return ByteBuffer.wrap(bytes, 0, position);
  }

  private void putInt(int at, int v) {
    bytes[at] = (byte) (v >> 24);
    bytes[at + 1] = (byte) (v >> 16);
    bytes[at + 2] = (byte) (v >> 8);
    bytes[at + 3] = (byte) v;
  }

  private void ensure(long more) {
    long needed = position + more;
    if (needed <= bytes.length) {
      return;
    }
    if (needed > MAX_BYTES) {
      throw new MessageOverflowException(needed);
    }
    long grown = Math.max(needed + 64, bytes.length + ((long) bytes.length >> 1));
    bytes = Arrays.copyOf(bytes, (int) Math.min(grown, MAX_BYTES));
  }
}
