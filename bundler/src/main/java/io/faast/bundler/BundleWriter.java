package io.faast.bundler;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * Writes the jar: the manifest, then everything in {@link JarOrder}, directories too (some
 * libraries look for those), with constant times. The bytes depend on the content alone, except
 * that deflated content from directories depends on the JVM's zlib.
 */
final class BundleWriter {
  private static final long MAX_BYTES = Integer.MAX_VALUE - (1L << 20);
  private static final long BATCH = 16L << 20;

  /** 1980-01-01 00:00, the earliest time that a zip file knows. */
  private static final int TIME = 0x0021_0000;

  /** Two seconds later: languages take a class for its source's only if it is the newer one. */
  private static final int CLASS_TIME = TIME + 1;

  private final boolean deflate;
  private final int threads;
  private final ZipBytes directory = new ZipBytes(1 << 16);
  private int count;

  BundleWriter(boolean deflate, int threads) {
    this.deflate = deflate;
    this.threads = threads;
  }

  /** What an entry looks like once it is ready to be written. */
  private static final class Ready {
    final byte[] data;
    final int method;
    final int crc;
    final int size;

    Ready(byte[] data, int method, int crc, int size) {
      this.data = data;
      this.method = method;
      this.crc = crc;
      this.size = size;
    }
  }

  /** Writes the items and returns a name for the content of the file. */
  String write(byte[] manifest, List<Item> items, Path target) throws BundleException, IOException {
    long total = 0;
    for (Item item : items) {
      total += item.size();
    }
    if (total > MAX_BYTES) {
      throw new BundleException(
          "the bundle would hold "
              + total
              + " bytes, more than "
              + MAX_BYTES
              + ". Leave out what is not needed with excludes, such as native libraries.");
    }
    List<Item> all = withDirectories(manifest, items);
    try (JarOutput out = new JarOutput(target)) {
      int at = 0;
      while (at < all.size()) {
        int end = at;
        long batch = 0;
        while (end < all.size() && (end == at || batch < BATCH)) {
          batch += all.get(end++).size();
        }
        writeBatch(all.subList(at, end), out);
        at = end;
      }
      writeEnd(out);
      out.flush();
      // Names, sizes and checksums of everything: that is the content.
      return Fingerprint.of(directory.toArray());
    }
  }

  private static List<Item> withDirectories(byte[] manifest, List<Item> items) {
    Set<String> names = new HashSet<>();
    List<Item> all = new ArrayList<>(items.size() + 64);
    for (Item item : items) {
      int slash = item.name.lastIndexOf('/');
      while (slash > 0 && names.add(item.name.substring(0, slash + 1))) {
        slash = item.name.lastIndexOf('/', slash - 1);
      }
      all.add(item);
    }
    for (String name : names) {
      all.add(new Item(name, new byte[0]));
    }
    all.sort(JarOrder.INSTANCE);
    all.add(0, new Item(Manifest.NAME, manifest));
    return all;
  }

  private void writeBatch(List<Item> batch, JarOutput out) throws BundleException, IOException {
    @Nullable Ready[] ready = new Ready[batch.size()];
    int chunk = 32;
    Parallel.each(
        (batch.size() + chunk - 1) / chunk,
        threads,
        new Parallel.Task() {
          @Override
          public void run(int worker, int task) throws BundleException {
            int end = Math.min(batch.size(), (task + 1) * chunk);
            for (int i = task * chunk; i < end; i++) {
              ready[i] = prepare(batch.get(i));
            }
          }
        });
    for (int i = 0; i < ready.length; i++) {
      Ready next = ready[i];
      if (next != null) {
        writeEntry(batch.get(i).name, next, out);
      }
    }
  }

  private Ready prepare(Item item) throws BundleException {
    EntryIndex entry = item.isCopy() ? item.entry : null;
    byte[] content = item.content();
    int crc = entry == null ? crc(content) : entry.source.crc(item.file);
    if (!deflate || content.length < 32) {
      return new Ready(content, 0, crc, content.length);
    }
    byte[] packed = null;
    if (entry != null) {
      try {
        packed = entry.source.readDeflated(item.file);
      } catch (IOException e) {
        throw item.unreadable(e);
      }
    }
    if (packed == null) {
      packed = deflate(content);
    }
    return packed.length < content.length
        ? new Ready(packed, 8, crc, content.length)
        : new Ready(content, 0, crc, content.length);
  }

  private static int crc(byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(content, 0, content.length);
    return (int) crc.getValue();
  }

  private static byte[] deflate(byte[] content) {
    Deflater deflater = new Deflater(9, true);
    try {
      deflater.setInput(content);
      deflater.finish();
      byte[] packed = new byte[content.length + 64];
      int n = deflater.deflate(packed);
      return deflater.finished() ? java.util.Arrays.copyOf(packed, n) : content;
    } finally {
      deflater.end();
    }
  }

  private void writeEntry(String name, Ready ready, JarOutput out) throws IOException {
    byte[] encoded = name.getBytes(StandardCharsets.UTF_8);
    long offset = out.position();
    directory.i32(0x02014b50).u16(20);
    ZipBytes header = out.buffer();
    header.i32(0x04034b50);
    int time = name.endsWith(".class") ? CLASS_TIME : TIME;
    writeCommon(header, encoded, time, ready);
    writeCommon(directory, encoded, time, ready);
    header.bytes(encoded);
    directory.u16(0).u16(0).u16(0).i32(0).i32((int) offset).bytes(encoded);
    out.write(ready.data);
    count++;
  }

  private static void writeCommon(ZipBytes b, byte[] name, int time, Ready ready) {
    b.u16(20).u16(0x0800).u16(ready.method).i32(time).i32(ready.crc);
    b.i32(ready.data.length).i32(ready.size).u16(name.length).u16(0);
  }

  private void writeEnd(JarOutput out) throws IOException {
    long start = out.position();
    int size = directory.size();
    out.write(directory.toArray());
    ZipBytes end = out.buffer();
    if (count >= 0xFFFF) {
      long at = out.position();
      end.i32(0x06064b50).s64(44).u16(45).u16(45).i32(0).i32(0);
      end.s64(count).s64(count).s64(size).s64(start);
      end.i32(0x07064b50).i32(0).s64(at).i32(1);
    }
    int shown = Math.min(count, 0xFFFF);
    end.i32(0x06054b50).u16(0).u16(0).u16(shown).u16(shown).i32(size).i32((int) start).u16(0);
  }
}
