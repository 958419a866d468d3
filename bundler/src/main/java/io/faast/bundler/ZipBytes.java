package io.faast.bundler;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** A growing buffer of little-endian values. */
final class ZipBytes {
  private byte[] b;
  private int size;

  ZipBytes(int capacity) {
    b = new byte[capacity];
  }

  ZipBytes u16(int v) {
    grow(2);
    b[size++] = (byte) v;
    b[size++] = (byte) (v >> 8);
    return this;
  }

  ZipBytes i32(int v) {
    return u16(v).u16(v >> 16);
  }

  ZipBytes s64(long v) {
    return i32((int) v).i32((int) (v >> 32));
  }

  ZipBytes bytes(byte[] v) {
    grow(v.length);
    System.arraycopy(v, 0, b, size, v.length);
    size += v.length;
    return this;
  }

  private void grow(int n) {
    if (size + n > b.length) {
      b = Arrays.copyOf(b, Math.max(size + n, b.length * 2));
    }
  }

  int size() {
    return size;
  }

  byte[] toArray() {
    return Arrays.copyOf(b, size);
  }

  /** Writes what is in the buffer and empties it. */
  void drainTo(OutputStream out) throws IOException {
    out.write(b, 0, size);
    size = 0;
  }
}
