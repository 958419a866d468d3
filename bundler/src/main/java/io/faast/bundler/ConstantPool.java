package io.faast.bundler;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The constants of a class file, which of them what is left of it needs, and those that are new.
 * Constants that stay keep their order, so none gets a higher number than it had: what names one in
 * a single byte still can. Not thread-safe; one object reads many class files.
 */
final class ConstantPool {
  static final int CLASS = 7;
  static final int STRING = 8;
  static final int FIELD = 9;
  static final int METHOD = 10;
  static final int INTERFACE_METHOD = 11;
  static final int NAME_AND_TYPE = 12;
  static final int HANDLE = 15;
  static final int DYNAMIC = 17;
  static final int INVOKE_DYNAMIC = 18;

  private static final int TEXT = 1;
  private static final int LONG = 5;
  private static final int MAX = 65_535;

  private byte[] b = new byte[0];
  private int[] offsets = new int[1024];

  /** By old number, then by the number of added ones: 0 if not needed, else 1, then the new one. */
  private int[] numbers = new int[1024];

  private int count;
  private int end;
  private final Refs bootstraps = new Refs();
  private boolean[] bootstrapNeeded = new boolean[16];
  private final ByteArrayOutputStream added = new ByteArrayOutputStream();
  private final DataOutputStream adding = new DataOutputStream(added);
  private final Refs addedReferences = new Refs();
  private int addedCount;

  /** Reads the constants; returns where they end. */
  int read(byte[] classFile) throws ClassHead.Broken {
    if (classFile.length < 24) {
      throw new ClassHead.Broken("does not begin as a class file does");
    }
    b = classFile;
    count = u2(8);
    if (offsets.length < count) {
      offsets = new int[count];
    }
    if (numbers.length < count + 64) {
      numbers = new int[count + 64];
    }
    Arrays.fill(offsets, 0, count, 0);
    Arrays.fill(numbers, 0, count, 0);
    bootstraps.size = 0;
    Arrays.fill(bootstrapNeeded, false);
    added.reset();
    addedReferences.size = 0;
    addedCount = 0;
    end = ClassHead.pool(b, offsets, count, u2(6));
    return end;
  }

  int count() {
    return count;
  }

  /** Returns the kind of a constant, or 0 if there is none of this number. */
  int tag(int constant) {
    return constant > 0 && constant < count && offsets[constant] > 0 ? b[offsets[constant]] : 0;
  }

