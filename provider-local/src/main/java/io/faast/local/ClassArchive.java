package io.faast.local;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The place of a class-data archive, with which a JVM need not parse and check a bundle's classes.
 *
 * <p>It lies beside the bundle in the bundler's cache. A note stands for all that makes a JVM take
 * or refuse an archive: the bundle, the installation of Java and the worker's options. A JVM that
 * maps a damaged archive may crash, so the note tells the archive's size and checksum, and it is
 * handed out only if both are right. The checksum is also part of the archive's name: of processes
 * that publish at once each has its own file, and the last note counts.
 */
final class ClassArchive {
  private static final System.Logger LOG = System.getLogger("io.faast.local");
  private static final int BUFFER = 128 << 10;
  private static final long HALF_DAY_MILLIS = 12L * 60 * 60 * 1_000;

  /** What the note says if no archive can be made, so that it is tried twice a day at most. */
  private static final String NONE = "none";

  private static final Pattern DESCRIPTION = Pattern.compile("\\d{1,19} \\d{1,10}");
  private static final String ENDING = ".archive";

  private final Path note;
  private final boolean canBeMade;

  private ClassArchive(Path note, boolean canBeMade) {
    this.note = note;
    this.canBeMade = canBeMade;
  }

  /** Returns the place for the archive of a bundle that runs with these JVM options. */
  static ClassArchive of(Path bundle, JavaHome java, List<String> options) throws IOException {
    Path command = java.java().toRealPath();
    Path home = command.resolveSibling("..").normalize();
    StringBuilder key = new StringBuilder().append(command).append('\n');
    // What the JVM's own archive lacks is all that the new one has: without it there is none.
    boolean base = stamp(home.resolve("lib/server/classes.jsa"), key);
    base |= stamp(home.resolve("bin/server/classes.jsa"), key);
    for (String part : List.of("release", "lib/modules", "lib/server/libjvm.so")) {
      stamp(home.resolve(part), key);
    }
    stamp(bundle, key);
    options.forEach(option -> key.append(option).append('\n'));
    String name = String.valueOf(bundle.getFileName()).replaceFirst("\\.jar$", "-") + hash(key);
    return new ClassArchive(bundle.resolveSibling(name + ENDING), base);
  }

  private static boolean stamp(Path file, StringBuilder key) throws IOException {
    if (!Files.exists(file)) {
      return false;
    }
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    key.append(file).append(' ').append(attributes.size()).append(' ');
    key.append(attributes.lastModifiedTime().toMillis()).append('\n');
    return true;
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
    if (!Files.exists(note)) {
      return null;
    }
    String told = Files.readString(note, StandardCharsets.ISO_8859_1);
    boolean old =
        Files.getLastModifiedTime(note).toMillis() < System.currentTimeMillis() - HALF_DAY_MILLIS;
    if (told.equals(NONE)) {
      if (old) {
        Files.deleteIfExists(note);
      }
      return null;
    }
    Path file = DESCRIPTION.matcher(told).matches() ? file(told) : note;
    if (file == note || !Files.isRegularFile(file) || !told.equals(describe(file))) {
      Files.deleteIfExists(note);
      discard(file);
      return null;
    }
    if (old) { // tells the cache's sweeper that both are used
      FileTime now = FileTime.fromMillis(System.currentTimeMillis());
      Files.setLastModifiedTime(note, now);
      Files.setLastModifiedTime(file, now);
    }
    return file;
  }

  /** Returns whether one can be made, and nothing is known of it yet. */
  boolean wanted() {
    return canBeMade && !Files.exists(note);
  }

  /** Takes a finished archive in, from wherever it is; goes on without it if that fails. */
  void publish(Path made) {
    try {
      Path temporary = Files.createTempFile(temporaryFolder(), "archive", ".tmp");
      try {
        Files.move(made, temporary, StandardCopyOption.REPLACE_EXISTING);
        if (Files.getFileStore(temporary).supportsFileAttributeView("posix")) {
          Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rw-------"));
        }
        String description = describe(temporary);
        Files.move(temporary, file(description), StandardCopyOption.ATOMIC_MOVE);
        write(description);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "A class-data archive could not be kept.", e);
    }
  }

  /** Notes that no archive can be made, or that workers do not start with it. */
  void giveUp() {
    try {
      write(NONE);
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "That there is no class-data archive could not be noted.", e);
    }
  }

  /** Deletes a file if it is there. */
  private static void discard(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "The class-data archive " + file + " cannot be deleted.", e);
    }
  }

  private Path temporaryFolder() {
    return note.resolveSibling("..").resolve("tmp").normalize();
  }

  private void write(String text) throws IOException {
    Path temporary = Files.createTempFile(temporaryFolder(), "note", ".tmp");
    Files.writeString(temporary, text, StandardCharsets.ISO_8859_1);
    Files.move(temporary, note, StandardCopyOption.ATOMIC_MOVE);
  }

  private Path file(String description) {
    String name = String.valueOf(note.getFileName());
    String stem = name.substring(0, name.length() - ENDING.length());
    return note.resolveSibling(stem + "-" + description.replace(' ', '-') + ".jsa");
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
