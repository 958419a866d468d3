package io.faast.bundler;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
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
    byte[] file;
    try {
      Path path = path(name);
      if (Files.size(path) > MAX_FILE) {
        return null;
      }
      file = Files.readAllBytes(path);
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      return null; // unreadable is absent: it is made anew, or writing says what is wrong
    }
    if (file.length < 8) {
      return null;
    }
    CRC32 crc = new CRC32();
    crc.update(file, 8, file.length - 8);
    ByteBuffer header = ByteBuffer.wrap(file);
    if (header.getInt() != MAGIC || header.getInt() != (int) crc.getValue()) {
      return null;
    }
    byte[] content = new byte[file.length - 8];
    System.arraycopy(file, 8, content, 0, content.length);
    return content;
  }

  void write(String name, byte[] content) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content, 0, content.length);
    ByteBuffer file = ByteBuffer.allocate(content.length + 8);
    file.putInt(MAGIC).putInt((int) crc.getValue()).put(content);
    Path temporary = temporary();
    try {
      Files.write(temporary, file.array());
      publish(temporary, path(name));
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Creates an empty private file to be written and then published; the caller deletes it. */
  Path temporary() throws IOException {
    return Files.createTempFile(path("tmp"), "w", ".tmp");
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
