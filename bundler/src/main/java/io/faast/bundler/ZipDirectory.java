package io.faast.bundler;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The central directory of a zip file, read with every length and offset checked: no entry points
 * outside the file or into another one's data.
 */
final class ZipDirectory {
  private static final int END = 0x06054b50;
  private static final int END64 = 0x06064b50;
  private static final int END64_LOCATOR = 0x07064b50;
  private static final int CENTRAL = 0x02014b50;
  private static final int MAX_DIRECTORY = 256 << 20;

  final int count;
  final String[] names;
  final int[] methods;
  final int[] crcs;
  final long[] packed;
  final long[] sizes;
  final long[] offsets;
  final boolean[] encrypted;

  /** The bytes that were read: with the CRC-32 of every entry in them they identify the content. */
  final byte[] raw;

  private int at;

  private ZipDirectory(byte[] raw, int count, long bias, long start) throws IOException {
    this.raw = raw;
    this.count = count;
    names = new String[count];
    methods = new int[count];
    crcs = new int[count];
    packed = new long[count];
    sizes = new long[count];
    offsets = new long[count];
    encrypted = new boolean[count];
    for (int i = 0; i < count; i++) {
      readEntry(i, bias);
    }
    checkOverlap(start);
  }

  static ZipDirectory read(RandomAccessFile file) throws IOException {
    long length = file.length();
    int tailLength = (int) Math.min(length, 65557);
    byte[] tail = new byte[tailLength];
    file.seek(length - tailLength);
    file.readFully(tail);
    int end = findEnd(tail);
    if (end < 0) {
      throw new IOException("it is not a zip file, or is cut short: it has no end record");
    }
    long entries = u16(tail, end + 10);
    long size = u32(tail, end + 12);
    long offset = u32(tail, end + 16);
    long endAt = length - tailLength + end;
    if (entries == 0xFFFF || size == 0xFFFFFFFFL || offset == 0xFFFFFFFFL) {
      byte[] big = readEnd64(file, endAt);
      if (big.length > 0) {
        entries = s64(big, 32);
        size = s64(big, 40);
        offset = s64(big, 48);
        endAt = s64(big, 56);
      }
    }
    if (size < 0 || size > endAt || size > MAX_DIRECTORY || entries < 0 || entries > size / 46) {
      throw new IOException(
          "its end record is broken: " + entries + " entries in a directory of " + size + " bytes");
    }
    long start = endAt - size;
    long bias = start - offset;
    if (offset < 0 || bias < 0) {
      throw new IOException("its end record is broken: the directory lies outside the file");
    }
    byte[] raw = new byte[(int) size];
    file.seek(start);
    file.readFully(raw);
    return new ZipDirectory(raw, (int) entries, bias, start);
  }

  private static int findEnd(byte[] tail) {
    for (int i = tail.length - 22; i >= 0; i--) {
      if (tail[i] == 'P' && i32(tail, i) == END && i + 22 + u16(tail, i + 20) == tail.length) {
        return i;
      }
    }
    return -1;
  }

  /** Returns the zip64 end record with its own position at 56, or nothing if there is none. */
  private static byte[] readEnd64(RandomAccessFile file, long endAt) throws IOException {
    if (endAt < 76) {
      return new byte[0];
    }
    byte[] locator = new byte[20];
    file.seek(endAt - 20);
    file.readFully(locator);
    if (i32(locator, 0) != END64_LOCATOR) {
      return new byte[0];
    }
    long position = s64(locator, 8);
    if (position < 0 || position > endAt - 76) {
      throw new IOException("its zip64 end record lies outside the file");
    }
    byte[] record = new byte[64];
    file.seek(position);
    file.readFully(record, 0, 56);
    if (i32(record, 0) != END64) {
      throw new IOException("its zip64 end record is broken");
    }
    for (int i = 0; i < 8; i++) {
      record[56 + i] = (byte) (position >>> (8 * i));
    }
    return record;
  }

  private void readEntry(int i, long bias) throws IOException {
    if (at > raw.length - 46 || i32(raw, at) != CENTRAL) {
      throw new IOException("its directory is broken at entry " + i);
    }
    int nameLength = u16(raw, at + 28);
    int extraLength = u16(raw, at + 30);
    int next = at + 46 + nameLength + extraLength + u16(raw, at + 32);
    if (next > raw.length) {
      throw new IOException("its directory is cut short at entry " + i);
    }
    names[i] = new String(raw, at + 46, nameLength, StandardCharsets.UTF_8);
    encrypted[i] = (u16(raw, at + 8) & 1) != 0;
    methods[i] = u16(raw, at + 10);
    crcs[i] = i32(raw, at + 16);
    packed[i] = u32(raw, at + 20);
    sizes[i] = u32(raw, at + 24);
    offsets[i] = u32(raw, at + 42);
    if (packed[i] == 0xFFFFFFFFL || sizes[i] == 0xFFFFFFFFL || offsets[i] == 0xFFFFFFFFL) {
      readExtra64(i, at + 46 + nameLength, extraLength);
    }
    offsets[i] += bias;
    at = next;
  }

  private void readExtra64(int i, int start, int length) {
    int p = start;
    int end = start + length;
    while (p + 4 <= end) {
      int size = u16(raw, p + 2);
      if (u16(raw, p) == 1 && p + 4 + size <= end) {
        int q = p + 4;
        int last = q + size;
        if (sizes[i] == 0xFFFFFFFFL && q + 8 <= last) {
          sizes[i] = s64(raw, q);
          q += 8;
        }
        if (packed[i] == 0xFFFFFFFFL && q + 8 <= last) {
          packed[i] = s64(raw, q);
          q += 8;
        }
        if (offsets[i] == 0xFFFFFFFFL && q + 8 <= last) {
          offsets[i] = s64(raw, q);
        }
        return;
      }
      p += 4 + size;
    }
  }

  private void checkOverlap(long start) throws IOException {
    boolean sorted = true;
    long last = 0;
    for (int i = 0; i < count; i++) {
      if (offsets[i] < 0 || packed[i] < 0 || sizes[i] < 0 || packed[i] > start - offsets[i]) {
        throw new IOException("entry " + names[i] + " lies outside the file");
      }
      sorted &= offsets[i] >= last;
      last = offsets[i] + 30 + packed[i];
    }
    if (sorted) {
      return;
    }
    long[] order = offsets.clone();
    Arrays.sort(order);
    for (int i = 0; i < count; i++) {
      int place = Arrays.binarySearch(order, offsets[i]);
      long next = place + 1 < count ? order[place + 1] : start;
      if (offsets[i] + 30 + packed[i] > next) {
        throw new IOException("entry " + names[i] + " overlaps another one");
      }
    }
  }

  static int u16(byte[] b, int i) {
    return (b[i] & 255) | (b[i + 1] & 255) << 8;
  }

  static int i32(byte[] b, int i) {
    return u16(b, i) | u16(b, i + 2) << 16;
  }

  private static long u32(byte[] b, int i) {
    return i32(b, i) & 0xFFFFFFFFL;
  }

  private static long s64(byte[] b, int i) {
    return u32(b, i) | u32(b, i + 4) << 32;
  }
}
