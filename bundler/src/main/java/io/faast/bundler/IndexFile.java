package io.faast.bundler;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The form in which the index of a jar is kept. */
final class IndexFile {
  private static final int VERSION = 2;

  private IndexFile() {}

  static byte[] encode(EntryIndex index) {
    int count = index.kinds.length;
    byte[][] names = utf8(index.names);
    byte[][] defects = utf8(index.defects);
    byte[] key = index.source.contentKey();
    long size = key.length + 20L + 4L * (count + index.starts.length + index.refs.length);
    size += size(names) + size(defects);
    ByteBuffer b = ByteBuffer.allocate(Math.toIntExact(size));
    b.putInt(VERSION).putInt(key.length).put(key);
    b.putInt(count).putInt(index.refs.length).putInt(names.length);
    b.asIntBuffer().put(index.kinds).put(index.starts).put(index.refs);
    b.position(key.length + 20 + 4 * (count + index.starts.length + index.refs.length));
    put(b, names);
    put(b, defects);
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
      int refCount = b.getInt();
      int nameCount = b.getInt();
      if (count != source.count()
          || refCount < 0
          || nameCount < 0
          || key.length + 20 + 4L * (2L * count + 1 + refCount + nameCount) > content.length) {
        return null;
      }
      int[] kinds = ints(b, count);
      int[] starts = ints(b, count + 1);
      int[] refs = ints(b, refCount);
      String[] names = new String[nameCount];
      strings(b, content, names);
      @Nullable String[] defects = new String[count];
      strings(b, content, defects);
      boolean sound = starts[0] == 0 && starts[count] == refCount;
      for (int i = 0; i < count; i++) {
        sound &= starts[i] <= starts[i + 1];
      }
      for (int ref : refs) {
        sound &= ref >= 0 && ref >> 1 < nameCount;
      }
      return sound
          ? new EntryIndex(source, manifest, kinds, starts, refs, names, defects, new byte[count][])
          : null;
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      return null;
    }
  }

  private static int[] ints(ByteBuffer b, int count) {
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
      at += lengths[i];
    }
    b.position(at);
  }
}
