package io.faast.local;

import io.faast.local.worker.LaunchOrder;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One worker process, and the thread that starts it and then collects what it prints. */
final class LocalWorker implements Runnable {
  /** How a worker stands; changed by the pool alone. */
  enum State {
    STARTING,
    IDLE,
    BUSY,
    DEAD
  }

  private static final long STACK_BYTES = 128 << 10;
  private static final long EXIT_MILLIS = 250;
  private static final long LOG_MILLIS = 5_000;

  /**
   * A JVM calls in after a tenth of a second; an overloaded machine gets three hundred times that.
   */
  private static final long START_NANOS = 30_000_000_000L;

  private final WorkerCommand command;
  private final LaunchOrder order;
  private final WorkerPool pool;
  private final LogPump log;
  private final Path directory;
  private final URI logUrl;
  private final CompletableFuture<Process> process = new CompletableFuture<>();
  private final CompletableFuture<Void> finished = new CompletableFuture<>();
  private volatile @Nullable Connection connection;

  // Changed only under the pool's lock.
  volatile State state = State.STARTING;
  volatile @Nullable RunningAttempt attempt;
  final long startedNanos = System.nanoTime();
  long initNanos;
  boolean served;
  volatile boolean letGo;
  long deadline = startedNanos + START_NANOS;
  long cancelDeadline;

  LocalWorker(
      WorkerCommand command, LaunchOrder order, WorkerPool pool, LogPump log, Path directory) {
    this.command = command;
    this.order = order;
    this.pool = pool;
    this.log = log;
    this.directory = directory;
    logUrl = log.file().toUri();
  }

  void start() {
    Thread thread = new Thread(null, this, "faast-local-" + id(), STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
  }

  int number() {
    return order.worker();
  }

  String id() {
    return "w" + order.worker();
  }

  byte[] token() {
    return order.token();
  }

  URI logUrl() {
    return logUrl;
  }

  String logTail() {
    return log.tail().strip();
  }

  /** Returns the connection, or null as long as the worker has not called in. */
  @Nullable Connection connection() {
    return connection;
  }

  void connected(Connection newConnection) {
    connection = newConnection;
  }

  @Override
  public void run() {
    try {
      PrivateDirectory.create(directory);
      PrivateDirectory.createFile(log.file());
      Process child = command.start(number(), directory);
      process.complete(child);
      var unusedExit = child.onExit().whenComplete((ended, e) -> pool.exited(this));
      pool.started(this);
      try (OutputStream in = child.getOutputStream()) {
        order.writeTo(in);
      } catch (IOException e) {
        child.destroyForcibly(); // it has ended already, or never will understand us
      }
      log.pump(child.getInputStream());
    } catch (IOException | RuntimeException e) {
      if (process.completeExceptionally(e)) {
        pool.notStarted(this, e);
      }
    } finally {
      finished.complete(null);
    }
  }

  /** Returns the id of the process, or -1 if it could not be started. */
  long pid() {
    Process child = process.getNow(null);
    return child == null ? -1 : child.pid();
  }

  /** Ends the process and what it has started. */
  void destroy() {
    var unused =
        process.thenAccept(
            child -> {
              List<ProcessHandle> descendants = child.descendants().toList();
              child.destroyForcibly();
              descendants.forEach(ProcessHandle::destroyForcibly);
            });
    Connection open = connection;
    if (open != null) {
      open.close();
    }
  }

  /** Lets an idle worker end by itself: it does when its connection ends. */
  void dismiss() {
    Connection open = connection;
    if (open == null) {
      destroy();
    } else {
      open.close();
    }
  }

  /** Returns whether its process has ended, and as it should. */
  boolean endedWell() {
    Process child = process.getNow(null);
    return child != null && !child.isAlive() && child.exitValue() == 0;
  }

  /** Its process ended before it called in. */
  void startFailed() {
    command.startFailed(number());
  }

  /**
   * Returns the code with which the process ends, once all that it printed is in the log. A process
   * that has lost its connection but goes on is ended.
   */
  CompletableFuture<Integer> exitCode() {
    return process
        .thenCompose(
            child -> {
              CompletableFuture<Process> exit = child.onExit();
              CompletableFuture<Process> soon = exit.copy();
              var unusedForce =
                  soon.orTimeout(EXIT_MILLIS, TimeUnit.MILLISECONDS)
                      .whenComplete(
                          (ended, late) -> {
                            if (late != null) {
                              destroy();
                            }
                          });
              return exit;
            })
        .thenCombine(logged(), (child, done) -> child.exitValue());
  }

  /** A process that inherited the output may keep it open for ever, so this does not wait long. */
  private CompletableFuture<Void> logged() {
    return process
        .thenCompose(Process::onExit)
        .thenCompose(
            ended -> finished.copy().completeOnTimeout(null, LOG_MILLIS, TimeUnit.MILLISECONDS));
  }

  /** Ends when the process has ended, however it was started. */
  CompletableFuture<?> ended() {
    return process.thenCompose(Process::onExit).thenCombine(logged(), (child, done) -> child);
  }
}
