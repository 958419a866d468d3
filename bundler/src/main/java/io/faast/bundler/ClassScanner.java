package io.faast.bundler;

import java.util.Arrays;

/**
 * Lists the names that a class file mentions by walking its constant pool. Every name that linking,
 * reflection, annotations or method handles can use is in there, so nothing after the pool is read,
 * and class files of any version can be. Not thread-safe.
 */
final class ClassScanner {
  /** The bytes are not a class file. Has no stack trace: it is caught at once. */
  static final class Broken extends Exception {
    private static final long serialVersionUID = 1L;

    Broken(String message) {
      super(message, null, false, false);
    }
  }

  private final NameTable table;
  private final Refs own = new Refs();
  private int[] offsets = new int[1024];
  private byte[] uses = new byte[1024];
  private byte[] b = new byte[0];
  private int count;
  private int major;

  ClassScanner(NameTable table) {
    this.table = table;
  }

  /**
   * Adds the names in the class file to the target: their ids in the table, shifted left by one,
   * the lowest bit set for those that are class constants.
   */
  void scan(byte[] classFile, Refs target) throws Broken {
    b = classFile;
    if (b.length < 24 || u2(0) != 0xCAFE || u2(2) != 0xBABE) {
      throw new Broken("does not begin as a class file does");
    }
    major = u2(6);
    count = u2(8);
    if (offsets.length < count) {
      offsets = new int[count];
      uses = new byte[count];
    }
    Arrays.fill(uses, 0, count, (byte) 0);
    int end = readPool();
    if (end + 6 > b.length) {
      throw new Broken("ends after its constant pool");
    }
    int name = classNameIndex(u2(end + 2));
    for (int i = 1; i < count; i++) {
      int use = uses[i];
      if (offsets[i] != 0 && b[offsets[i]] == 1) {
        if (use == 3) {
          addText(offsets[i], TextParser.STRING, target);
          use = TextParser.CLASS;
        }
        addText(offsets[i], use, target);
      }
    }
    own.size = 0;
    addText(offsets[name], TextParser.CLASS, own);
  }

  /** Returns whether the class file scanned last is the class of that internal name. */
  boolean isNamed(String name) {
    return own.size > 0 && table.names().get(own.values[0] >> 1).equals(name);
  }

  int major() {
    return major;
  }

  private int classNameIndex(int index) throws Broken {
    if (index <= 0 || index >= count || offsets[index] == 0 || b[offsets[index]] != 7) {
      throw new Broken("does not say which class it is");
    }
    int name = u2(offsets[index] + 1);
    if (name <= 0 || name >= count || offsets[name] == 0 || b[offsets[name]] != 1) {
      throw new Broken("does not say which class it is");
    }
    return name;
  }

  /** Fills offsets and uses; returns the end of the pool. */
  private int readPool() throws Broken {
    int at = 10;
    int last = b.length;
    for (int i = 1; i < count; i++) {
      if (at + 3 > last) {
        throw new Broken("is cut short in its constant pool");
      }
      offsets[i] = at;
      switch (b[at]) {
        case 1 -> at += 3 + u2(at + 1);
        case 7 -> {
          mark(u2(at + 1), TextParser.CLASS);
          at += 3;
        }
        case 8 -> {
          mark(u2(at + 1), TextParser.STRING);
          at += 3;
        }
        case 16, 19, 20 -> at += 3;
        case 15 -> at += 4;
        case 3, 4, 9, 10, 11, 12, 17, 18 -> at += 5;
        case 5, 6 -> {
          at += 9;
          if (++i < count) {
            offsets[i] = 0;
          }
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

  private void mark(int index, int use) throws Broken {
    if (index <= 0 || index >= count) {
      throw new Broken("refers to constant " + index + " of " + count);
    }
    uses[index] |= (byte) use;
  }

  private void addText(int offset, int use, Refs target) {
    int start = offset + 3;
    int length = u2(offset + 1);
    int end = start + length;
    boolean separated = false;
    int hash = 0;
    for (int i = start; i < end; i++) {
      int c = b[i];
      hash = 31 * hash + c;
      if (c == '/' || c == '.' || c == ';' || c == 1) {
        separated = true;
      }
    }
    if (use == TextParser.OTHER
        ? !separated
        : use == TextParser.STRING && !separated && length > 128) {
      return;
    }
    table.copyRefs(table.text(b, start, length, hash ^ use, use), use & 1, target);
  }

  private int u2(int i) {
    return (b[i] & 255) << 8 | (b[i + 1] & 255);
  }
}
