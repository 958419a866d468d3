package io.faast.bundler;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes the zip around a jar: first the small files, sorted by name, then the jar, all with one
 * constant time, readable by everybody once unpacked.
 */
final class PackWriter {
  /** 1980-01-01 00:00, the earliest time that a zip file knows. */
  private static final int TIME = 0x0021_0000;

  /** What a zip knows of Unix: a regular file with the rights {@code rw-r--r--}. */
  private static final int MODE = 0100644 << 16;

  private static final int MADE_ON_UNIX = 3 << 8 | 20;
  private static final int DEFLATED = 8;
  private static final int HEADER = 30;

  private final Packing layout;
  private final int threads;
  private final ZipBytes directory = new ZipBytes(1024);
  private int count;

  PackWriter(Packing layout, int threads) {
    this.layout = layout;
    this.threads = threads;
  }

  void write(Path jar, long jarBytes, Path target) throws BundleException, IOException {
    long at;
    byte[] header;
    try (JarOutput out = new JarOutput(target)) {
      for (Map.Entry<String, byte[]> file : layout.files().entrySet()) {
        writeFile(file.getKey(), file.getValue(), out);
      }
      at = out.position();
      out.write(new byte[HEADER + layout.jarName().getBytes(StandardCharsets.UTF_8).length]);
      header = writeJar(jar, jarBytes, at, out);
      long start = out.position();
      byte[] entries = directory.toArray();
      out.write(entries);
      out.buffer().i32(0x06054b50).u16(0).u16(0).u16(count).u16(count);
      out.buffer().i32(entries.length).i32((int) start).u16(0);
      out.flush();
    }
    // Sizes and checksum come before the data, and are known after it.
    try (RandomAccessFile file = new RandomAccessFile(target.toFile(), "rw")) {
      file.seek(at);
      file.write(header);
    }
  }

  private void writeFile(String name, byte[] content, JarOutput out) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content, 0, content.length);
    byte[] packed = deflate(content);
    boolean smaller = packed.length < content.length;
    byte[] data = smaller ? packed : content;
    int method = smaller ? DEFLATED : 0;
    long at = out.position();
    out.write(entry(name, method, (int) crc.getValue(), data.length, content.length, at));
    out.write(data);
  }

  private byte[] writeJar(Path jar, long jarBytes, long at, JarOutput out)
      throws BundleException, IOException {
    long start = out.position();
    CRC32 crc = new CRC32();
    try (RandomAccessFile in = new RandomAccessFile(jar.toFile(), "r")) {
      if (in.length() != jarBytes) {
        throw new IOException("it has changed since it was made");
      }
      BlockDeflater.Input input =
          new BlockDeflater.Input() {
            @Override
            public void read(byte[] into, int offset, int length) throws IOException {
              in.readFully(into, offset, length);
              crc.update(into, offset, length);
            }
          };
      new BlockDeflater(threads).run(jarBytes, input, out);
    }
    long packed = out.position() - start;
    if (packed > Integer.MAX_VALUE) {
      throw new IOException("packed, it has " + packed + " bytes; the limit is 2 GiB");
    }
    return entry(layout.jarName(), DEFLATED, (int) crc.getValue(), packed, jarBytes, at);
  }

  /** Adds an entry to the directory, and returns the header that comes before its data. */
  private byte[] entry(String name, int method, int crc, long packed, long size, long at) {
    byte[] encoded = name.getBytes(StandardCharsets.UTF_8);
    ZipBytes header = new ZipBytes(HEADER + encoded.length);
    header.i32(0x04034b50);
    directory.i32(0x02014b50).u16(MADE_ON_UNIX);
    for (ZipBytes each : new ZipBytes[] {header, directory}) {
      each.u16(20).u16(0x0800).u16(method).i32(TIME).i32(crc);
      each.i32((int) packed).i32((int) size).u16(encoded.length).u16(0);
    }
    directory.u16(0).u16(0).u16(0).i32(MODE).i32((int) at).bytes(encoded);
    count++;
    return header.bytes(encoded).toArray();
  }

  private static byte[] deflate(byte[] content) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    try {
      deflater.setInput(content);
      deflater.finish();
      byte[] packed = new byte[content.length + 64];
      int n = deflater.deflate(packed);
      return deflater.finished() ? Arrays.copyOf(packed, n) : content;
    } finally {
      deflater.end();
    }
  }
}
