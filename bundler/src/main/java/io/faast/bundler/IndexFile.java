package io.faast.bundler;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The form in which the index of a jar is kept. */
final class IndexFile {
  private static final int VERSION = 7;

  private IndexFile() {}

  static byte[] encode(EntryIndex index) {
    int count = index.kinds.length;
    byte[] key = index.source.contentKey();
    byte[][] defects = utf8(index.defects);
    byte[][][] names = new byte[index.facts.length][][];
    long size = key.length + 16L + 12L * count + size(defects);
    for (int i = 0; i < names.length; i++) {
      Facts facts = index.facts[i];
      names[i] = utf8(facts.names);
      size += 16 + size(names[i]);
      size += 4L * (facts.selectors.length + facts.members.length + facts.data.length);
    }
    ByteBuffer b = ByteBuffer.allocate(Math.toIntExact(size));
    b.putInt(VERSION).putInt(key.length).put(key).putInt(count).putInt(names.length);
    put(b, index.kinds);
    put(b, index.parts);
    put(b, index.starts);
    put(b, defects);
    for (int i = 0; i < names.length; i++) {
      Facts facts = index.facts[i];
      b.putInt(names[i].length).putInt(facts.selectors.length);
      b.putInt(facts.members.length).putInt(facts.data.length);
      put(b, names[i]);
      put(b, facts.selectors);
      put(b, facts.members);
      put(b, facts.data);
    }
    return b.array();
  }

  private static byte[][] utf8(@Nullable String[] strings) {
    byte[][] encoded = new byte[strings.length][];
    for (int i = 0; i < strings.length; i++) {
      String s = strings[i];
      encoded[i] = s == null ? new byte[0] : s.getBytes(StandardCharsets.UTF_8);
    }
    return encoded;
  }

  private static long size(byte[][] strings) {
    long size = 4L * strings.length;
    for (byte[] s : strings) {
      size += s.length;
    }
    return size;
  }

  private static void put(ByteBuffer b, int[] values) {
    b.asIntBuffer().put(values);
    b.position(b.position() + 4 * values.length);
  }

  private static void put(ByteBuffer b, byte[][] strings) {
    for (byte[] s : strings) {
      b.putInt(s.length);
    }
    for (byte[] s : strings) {
      b.put(s);
    }
  }

  /** Returns null if the content is not an index of the source. */
  static @Nullable EntryIndex decode(byte[] content, Source source, Manifest manifest) {
    ByteBuffer b = ByteBuffer.wrap(content);
    try {
      byte[] key = source.contentKey();
      if (b.getInt() != VERSION
          || b.getInt() != key.length
          || !Arrays.equals(key, 0, key.length, content, 8, Math.addExact(8, key.length))) {
        return null;
      }
      b.position(8 + key.length);
      int count = b.getInt();
      int partCount = b.getInt();
      if (count != source.count()
          || partCount < 0
          || 12L * count + 16L * partCount > b.remaining()) {
        return null;
      }
      int[] kinds = ints(b, count);
      int[] parts = ints(b, count);
      int[] starts = ints(b, count);
      @Nullable String[] defects = new String[count];
      strings(b, content, defects);
      Facts[] facts = new Facts[partCount];
      for (int i = 0; i < partCount; i++) {
        facts[i] = facts(b, content);
        if (!facts[i].isSound(startsIn(i, parts, starts))) {
          return null;
        }
      }
      for (int i = 0; i < count; i++) {
        if (parts[i] < 0 || (starts[i] >= 0 && parts[i] >= partCount)) {
          return null;
        }
      }
      return new EntryIndex(
          source, manifest, kinds, parts, starts, facts, defects, new byte[count][]);
    } catch (BufferUnderflowException
        | IndexOutOfBoundsException
        | IllegalArgumentException
        | ArithmeticException
        | NegativeArraySizeException e) {
      return null;
    }
  }

  private static int[] startsIn(int part, int[] parts, int[] starts) {
    int[] own = new int[parts.length];
    int n = 0;
    for (int file = 0; file < parts.length; file++) {
      if (parts[file] == part) {
        own[n++] = starts[file];
      }
    }
    return Arrays.copyOf(own, n);
  }

  private static Facts facts(ByteBuffer b, byte[] content) {
    int nameCount = b.getInt();
    int selectorCount = b.getInt();
    int memberCount = b.getInt();
    int dataCount = b.getInt();
    if (4L * nameCount > b.remaining()) {
      throw new BufferUnderflowException();
    }
    String[] names = new String[nameCount];
    strings(b, content, names);
    return new Facts(names, ints(b, selectorCount), ints(b, memberCount), ints(b, dataCount));
  }

  private static int[] ints(ByteBuffer b, int count) {
    if (4L * count > b.remaining()) {
      throw new BufferUnderflowException();
    }
    int[] values = new int[count];
    b.asIntBuffer().get(values);
    b.position(b.position() + 4 * count);
    return values;
  }

  private static void strings(ByteBuffer b, byte[] content, @Nullable String[] target) {
    int[] lengths = ints(b, target.length);
    int at = b.position();
    for (int i = 0; i < lengths.length; i++) {
      target[i] =
          lengths[i] == 0 ? "" : new String(content, at, lengths[i], StandardCharsets.UTF_8);
      at = Math.addExact(at, lengths[i]);
    }
    b.position(at);
  }
}
