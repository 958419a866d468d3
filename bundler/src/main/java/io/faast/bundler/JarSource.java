package io.faast.bundler;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** A jar. Only its directory is read until the content of an entry is asked for. Thread-safe. */
final class JarSource implements Source {
  private static final long MAX_SIZE = 256L << 20;
  private static final long SMALL = 16L << 20;
  private static final long MAX_RATIO = 200;

  private final Path path;
  private final ZipDirectory zip;
  private final long length;
  private final int[] files;
  private byte @Nullable [] data;

  private JarSource(Path path, ZipDirectory zip, long length) {
    this.path = path;
    this.zip = zip;
    this.length = length;
    files = liveFiles(zip);
  }

  static JarSource open(Path path) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toString(), "r")) {
      return new JarSource(path, ZipDirectory.read(file), file.length());
    }
  }

  /** Of entries with the same name the last counts, as for the JVM. */
  private static int[] liveFiles(ZipDirectory zip) {
    Map<String, Integer> last = new HashMap<>(zip.count * 2);
    int[] result = new int[zip.count];
    int n = 0;
    for (int i = 0; i < zip.count; i++) {
      if (!zip.names[i].endsWith("/")) {
        Integer earlier = last.put(zip.names[i], n);
        if (earlier == null) {
          result[n++] = i;
        } else {
          result[earlier] = i;
          last.put(zip.names[i], earlier);
        }
      }
    }
    return Arrays.copyOf(result, n);
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public int count() {
    return files.length;
  }

  @Override
  public String name(int file) {
    return zip.names[files[file]];
  }

  @Override
  public long size(int file) {
    return zip.sizes[files[file]];
  }

  @Override
  public int crc(int file) {
    return zip.crcs[files[file]];
  }

  @Override
  public @Nullable String problem(int file) {
    int i = files[file];
    long size = zip.sizes[i];
    if (size > MAX_SIZE) {
      return "says that it unpacks to " + size + " bytes; the limit is " + MAX_SIZE;
    }
    if (size > SMALL && size / MAX_RATIO > zip.packed[i]) {
      return "unpacks to more than " + MAX_RATIO + " times its size, as only a zip bomb does";
    }
    if (zip.encrypted[i]) {
      return "is encrypted";
    }
    if (zip.methods[i] != 0 && zip.methods[i] != 8) {
      return "is compressed by method " + zip.methods[i] + ", which no JVM reads";
    }
    if (zip.methods[i] == 0 && zip.packed[i] != size) {
      return "is stored, but with two different sizes";
    }
    return null;
  }

  @Override
  public byte[] read(int file) throws IOException {
    int i = files[file];
    String problem = problem(file);
    if (problem != null) {
      throw new IOException(problem);
    }
    byte[] bytes = load();
    int start = start(bytes, i);
    byte[] result;
    if (zip.methods[i] == 0) {
      result = Arrays.copyOfRange(bytes, start, start + (int) zip.packed[i]);
    } else {
      result = inflate(bytes, start, (int) zip.packed[i], (int) zip.sizes[i]);
    }
    CRC32 crc = new CRC32();
    crc.update(result, 0, result.length);
    if ((int) crc.getValue() != zip.crcs[i]) {
      throw new IOException("is damaged: its checksum is wrong");
    }
    return result;
  }

  @Override
  public byte[] head(int file, int limit) throws IOException {
    int i = files[file];
    String problem = problem(file);
    if (problem != null) {
      throw new IOException(problem);
    }
    byte[] bytes = load();
    int start = start(bytes, i);
    int length = (int) Math.min(zip.sizes[i], limit);
    if (zip.methods[i] == 0) {
      return Arrays.copyOfRange(bytes, start, start + length);
    }
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(bytes, start, (int) zip.packed[i]);
      byte[] result = new byte[length];
      return Arrays.copyOf(result, inflater.inflate(result));
    } catch (DataFormatException e) {
      throw new IOException("is damaged: " + e.getMessage(), e);
    } finally {
      inflater.end();
    }
  }

  private static byte[] inflate(byte[] bytes, int start, int packed, int size) throws IOException {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(bytes, start, packed);
      byte[] result = new byte[size];
      int n = 0;
      while (n < size) {
        int got = inflater.inflate(result, n, size - n);
        if (got == 0) {
          throw new IOException("is damaged: it unpacks to " + n + " bytes and not to " + size);
        }
        n += got;
      }
      if (!inflater.finished() && inflater.inflate(new byte[1]) != 0) {
        throw new IOException("unpacks to more than the " + size + " bytes that it claims");
      }
      return result;
    } catch (DataFormatException e) {
      throw new IOException("is damaged: " + e.getMessage(), e);
    } finally {
      inflater.end();
    }
  }

  @Override
  public byte @Nullable [] readDeflated(int file) throws IOException {
    int i = files[file];
    if (zip.methods[i] != 8) {
      return null;
    }
    byte[] bytes = load();
    int start = start(bytes, i);
    return Arrays.copyOfRange(bytes, start, start + (int) zip.packed[i]);
  }

  private int start(byte[] bytes, int i) throws IOException {
    long at = zip.offsets[i];
    if (at + 30 > bytes.length || ZipDirectory.i32(bytes, (int) at) != 0x04034b50) {
      throw new IOException("is damaged: it has no local header");
    }
    int header = (int) at;
    long start =
        at + 30 + ZipDirectory.u16(bytes, header + 26) + ZipDirectory.u16(bytes, header + 28);
    if (start + zip.packed[i] > bytes.length) {
      throw new IOException("is damaged: it reaches beyond the end of the file");
    }
    return (int) start;
  }

  private synchronized byte[] load() throws IOException {
    byte[] loaded = data;
    if (loaded == null) {
      try (RandomAccessFile file = new RandomAccessFile(path.toString(), "r")) {
        if (file.length() != length) {
          throw new IOException("has changed while it was read: run again");
        }
        if (length > Integer.MAX_VALUE - 64) {
          throw new IOException("lies in a jar of " + length + " bytes; the limit is 2 GiB");
        }
        loaded = new byte[(int) length];
        file.readFully(loaded);
      }
      data = loaded;
    }
    return loaded;
  }

  /**
   * Returns whether this is the jar whose directory has a fingerprint, and all of it is readable.
   */
  boolean isIntact(String fingerprint) {
    if (!Fingerprint.of(zip.raw).equals(fingerprint)) {
      return false;
    }
    try {
      for (int file = 0; file < files.length; file++) {
        byte[] content = read(file);
        assert content.length == size(file);
      }
      return true;
    } catch (IOException e) {
      return false; // it is made anew
    }
  }

  @Override
  public byte[] contentKey() {
    byte[] key = Arrays.copyOf(zip.raw, zip.raw.length + 8);
    for (int i = 0; i < 8; i++) {
      key[zip.raw.length + i] = (byte) (length >>> (8 * i));
    }
    return key;
  }
}
