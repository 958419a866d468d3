package io.faast.bundler;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Files that appear whole or not at all, so that processes need no locks: each is written beside
 * its place and moved there. A file that is cut short or altered is as good as absent.
 */
final class Cache {
  private static final int MAGIC = 0xFAA57B01;
  private static final int MAX_FILE = 512 << 20;

  private final Path directory;

  Cache(Path directory) {
    this.directory = directory;
  }

  Path path(String name) {
    return directory.resolve(name);
  }

  /** Returns what was written under a name, or null if it is absent or damaged. */
  byte @Nullable [] read(String name) {
    File file = path(name).toFile();
    long length = file.length();
    if (length < 8 || length > MAX_FILE) {
      return null;
    }
    byte[] whole = new byte[(int) length];
    try (RandomAccessFile in = new RandomAccessFile(file, "r")) {
      in.readFully(whole);
    } catch (IOException e) {
      return null; // unreadable is absent: it is made anew, or writing says what is wrong
    }
    CRC32 crc = new CRC32();
    crc.update(whole, 8, whole.length - 8);
    ByteBuffer header = ByteBuffer.wrap(whole);
    if (header.getInt() != MAGIC || header.getInt() != (int) crc.getValue()) {
      return null;
    }
    return Arrays.copyOfRange(whole, 8, whole.length);
  }

  void write(String name, byte[] content) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content, 0, content.length);
    ByteBuffer header = ByteBuffer.allocate(8);
    header.putInt(MAGIC).putInt((int) crc.getValue());
    Path temporary = temporary();
    try {
      try (FileOutputStream out = new FileOutputStream(temporary.toFile())) {
        out.write(header.array());
        out.write(content);
      }
      publish(temporary, path(name));
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /**
   * Creates an empty file to be written and then published; the caller deletes it. The directory is
   * private, so the name need not be secret, only new: that saves loading a random generator.
   */
  Path temporary() throws IOException {
    long start = System.nanoTime();
    for (int i = 0; i < 10_000; i++) {
      File file = path("tmp").resolve(Long.toHexString(start + i).concat(".tmp")).toFile();
      if (file.createNewFile()) {
        return file.toPath();
      }
    }
    throw new IOException("no new file could be created in " + path("tmp"));
  }

  static void publish(Path temporary, Path target) throws IOException {
    try {
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Creates the directories, readable by the user alone. */
  void create() throws BundleException {
    try {
      boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
      createPrivate(directory, posix);
      createPrivate(path("index"), posix);
      createPrivate(path("results"), posix);
      createPrivate(path("bundles"), posix);
      createPrivate(path("traces"), posix);
      createPrivate(path("tmp"), posix);
    } catch (IOException e) {
      throw new BundleException(
          "the cache directory "
              + directory
              + " cannot be used: "
              + e
              + ". Set the system property faast.cache to a directory that can be written.",
          e);
    }
  }

  private static void createPrivate(Path path, boolean posix) throws IOException {
    if (!posix) {
      Files.createDirectories(path);
      return;
    }
    Set<PosixFilePermission> mode = PosixFilePermissions.fromString("rwx------");
    if (!Files.isDirectory(path)) {
      FileAttribute<?> attribute = PosixFilePermissions.asFileAttribute(mode);
      Files.createDirectories(path, attribute);
    }
    if (!Files.getPosixFilePermissions(path).equals(mode)) {
      Files.setPosixFilePermissions(path, mode);
    }
  }
}