  /** Returns a text. */
  String text(int constant) throws ClassHead.Broken {
    requireTag(constant, TEXT);
    int from = offsets[constant] + 3;
    int to = from + u2(from - 2);
    for (int i = from; i < to; i++) {
      if (b[i] < 0) {
        return decode(from - 2);
      }
    }
    return new String(b, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private String decode(int at) throws ClassHead.Broken {
    try {
      return new DataInputStream(new ByteArrayInputStream(b, at, b.length - at)).readUTF();
    } catch (IOException e) {
      throw new ClassHead.Broken("has a name that is no text");
    }
  }

  /** Returns the name of a class constant. */
  String className(int constant) throws ClassHead.Broken {
    return text(first(constant, CLASS));
  }

  /** Returns name and descriptor of a constant of that kind, as one. */
  String nameAndType(int constant) throws ClassHead.Broken {
    return text(first(constant, NAME_AND_TYPE)).concat(text(second(constant, NAME_AND_TYPE)));
  }

  /** Returns the first constant that a constant of a kind refers to. */
  int first(int constant, int tag) throws ClassHead.Broken {
    requireTag(constant, tag);
    return u2(offsets[constant] + 1);
  }

  /** Returns the second constant that a constant of a kind refers to. */
  int second(int constant, int tag) throws ClassHead.Broken {
    requireTag(constant, tag);
    return u2(offsets[constant] + 3);
  }

  /** Returns what kind of access a method handle is, as numbered by the JVM's specification. */
  int handleKind(int constant) throws ClassHead.Broken {
    requireTag(constant, HANDLE);
    return b[offsets[constant] + 1];
  }

  /** Returns the field or method that a method handle is for. */
  int handleMember(int constant) throws ClassHead.Broken {
    requireTag(constant, HANDLE);
    return u2(offsets[constant] + 2);
  }

  private void requireTag(int constant, int tag) throws ClassHead.Broken {
    if (tag(constant) != tag) {
      throw new ClassHead.Broken(
          "refers to constant " + constant + " of " + count + " as one of kind " + tag);
    }
  }

  /** Keeps a constant and those it refers to. */
  void need(int constant) throws ClassHead.Broken {
    if (constant >= count && constant < count + addedCount) {
      return;
    }
    int tag = tag(constant);
    if (tag == 0) {
      throw new ClassHead.Broken("refers to constant " + constant + " of " + count);
    }
    if (numbers[constant] != 0) {
      return;
    }
    numbers[constant] = 1;
    int at = offsets[constant];
    switch (tag) {
      case CLASS, STRING, 16, 19, 20 -> need(u2(at + 1), TEXT);
      case NAME_AND_TYPE -> {
        need(u2(at + 1), TEXT);
        need(u2(at + 3), TEXT);
      }
      case FIELD, METHOD, INTERFACE_METHOD -> {
        need(u2(at + 1), CLASS);
        need(u2(at + 3), NAME_AND_TYPE);
      }
      case HANDLE -> needMember(u2(at + 2));
      case DYNAMIC, INVOKE_DYNAMIC -> {
        bootstraps.add(u2(at + 1));
        need(u2(at + 3), NAME_AND_TYPE);
      }
      default -> {
        // Texts and numbers refer to nothing.
      }
    }
  }

  /** What a constant refers to is of a known kind, so that references end after a few steps. */
  private void need(int constant, int tag) throws ClassHead.Broken {
    requireTag(constant, tag);
    need(constant);
  }

  private void needMember(int constant) throws ClassHead.Broken {
    int tag = tag(constant);
    if (tag < FIELD || tag > INTERFACE_METHOD) {
      throw new ClassHead.Broken("has a method handle of constant " + constant);
    }
    need(constant);
  }

  void needAll() throws ClassHead.Broken {
    for (int i = 1; i < count; i++) {
      if (offsets[i] > 0) {
        need(i);
      }
    }
  }

  /** Returns a bootstrap method that is needed and was not asked for, or -1. */
  int nextBootstrap() {
    while (bootstraps.size > 0) {
      int next = bootstraps.values[--bootstraps.size];
      if (next >= bootstrapNeeded.length) {
        bootstrapNeeded = Arrays.copyOf(bootstrapNeeded, next + 16);
      }
      if (!bootstrapNeeded[next]) {
        bootstrapNeeded[next] = true;
        return next;
      }
    }
    return -1;
  }

  boolean isBootstrapNeeded(int method) {
    return method < bootstrapNeeded.length && bootstrapNeeded[method];
  }

  /** Adds a text of at most 65,535 bytes; returns the number to refer to it by. */
  int addText(String text) throws IOException {
    adding.writeByte(TEXT);
    adding.writeUTF(text);
    return added(1);
  }

  /** Adds a class, a string, a member or its name and type, which refers to others. */
  int add(int tag, int... references) throws IOException {
    adding.writeByte(tag);
    for (int reference : references) {
      addedReferences.add(added.size());
      addedReferences.add(reference);
      adding.writeShort(0);
    }
    return added(1);
  }

  int addLong(long value) throws IOException {
    adding.writeByte(LONG);
    adding.writeLong(value);
    return added(2);
  }

  private int added(int size) {
    int number = count + addedCount;
    addedCount += size;
    if (numbers.length < count + addedCount) {
      numbers = Arrays.copyOf(numbers, count + addedCount + 64);
    }
    return number;
  }

  /** Gives the constants that stay their new numbers; returns how many there are, and one. */
  int renumber() throws ClassHead.Broken {
    int next = 1;
    for (int i = 1; i < count; i++) {
      if (numbers[i] != 0) {
        numbers[i] = next;
        next += b[offsets[i]] == LONG || b[offsets[i]] == 6 ? 2 : 1;
      }
    }
    for (int i = count; i < count + addedCount; i++) {
      numbers[i] = next++;
    }
    if (next > MAX) {
      throw new ClassHead.Broken("has no room for another constant");
    }
    return next;
  }

  /** Returns a constant's new number. */
  int number(int constant) {
    return numbers[constant];
  }

  /** Returns at most how many bytes {@link #write} takes. */
  int size() {
    return end + added.size();
  }

  /** Writes the constants that stay; returns where they end. */
  int write(byte[] target, int start) {
    int[] bootstrapNumbers = bootstrapNumbers();
    int at = start;
    int i = 1;
    while (i < count) {
      if (numbers[i] == 0) {
        i++;
        continue;
      }
      // What stays together is copied at once.
      int first = i;
      while (i < count && (numbers[i] != 0 || offsets[i] == 0)) { // a long has no second offset
        i++;
      }
      int from = offsets[first];
      int length = (i < count ? offsets[i] : end) - from;
      System.arraycopy(b, from, target, at, length);
      for (int k = first; k < i; k++) {
        if (offsets[k] != 0) {
          renumber(target, at + offsets[k] - from, bootstrapNumbers);
        }
      }
      at += length;
    }
    byte[] more = added.toByteArray();
    System.arraycopy(more, 0, target, at, more.length);
    for (int k = 0; k < addedReferences.size; k += 2) {
      put2(target, at + addedReferences.values[k], numbers[addedReferences.values[k + 1]]);
    }
    return at + more.length;
  }

  private int[] bootstrapNumbers() {
    int[] result = new int[bootstrapNeeded.length];
    int next = 0;
    for (int i = 0; i < result.length; i++) {
      if (bootstrapNeeded[i]) {
        result[i] = next++;
      }
    }
    return result;
  }

  private void renumber(byte[] target, int at, int[] bootstrapNumbers) {
    switch (target[at]) {
      case CLASS, STRING, 16, 19, 20 -> renumber(target, at + 1);
      case 9, METHOD, 11, NAME_AND_TYPE -> {
        renumber(target, at + 1);
        renumber(target, at + 3);
      }
      case HANDLE -> renumber(target, at + 2);
      case DYNAMIC, INVOKE_DYNAMIC -> {
        put2(target, at + 1, bootstrapNumbers[u2(target, at + 1)]);
        renumber(target, at + 3);
      }
      default -> {
        // Texts and numbers refer to nothing.
      }
    }
  }

  private void renumber(byte[] target, int at) {
    put2(target, at, numbers[u2(target, at)]);
  }

  private static void put2(byte[] target, int at, int value) {
    target[at] = (byte) (value >> 8);
    target[at + 1] = (byte) value;
  }

  private int u2(int at) {
    return u2(b, at);
  }

  private static int u2(byte[] bytes, int at) {
    return (bytes[at] & 255) << 8 | (bytes[at + 1] & 255);
  }
}
