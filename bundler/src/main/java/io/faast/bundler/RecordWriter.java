package io.faast.bundler;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes numbers and texts for a {@link RecordReader}. */
final class RecordWriter {
  private byte[] content = new byte[1 << 12];
  private int size;

  RecordWriter number(int value) {
    room(Integer.BYTES);
    for (int shift = 24; shift >= 0; shift -= 8) {
      content[size++] = (byte) (value >>> shift);
    }
    return this;
  }

  RecordWriter number(long value) {
    return number((int) (value >>> 32)).number((int) value);
  }

  RecordWriter text(String value) {
    return bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  RecordWriter bytes(byte[] value) {
    number(value.length);
    room(value.length);
    System.arraycopy(value, 0, content, size, value.length);
    size += value.length;
    return this;
  }

  private void room(int more) {
    if (content.length - size < more) {
      content = Arrays.copyOf(content, Math.max(content.length * 2, Math.addExact(size, more)));
    }
  }

  byte[] toByteArray() {
    return Arrays.copyOf(content, size);
  }
}
