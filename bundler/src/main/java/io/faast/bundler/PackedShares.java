package io.faast.bundler;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Tells what each file of a stored jar takes of the deflated zip around it: the jar is unpacked up
 * to the end of each of its files, and what was read for that is counted.
 */
final class PackedShares {
  private static final int LOCAL_HEADER = 0x04034b50;

  private final byte[] packed;
  private final Inflater inflater = new Inflater(true);
  private final byte[] scratch = new byte[1 << 16];
  private final Map<String, Long> shares = new LinkedHashMap<>();

  private PackedShares(byte[] packed) {
    this.packed = packed;
  }

  static Map<String, Long> of(Path zip, String jarName) throws IOException {
    byte[] packed = null;
    try (RandomAccessFile file = new RandomAccessFile(zip.toString(), "r")) {
      ZipDirectory directory = ZipDirectory.read(file);
      for (int i = 0; i < directory.count; i++) {
        if (directory.names[i].equals(jarName)) {
          packed = new byte[(int) directory.packed[i]];
          byte[] header = new byte[30];
          file.seek(directory.offsets[i]);
          file.readFully(header);
          file.skipBytes(ZipDirectory.u16(header, 26) + ZipDirectory.u16(header, 28));
          file.readFully(packed);
        }
      }
    }
    if (packed == null) {
      throw new IOException("it has no " + jarName);
    }
    PackedShares walk = new PackedShares(packed);
    try {
      walk.run();
    } catch (DataFormatException e) {
      throw new IOException("it is damaged: " + e.getMessage(), e);
    } finally {
      walk.inflater.end();
    }
    return walk.shares;
  }

  private void run() throws DataFormatException, IOException {
    inflater.setInput(packed);
    long before = 0;
    for (String name = next(); name != null; name = next()) {
      long after = inflater.getBytesRead();
      shares.merge(name, after - before, Long::sum);
      before = after;
    }
    shares.merge("", packed.length - before, Long::sum);
  }

  /** Unpacks one file with its header and returns its name, or null after the last. */
  private @Nullable String next() throws DataFormatException, IOException {
    byte[] header = bytes(30);
    if (ZipDirectory.i32(header, 0) != LOCAL_HEADER) {
      return null;
    }
    byte[] name = bytes(ZipDirectory.u16(header, 26));
    skip(ZipDirectory.u16(header, 28) + (ZipDirectory.i32(header, 18) & 0xffffffffL));
    return new String(name, StandardCharsets.UTF_8);
  }

  private byte[] bytes(int count) throws DataFormatException, IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(count);
    for (int left = count; left > 0; ) {
      int got = inflate(left);
      out.write(scratch, 0, got);
      left -= got;
    }
    return out.toByteArray();
  }

  private void skip(long count) throws DataFormatException, IOException {
    for (long left = count; left > 0; ) {
      left -= inflate((int) Math.min(left, scratch.length));
    }
  }

  private int inflate(int most) throws DataFormatException, IOException {
    int got = inflater.inflate(scratch, 0, Math.min(most, scratch.length));
    if (got <= 0) {
      throw new IOException("it ends too early");
    }
    return got;
  }
}
