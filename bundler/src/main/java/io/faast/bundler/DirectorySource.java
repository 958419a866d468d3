package io.faast.bundler;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A directory of classes. Everything is read when it is opened, so that later steps see one state
 * of it.
 */
final class DirectorySource implements Source {
  private static final long MAX_SIZE = 256L << 20;

  private final Path path;
  private final String[] names;
  private final long[] sizes;
  private final int[] crcs;
  private final byte[] @Nullable [] contents;

  private DirectorySource(Path path, String[] names) {
    this.path = path;
    this.names = names;
    sizes = new long[names.length];
    crcs = new int[names.length];
    contents = new byte[names.length][];
  }

  static DirectorySource open(Path path) throws IOException {
    DirectorySource source =
        new DirectorySource(path, DirectoryListing.of(path).names().toArray(new String[0]));
    for (int i = 0; i < source.names.length; i++) {
      source.load(i);
    }
    return source;
  }

  private void load(int file) throws IOException {
    String location = path + File.separator + names[file];
    try (RandomAccessFile in = new RandomAccessFile(location, "r")) {
      sizes[file] = in.length();
      if (sizes[file] <= MAX_SIZE) {
        byte[] content = new byte[(int) sizes[file]];
        in.readFully(content);
        CRC32 crc = new CRC32();
        crc.update(content, 0, content.length);
        crcs[file] = (int) crc.getValue();
        contents[file] = content;
      }
    }
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public int count() {
    return names.length;
  }

  @Override
  public String name(int file) {
    return names[file];
  }

  @Override
  public long size(int file) {
    return sizes[file];
  }

  @Override
  public int crc(int file) {
    return crcs[file];
  }

  @Override
  public @Nullable String problem(int file) {
    return contents[file] == null
        ? "is " + sizes[file] + " bytes large; the limit is " + MAX_SIZE
        : null;
  }

  @Override
  public byte[] read(int file) throws IOException {
    byte[] content = contents[file];
    if (content == null) {
      throw new IOException(problem(file));
    }
    return content;
  }

  @Override
  public byte[] head(int file, int limit) throws IOException {
    byte[] content = read(file);
    return Arrays.copyOf(content, Math.min(content.length, limit));
  }

  @Override
  public byte @Nullable [] readDeflated(int file) {
    return null;
  }

  @Override
  public byte[] contentKey() {
    StringBuilder key = new StringBuilder(names.length * 48);
    for (int i = 0; i < names.length; i++) {
      key.append(names[i]).append('\0').append(sizes[i]).append(' ').append(crcs[i]).append('\n');
    }
    return key.toString().getBytes(StandardCharsets.UTF_8);
  }
}
