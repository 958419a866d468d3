package io.faast.bundler;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;

/**
 * What the beginning of a class file says, whatever its version.
 *
 * @param name internal name of the class
 * @param major class file version
 */
record ClassHead(String name, int major) {

  /** The bytes are not a class file. Has no stack trace: it is caught at once. */
  static final class Broken extends Exception {
    private static final long serialVersionUID = 1L;

    Broken(String message) {
      super(message, null, false, false);
    }
  }

  /** Walks the constant pool, which is checked on the way. */
  static ClassHead of(byte[] b) throws Broken {
    if (b.length < 24 || u2(b, 0) != 0xCAFE || u2(b, 2) != 0xBABE) {
      throw new Broken("does not begin as a class file does");
    }
    int major = u2(b, 6);
    int count = u2(b, 8);
    int[] offsets = new int[count];
    int end = pool(b, offsets, count, major);
    if (end + 6 > b.length) {
      throw new Broken("ends after its constant pool");
    }
    int text = target(b, offsets, target(b, offsets, u2(b, end + 2), 7), 1);
    return new ClassHead(text(b, offsets[text]), major);
  }

  /** Fills the offsets of the constants; returns the end of the pool. */
  static int pool(byte[] b, int[] offsets, int count, int major) throws Broken {
    int at = 10;
    int last = b.length;
    for (int i = 1; i < count; i++) {
      if (at + 3 > last) {
        throw new Broken("is cut short in its constant pool");
      }
      offsets[i] = at;
      switch (b[at]) {
        case 1 -> at += 3 + u2(b, at + 1);
        case 7, 8, 16, 19, 20 -> at += 3;
        case 15 -> at += 4;
        case 3, 4, 9, 10, 11, 12, 17, 18 -> at += 5;
        case 5, 6 -> {
          at += 9;
          i++;
        }
        default ->
            throw new Broken(
                "has a constant of kind " + b[at] + " (class file version " + major + ")");
      }
    }
    if (at > last) {
      throw new Broken("is cut short in its constant pool");
    }
    return at;
  }

  /** Returns the number of the first constant (a class) or of what that refers to (its text). */
  private static int target(byte[] b, int[] offsets, int index, int tag) throws Broken {
    int constant = tag == 7 ? index : u2(b, offsets[index] + 1);
    if (constant <= 0
        || constant >= offsets.length
        || offsets[constant] == 0
        || b[offsets[constant]] != tag) {
      throw new Broken("does not say which class it is");
    }
    return constant;
  }

  private static String text(byte[] b, int offset) throws Broken {
    try {
      return new DataInputStream(new ByteArrayInputStream(b, offset + 1, b.length - offset - 1))
          .readUTF();
    } catch (IOException e) {
      throw new Broken("has a name that is no text");
    }
  }

  private static int u2(byte[] b, int i) {
    return (b[i] & 255) << 8 | (b[i + 1] & 255);
  }
}
