package io.faast.local;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run has to do with class-data archives: its workers use the one that an earlier run left,
 * or else its first worker writes one when it ends. Nothing that goes wrong here fails a run: it
 * then goes on without. Thread-safe.
 */
final class ClassSharing {
  private static final System.Logger LOG = System.getLogger("io.faast.local");

  /** The number of the worker that writes the archive. */
  private static final int WRITER = 1;

  /** How long an idle worker may take to run its shutdown hooks. */
  private static final long PATIENCE_MILLIS = 1_500;

  /** The same with writing an archive, which takes a tenth of a second for 500 classes. */
  private static final long WRITING_PATIENCE_MILLIS = 5_000;

  /** The same where the user would rather wait than have none. */
  private static final long WAITING_PATIENCE_MILLIS = 60_000;

  /** The release since which JVMs also log about archives under another tag. */
  private static final int LOGS_AOT = 25;

  private final @Nullable ClassArchive archive;
  private final @Nullable Path written;
  private final int release;
  private volatile @Nullable Path used;

  private ClassSharing(
      @Nullable ClassArchive archive, @Nullable Path used, @Nullable Path written, int release) {
    this.archive = archive;
    this.used = used;
    this.written = written;
    this.release = release;
  }

  /** Returns what a run has that neither uses nor makes an archive. */
  static ClassSharing none() {
    return new ClassSharing(null, null, null, 0);
  }

  /** Prepares a run on a bundle from the cache whose workers get these JVM options. */
  static ClassSharing of(
      Path bundle, JavaHome java, List<String> jvmOptions, RunDirectory directory) {
    try {
      ClassArchive archive = ClassArchive.of(bundle, java, jvmOptions);
      Path usable = archive.usable();
      if (usable != null) {
        Path used = directory.takeIn(usable, "classes.jsa");
        return new ClassSharing(archive, used, null, java.release());
      }
      Path written = archive.wanted() ? directory.path().resolve("written.jsa") : null;
      return new ClassSharing(archive, null, written, java.release());
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "There is no class-data archive for this run.", e);
      return none();
    }
  }

  /** Returns the options of a worker. A JVM that does not take the archive says nothing. */
  List<String> options(int worker) {
    List<String> options = new ArrayList<>();
    options.add("-Xshare:auto");
    Path uses = used;
    if (uses != null) {
      options.add("-XX:SharedArchiveFile=" + uses.toAbsolutePath());
    } else if (written != null && worker == WRITER) {
      options.add("-XX:ArchiveClassesAtExit=" + written.toAbsolutePath());
    } else {
      return options;
    }
    options.add("-Xlog:cds*=off");
    if (release >= LOGS_AOT) {
      options.add("-Xlog:aot*=off");
    }
    return options;
  }

  /** A worker did not start: later ones do without what may be the reason. */
  void startFailed(int worker) {
    boolean suspect = used != null || (written != null && worker == WRITER);
    if (suspect && archive != null) {
      used = null;
      archive.giveUp();
    }
  }

  /** Returns how long workers that were told to end may take. */
  long patienceMillis() {
    if (written == null) {
      return PATIENCE_MILLIS;
    }
    return ArchiveOptions.waits() ? WAITING_PATIENCE_MILLIS : WRITING_PATIENCE_MILLIS;
  }

  /**
   * Takes in what the first worker wrote, if it served and was then let go: what one that did
   * nothing has loaded is not worth keeping. Call this when all workers have ended.
   */
  void end(List<LocalWorker> workers) {
    if (written == null || archive == null) {
      return;
    }
    for (LocalWorker worker : workers) {
      if (worker.number() == WRITER && worker.letGo) {
        if (worker.endedWell() && Files.exists(written)) {
          archive.publish(written);
        } else {
          archive.giveUp();
        }
      }
    }
  }
}
