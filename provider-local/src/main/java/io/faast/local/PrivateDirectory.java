package io.faast.local;

import io.faast.spi.ProviderException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/** Directories and files that only their owner may enter. */
final class PrivateDirectory {
  private static final FileAttribute<?>[] NONE = {};
  private static final Set<PosixFilePermission> OTHERS =
      PosixFilePermissions.fromString("---rwxrwx");

  private PrivateDirectory() {}

  /** Creates a directory that must not exist yet. */
  static Path create(Path directory) throws IOException {
    return Files.createDirectory(directory, attributes(directory, "rwx------"));
  }

  /** Creates an empty file that must not exist yet. */
  static Path createFile(Path file) throws IOException {
    return Files.createFile(file, attributes(file, "rw-------"));
  }

  /**
   * Returns {@code <temporary directory>/faast-<user>}, created if need be.
   *
   * @throws ProviderException if something else is there that others could change or see into
   */
  static Path base() throws IOException {
    Path base = basePath();
    Files.createDirectories(base.toAbsolutePath().getParent());
    try {
      create(base);
    } catch (FileAlreadyExistsException e) {
      check(base);
    }
    return base;
  }

  /** Returns where the base is or would be. */
  static Path basePath() {
    StringBuilder name = new StringBuilder("faast-");
    String user = System.getProperty("user.name", "user");
    for (int i = 0; i < user.length(); i++) {
      char c = user.charAt(i);
      boolean plain = c < 128 && (Character.isLetterOrDigit(c) || c == '.' || c == '_' || c == '-');
      name.append(plain ? c : '_');
    }
    return Path.of(System.getProperty("java.io.tmpdir", "/tmp"), name.toString());
  }

  /** Fails if a directory is a link, another user's, or open to others. */
  static void check(Path directory) throws IOException {
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      throw refuse(directory, "is not a directory of its own");
    }
    if (!posix(directory)) {
      return;
    }
    UserPrincipal owner = Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS);
    UserPrincipal me =
        directory
            .getFileSystem()
            .getUserPrincipalLookupService()
            .lookupPrincipalByName(System.getProperty("user.name", ""));
    if (!owner.equals(me)) {
      throw refuse(directory, "belongs to " + owner.getName());
    }
    Set<PosixFilePermission> open =
        Files.getPosixFilePermissions(directory, LinkOption.NOFOLLOW_LINKS);
    if (open.removeAll(OTHERS)) {
      throw refuse(directory, "can be entered by other users");
    }
  }

  private static ProviderException refuse(Path directory, String found) {
    return new ProviderException(
        "The directory " + directory + " " + found + ", so nothing is put into it.",
        "Remove it, or set -Djava.io.tmpdir to a directory of your own.",
        null);
  }

  private static FileAttribute<?>[] attributes(Path path, String permissions) {
    return posix(path)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : NONE;
  }

  private static boolean posix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
