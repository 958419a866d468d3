package io.faast.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Processes that functions started and that cut themselves loose from their worker. They are found
 * by what they inherited, the run's own temporary directory, where the system shows it ({@code
 * /proc}).
 */
final class Leftovers {
  private static final Path PROC = Path.of("/proc");
  private static final long PATIENCE_SECONDS = 5;

  private Leftovers() {}

  /** Ends what still runs of a run; returns one sentence for each process that did not end. */
  static List<String> end(Path runDirectory) {
    List<String> failures = new ArrayList<>();
    // Twice, since a process may start another one while it is looked for.
    for (int round = 0; round < 2; round++) {
      for (ProcessHandle process : find(runDirectory)) {
        process.destroyForcibly();
        try {
          process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return failures;
        } catch (ExecutionException | TimeoutException e) {
          failures.add("process " + process.pid() + " of " + runDirectory + " does not end");
        }
      }
    }
    return failures;
  }

  private static List<ProcessHandle> find(Path runDirectory) {
    List<ProcessHandle> found = new ArrayList<>();
    if (!Files.isDirectory(PROC)) {
      return found;
    }
    String mark = "TMPDIR=" + runDirectory.toAbsolutePath() + "/";
    long self = ProcessHandle.current().pid();
    try (var processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        long pid = Long.parseLong(process.getFileName().toString());
        if (pid != self && carries(process, mark)) {
          Optional<ProcessHandle> handle = ProcessHandle.of(pid);
          handle.ifPresent(found::add);
        }
      }
    } catch (IOException | NumberFormatException e) {
      return found; // no /proc of the kind that we can read: nothing to be found by it
    }
    return found;
  }

  private static boolean carries(Path process, String mark) {
    try {
      byte[] environment = Files.readAllBytes(process.resolve("environ"));
      return ("\0" + new String(environment, StandardCharsets.UTF_8)).contains("\0" + mark);
    } catch (IOException e) {
      return false; // another user's, or gone meanwhile
    }
  }
}
