package io.faast.local;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes the class-data archive for the runs to come, in a JVM of its own that loads the bundle's
 * classes and runs none of the module's code.
 *
 * <p>It is begun once the first call is answered, and belongs to the deployment: it ends with it,
 * finished or not. If the client is killed, the JVM ends since its standard input does.
 */
final class ArchiveTraining implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("io.faast.local");
  private static final long LIMIT_SECONDS = 60;

  /** A client makes one archive at a time; who comes second leaves it to the next run. */
  private static final Semaphore ONE = new Semaphore(1);

  private final ClassArchive archive;
  private final WorkerCommand command;
  private final RunDirectory run;
  private @Nullable Process process;
  private boolean closed;
  private boolean begun;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  ArchiveTraining(ClassArchive archive, WorkerCommand command, RunDirectory run) {
    this.archive = archive;
    this.command = command;
    this.run = run;
  }

  /** Begins in the background, once. */
  synchronized void begin() {
    if (!closed && !begun) {
      begun = true;
      var unused =
          LocalProvider.inBackground("archive", this::makeOrTell)
              .whenComplete((done, failure) -> ended.complete(null));
    }
  }

  /** Ends when the archive is made or given up, or when this was closed before it began. */
  CompletableFuture<Void> ended() {
    return ended;
  }

  private Object makeOrTell() throws InterruptedException {
    if (ONE.tryAcquire()) {
      try {
        make();
      } catch (IOException e) {
        if (!isClosed()) {
          LOG.log(Level.DEBUG, "No class-data archive could be made.", e);
        }
      } finally {
        ONE.release();
      }
    }
    return this;
  }

  private void make() throws IOException, InterruptedException {
    if (!archive.wanted()) {
      return; // another process was faster
    }
    Path directory = PrivateDirectory.create(run.path().resolve("archive"));
    Path temporary = archive.temporary(String.valueOf(run.path().getFileName()));
    try {
      boolean good =
          succeeds(command.training(directory, temporary))
              && Files.exists(temporary)
              && succeeds(command.trial(directory, temporary));
      if (good) {
        archive.publish(temporary);
      } else if (!isClosed()) {
        archive.giveUp();
      }
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private boolean succeeds(ProcessBuilder builder) throws IOException, InterruptedException {
    Process child;
    synchronized (this) {
      if (closed) {
        return false;
      }
      child = builder.start();
      process = child;
    }
    if (!child.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      child.destroyForcibly().waitFor();
    }
    return child.exitValue() == 0;
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  /** Ends it, and returns when nothing of it is left but what is in the run's directory. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      if (process != null) {
        process.destroyForcibly();
      }
      if (!begun) {
        ended.complete(null);
      }
    }
    ended.join();
  }
}
