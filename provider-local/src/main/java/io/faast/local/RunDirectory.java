package io.faast.local;

import io.faast.spi.RunTag;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that a run puts on disk: a private directory with the tag, the lock, the socket, the
 * bundle, and each worker's own directories.
 */
final class RunDirectory {
  private final Path path;
  private final RunLock lock;

  private RunDirectory(Path path, RunLock lock) {
    this.path = path;
    this.lock = lock;
  }

  static RunDirectory create(RunTag run) throws IOException {
    Path path = make(PrivateDirectory.base().resolve(run.runId()));
    try {
      RunLock lock = RunLock.hold(path);
      RunDirectory directory = new RunDirectory(path, lock);
      try {
        new TagFile(run, TagFile.thisProcess()).writeTo(path);
        return directory;
      } catch (IOException | RuntimeException e) {
        lock.release();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      DirectoryTree.delete(path);
      throw e;
    }
  }

  /** A file system that is reached over a network may make a directory, and then fail. */
  private static Path make(Path path) throws IOException {
    try {
      return PrivateDirectory.create(path);
    } catch (FileAlreadyExistsException e) {
      throw e; // another's
    } catch (IOException e) {
      try {
        Files.deleteIfExists(path); // only while it is empty
      } catch (IOException left) {
        e.addSuppressed(left);
      }
      throw e;
    }
  }

  Path path() {
    return path;
  }

  Path socket() {
    return path.resolve("s");
  }

  /**
   * Takes a file in, so that cleaning the cache cannot pull it away from a run: a link where the
   * file system can, else a copy with the same time, which a class-data archive depends on.
   */
  Path takeIn(Path file, String name) throws IOException {
    Path own = path.resolve(name);
    try {
      return Files.createLink(own, file);
    } catch (IOException | UnsupportedOperationException e) {
      return Files.copy(file, own, StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  /** Ends processes that functions have left; deleting tells of those that do not end. */
  void endLeftovers() {
    List<String> unused = Leftovers.end(path);
  }

  /** Deletes everything, last the tag, so that what is left after a crash can still be found. */
  List<String> delete() {
    List<String> failures = new ArrayList<>();
    try {
      lock.release();
    } catch (IOException e) {
      failures.add("the lock of " + path + " could not be released: " + e);
    }
    failures.addAll(delete(path));
    return failures;
  }

  /** Deletes the directory of a run whose client is gone. */
  static List<String> delete(Path path) {
    List<String> failures = new ArrayList<>(Leftovers.end(path));
    Path tag = TagFile.path(path);
    try (var entries = Files.newDirectoryStream(path)) {
      for (Path entry : entries) {
        if (!entry.equals(tag)) {
          failures.addAll(DirectoryTree.delete(entry));
        }
      }
    } catch (IOException e) {
      if (Files.exists(path)) {
        failures.add(path + " could not be read: " + e);
      }
    }
    if (failures.isEmpty()) {
      failures.addAll(DirectoryTree.delete(path));
    }
    return failures;
  }
}
