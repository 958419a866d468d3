package io.faast.local;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The place of a class-data archive, with which a JVM need not parse and check a bundle's classes.
 *
 * <p>It lies beside the bundle in the bundler's cache. Its name stands for all that makes a JVM
 * take or refuse it: the bundle, the installation of Java and the worker's options. A JVM that maps
 * a damaged archive may crash, so a note beside it tells its size and checksum, and it is handed
 * out only if both are right. The note's time tells the cache's sweeper when it was last used.
 */
final class ClassArchive {
  private static final System.Logger LOG = System.getLogger("io.faast.local");
  private static final int BUFFER = 128 << 10;
  private static final long DAY_MILLIS = 24L * 60 * 60 * 1_000;

  /**
   * What the note says if no archive can be made, so that it is not tried more than twice a day.
   */
  private static final String NONE = "none";

  private final Path file;
  private final Path note;

  private ClassArchive(Path file, Path note) {
    this.file = file;
    this.note = note;
  }

  /** Returns the place for the archive of a bundle that runs with these JVM options. */
  static ClassArchive of(Path bundle, JavaHome java, List<String> options) throws IOException {
    StringBuilder key = new StringBuilder().append(java.java().toRealPath()).append('\n');
    Path home = java.java().toRealPath().resolveSibling("..").normalize();
    for (String part :
        List.of("release", "lib/modules", "lib/server/libjvm.so", "lib/server/classes.jsa")) {
      stamp(home.resolve(part), key);
    }
    stamp(bundle, key);
    options.forEach(option -> key.append(option).append('\n'));
    String name = String.valueOf(bundle.getFileName()).replaceFirst("\\.jar$", "-") + hash(key);
    return new ClassArchive(
        bundle.resolveSibling(name + ".jsa"), bundle.resolveSibling(name + ".used"));
  }

  private static void stamp(Path file, StringBuilder key) throws IOException {
    if (Files.exists(file)) {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      key.append(file).append(' ').append(attributes.size()).append(' ');
      key.append(attributes.lastModifiedTime().toMillis()).append('\n');
    }
  }

  /** FNV-1a, 64 bits: names need only differ, and a JVM that gets the wrong archive refuses it. */
  private static String hash(CharSequence text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return Long.toHexString(hash);
  }

  /** Returns the archive if there is one and it is whole, else null. Deletes a damaged one. */
  @Nullable Path usable() throws IOException {
    String told = note();
    if (told == null) {
      return null;
    }
    boolean old =
        Files.getLastModifiedTime(note).toMillis() < System.currentTimeMillis() - DAY_MILLIS / 2;
    if (told.equals(NONE)) {
      if (old) {
        delete();
      }
      return null;
    }
    if (!Files.isRegularFile(file) || !told.equals(describe(file))) {
      delete();
      return null;
    }
    if (old) {
      write(told);
    }
    return file;
  }

  /** Returns whether nothing is known of it yet: neither an archive nor that none can be made. */
  boolean wanted() {
    return !Files.exists(note);
  }

  /** Returns where to make the archive: where the cache deletes what a killed process left. */
  Path temporary(String runId) {
    return file.resolveSibling("..").resolve("tmp").resolve(runId + ".tmp").normalize();
  }

  /** Takes a finished archive in. Two processes that do so at once leave one of the two, whole. */
  void publish(Path made) throws IOException {
    if (Files.getFileStore(made).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rw-------"));
    }
    String description = describe(made);
    Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
    write(description);
  }

  /** Notes that no archive can be made. */
  void giveUp() throws IOException {
    write(NONE);
  }

  /** Deletes an archive with which workers do not start. */
  void delete() {
    try {
      Files.deleteIfExists(note);
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "The class-data archive " + file + " cannot be deleted.", e);
    }
  }

  private @Nullable String note() throws IOException {
    return Files.exists(note) ? Files.readString(note, StandardCharsets.ISO_8859_1) : null;
  }

  private void write(String text) throws IOException {
    Path temporary = note.resolveSibling("..").resolve("tmp").normalize();
    temporary = Files.createTempFile(temporary, "note", ".tmp");
    Files.writeString(temporary, text, StandardCharsets.ISO_8859_1);
    Files.move(temporary, note, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String describe(Path archive) throws IOException {
    CRC32 crc = new CRC32();
    long size = 0;
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(archive)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        crc.update(buffer, 0, count);
        size += count;
      }
    }
    return size + " " + crc.getValue();
  }
}
