package io.faast.local;

import io.faast.spi.RunTag;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The file that makes a directory a run's: only directories that hold a valid one are ever listed
 * or deleted.
 *
 * @param run the run
 * @param process the client's process: pid and start time
 */
record TagFile(RunTag run, String process) {
  private static final String NAME = "tag";
  private static final long MAX_BYTES = 4_096;

  /** Start times are computed from the time of boot, which the system corrects now and then. */
  private static final long START_TOLERANCE_MILLIS = 2_000;

  /** Returns an id of this process that another one gets neither now nor later. */
  static String thisProcess() {
    ProcessHandle self = ProcessHandle.current();
    return self.pid() + "@" + startMillis(self);
  }

  private static long startMillis(ProcessHandle process) {
    Instant start = process.info().startInstant().orElse(Instant.EPOCH);
    return start.toEpochMilli();
  }

  /** Returns whether a process of this machine is the client. */
  boolean clientLives() {
    int at = process.indexOf('@');
    try {
      long pid = Long.parseLong(process.substring(0, Math.max(0, at)));
      long start = Long.parseLong(process.substring(at + 1));
      return ProcessHandle.of(pid)
          .map(found -> Math.abs(startMillis(found) - start) <= START_TOLERANCE_MILLIS)
          .orElse(false);
    } catch (NumberFormatException e) {
      return false; // written by nobody that we know
    }
  }

  /** Puts the file into a directory, whole or not at all. */
  void writeTo(Path directory) throws IOException {
    Instant created = run.created();
    long seconds = created.getEpochSecond();
    int nanos = created.getNano();
    String text =
        String.join(
            "\n",
            "faast=1",
            "run=" + escaped(run.runId()),
            "owner=" + escaped(run.owner()),
            "created=" + seconds,
            "created-nanos=" + nanos,
            "process=" + process,
            "");
    Path draft = PrivateDirectory.createFile(directory.resolve(NAME + ".new"));
    Files.writeString(draft, text);
    Files.move(draft, path(directory), StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Escapes as {@link Properties} do, whose own writing takes a young JVM long: it formats dates.
   */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < 128 && Character.isLetterOrDigit(c)) || c == '-') {
        escaped.append(c);
      } else {
        String digits = Integer.toHexString(c);
        escaped.append("\\u").append("0".repeat(4 - digits.length())).append(digits);
      }
    }
    return escaped.toString();
  }

  /** Returns the tag of a directory, or null if it has none that is valid for its name. */
  static @Nullable TagFile readFrom(Path directory) {
    Path file = path(directory);
    Properties properties = new Properties();
    try {
      if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
          || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          || Files.size(file) > MAX_BYTES) {
        return null;
      }
      properties.load(new StringReader(Files.readString(file)));
      String run = properties.getProperty("run", "");
      String owner = properties.getProperty("owner");
      Path name = directory.getFileName();
      if (!"1".equals(properties.getProperty("faast"))
          || owner == null
          || name == null
          || !name.toString().equals(run)) {
        return null;
      }
      Instant created =
          Instant.ofEpochSecond(
              Long.parseLong(properties.getProperty("created", "")),
              Long.parseLong(properties.getProperty("created-nanos", "")));
      return new TagFile(new RunTag(run, owner, created), properties.getProperty("process", ""));
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      return null; // torn, foreign or damaged: not ours to touch
    }
  }

  static Path path(Path directory) {
    return directory.resolve(NAME);
  }
}
