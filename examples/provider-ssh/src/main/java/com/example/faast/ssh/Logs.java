package com.example.faast.ssh;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The directory on this machine where the logs of a run's workers are. It does not exist before the
 * first worker: a client that crashes earlier leaves nothing here.
 */
final class Logs {
  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path directory;
  private final boolean kept;
  private boolean made;

  private Logs(Path directory, boolean kept) {
    this.directory = directory.toAbsolutePath();
    this.kept = kept;
  }

  static Logs of(Optional<Path> kept, String runId) {
    return kept.isPresent()
        ? new Logs(kept.get().resolve(runId), true)
        : new Logs(Path.of(System.getProperty("java.io.tmpdir"), "faast-ssh-" + runId), false);
  }

  Path file(String workerId) {
    return directory.resolve(workerId + ".log");
  }

  /** Opens the log of a worker. */
  synchronized LogFile open(String workerId) throws IOException {
    if (!made) {
      Files.createDirectories(directory.getParent());
      Files.createDirectory(directory, OWNER_ONLY);
      made = true;
    }
    return new LogFile(file(workerId));
  }

  URI url() {
    return directory.toUri();
  }

  /** Deletes the logs unless they are to be kept; returns what could not be deleted. */
  synchronized List<String> delete() {
    List<String> failures = new ArrayList<>();
    if (kept || !made) {
      return failures;
    }
    try (Stream<Path> tree = Files.walk(directory)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      failures.add("the logs in " + directory + " could not be deleted: " + e);
    }
    return failures;
  }
}
