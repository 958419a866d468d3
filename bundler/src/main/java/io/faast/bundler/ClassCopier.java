package io.faast.bundler;

import java.util.Arrays;

/**
 * Copies parts of a class file, and notes where they have numbers of constants, since these change
 * when constants go. Not thread-safe; one object copies many class files.
 */
final class ClassCopier {
  final ConstantPool pool = new ConstantPool();

  private byte[] b = new byte[0];
  private byte[] out = new byte[1 << 14];
  private int size;
  private int delta;

  /** Pairs: a place in the output, doubled, plus one if the number has one byte; the number. */
  private final Refs numbers = new Refs();

  /** Begins with a class file; returns where its constants end. */
  int begin(byte[] classFile) throws ClassHead.Broken {
    b = classFile;
    size = 0;
    numbers.size = 0;
    return pool.read(classFile);
  }

  byte[] classFile() {
    return b;
  }

  int u1(int at) {
    return b[at] & 255;
  }

  int u2(int at) {
    return (b[at] & 255) << 8 | (b[at + 1] & 255);
  }

  /** Returns a number that must not be larger than what is left of the file. */
  int length(int at) throws ClassHead.Broken {
    int length = s4(at);
    if (length < 0 || length > b.length - at - 4) {
      throw new ClassHead.Broken("has an attribute that is longer than the file");
    }
    return length;
  }

  int s4(int at) {
    return u2(at) << 16 | u2(at + 2);
  }

  /** Copies a part of the class file. Until the next copy, {@link #constant} marks places in it. */
  void copy(int from, int to) {
    if (from > to || to > b.length) {
      throw new IndexOutOfBoundsException("from " + from + " to " + to + " of " + b.length);
    }
    reserve(to - from);
    System.arraycopy(b, from, out, size, to - from);
    delta = size - from;
    size += to - from;
  }

  /** At this place of the part that was copied last is the number of a constant. */
  void constant(int at) throws ClassHead.Broken {
    int constant = u2(at);
    pool.need(constant);
    numbers.add((at + delta) * 2);
    numbers.add(constant);
  }

  /** What was walked must lie within its attribute. */
  static void requireWithin(int at, int end) throws ClassHead.Broken {
    if (at > end) {
      throw new ClassHead.Broken("has an attribute that is longer than it says");
    }
  }

  /** The same for a number that may be 0, for none. */
  void constantOrNone(int at) throws ClassHead.Broken {
    if (u2(at) != 0) {
      constant(at);
    }
  }

  /** The same for a number of one byte. */
  void smallConstant(int at) throws ClassHead.Broken {
    int constant = u1(at);
    pool.need(constant);
    numbers.add((at + delta) * 2 + 1);
    numbers.add(constant);
  }

  /** Writes the number of a constant. */
  void putConstant(int constant) throws ClassHead.Broken {
    pool.need(constant);
    numbers.add(size * 2);
    numbers.add(constant);
    put2(0);
  }

  void put1(int value) {
    reserve(1);
    out[size++] = (byte) value;
  }

  void put2(int value) {
    reserve(2);
    set2(size, value);
    size += 2;
  }

  void put4(int value) {
    put2(value >>> 16);
    put2(value);
  }

  int size() {
    return size;
  }

  void truncate(int newSize) {
    size = newSize;
  }

  void set2(int at, int value) {
    out[at] = (byte) (value >> 8);
    out[at + 1] = (byte) value;
  }

  /** Writes before a place how many bytes follow it. */
  void setLength(int at) {
    int length = size - at - 4;
    set2(at, length >>> 16);
    set2(at + 2, length);
  }

  private void reserve(int more) {
    if (out.length - size < more) {
      out = Arrays.copyOf(out, Math.max(size + more, out.length * 2));
    }
  }

  /** Returns the class file: its first bytes, the constants that are needed, and the copy. */
  byte[] finish() throws ClassHead.Broken {
    int count = pool.renumber();
    for (int i = 0; i < numbers.size; i += 2) {
      int at = numbers.values[i] >> 1;
      int number = pool.number(numbers.values[i + 1]);
      if ((numbers.values[i] & 1) == 0) {
        set2(at, number);
      } else {
        out[at] = (byte) number;
      }
    }
    byte[] result = new byte[pool.size() + size];
    System.arraycopy(b, 0, result, 0, 8);
    result[8] = (byte) (count >> 8);
    result[9] = (byte) count;
    int end = pool.write(result, 10);
    System.arraycopy(out, 0, result, end, size);
    return Arrays.copyOf(result, end + size);
  }
}
