package io.faast.local;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Deletes a directory with all that is in it; links are deleted, never followed. */
final class DirectoryTree extends SimpleFileVisitor<Path> {
  private final List<String> failures = new ArrayList<>();
  private @Nullable Path opened;

  private DirectoryTree() {}

  /** Deletes what it can, and returns one sentence for everything else. */
  static List<String> delete(Path root) {
    DirectoryTree visitor = new DirectoryTree();
    try {
      if (Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
        Files.walkFileTree(root, visitor);
      }
    } catch (NoSuchFileException e) {
      return visitor.failures; // somebody else deletes it, too
    } catch (IOException e) {
      visitor.failures.add(root + " could not be deleted: " + e);
    }
    return visitor.failures;
  }

  @Override
  public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
      throws IOException {
    if (!Files.isWritable(directory) && Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    remove(file);
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException error) {
    remove(directory);
    return FileVisitResult.CONTINUE;
  }

  /** A function may have taken away its own right to enter a directory: take it back, once. */
  @Override
  public FileVisitResult visitFileFailed(Path file, IOException error) throws IOException {
    if (error instanceof NoSuchFileException) {
      return FileVisitResult.CONTINUE;
    }
    if (!file.equals(opened) && Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      opened = file;
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
      Files.walkFileTree(file, this);
    } else {
      failures.add(file + " could not be deleted: " + error);
    }
    return FileVisitResult.CONTINUE;
  }

  private void remove(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      failures.add(path + " could not be deleted: " + e);
    }
  }
}
