package io.faast.emulator.gcp.run;

import io.faast.emulator.core.PrintedOutput;
import io.faast.emulator.core.ProcessMemory;
import io.faast.emulator.core.Response;
import io.faast.emulator.gcp.iam.MetadataServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A container: a process that serves some requests at once. Guarded by itself. */
final class Instance {
  private static final long PROBE_MILLIS = 10;
  private static final long EXIT_SECONDS = 10;

  /** What is added to the number of the signal that ended a process. */
  private static final int SIGNAL = 128;

  /** How long the death of a process may lag behind that of its connections. */
  private static final long LAG_MILLIS = 2_000;

  private static final int MAX_ANSWER = 32 << 20;

  final String id;
  private final Revision revision;
  private final Machine machine;
  private final RunConfig config;
  private final RevisionLog log;
  private final PrintedOutput output;
  private final CompletableFuture<String> ready = new CompletableFuture<>();
  private final long launched = System.nanoTime();
  private @Nullable Process process;
  private @Nullable MetadataServer metadata;
  private @Nullable Port port;
  private int number;
  private boolean doomed;
  private boolean outOfMemory;

  Instance(String id, Revision revision, Machine machine, RunConfig config, RevisionLog log) {
    this.id = id;
    this.revision = revision;
    this.machine = machine;
    this.config = config;
    this.log = log;
    output = new PrintedOutput(machine.command().output(id));
  }

  /** Completes when it listens, with an empty text, or will never, with the reason. */
  CompletableFuture<String> ready() {
    return ready;
  }

  /** Returns for how many nanoseconds it has been wanted. */
  long age() {
    return System.nanoTime() - launched;
  }

  /** Starts the process. Runs on a thread that may block. */
  void launch(Path jar) {
    String failure = "it is not wanted any more";
    Process started = null;
    synchronized (this) {
      if (!doomed) {
        try {
          port = new Port();
          number = port.number();
          metadata =
              new MetadataServer(
                  machine.place(), machine.identities(), config.serviceAccount(), id);
          started = machine.command().start(config, jar, id, number, metadata.host());
          process = started;
        } catch (IOException e) {
          failure = String.valueOf(e.getMessage());
        }
      }
    }
    // Without the lock: a process that has ended already is told of here.
    if (started != null) {
      var unused = started.onExit().thenAccept(ended -> exited(ended.exitValue()));
      probe(started);
    } else {
      ready.complete("The instance could not be started: " + failure);
      revision.gone(this);
      closePort();
    }
  }

  private void probe(Process started) {
    var unused =
        machine
            .clock()
            .schedule(
                () -> {
                  if (ready.isDone() || !started.isAlive()) {
                    return;
                  }
                  if (Port.answers(number)) {
                    ready.complete("");
                  } else if (age() > machine.startLimit().toNanos()) {
                    destroy();
                  } else {
                    probe(started);
                  }
                },
                PROBE_MILLIS,
                TimeUnit.MILLISECONDS);
  }

  /** Hands over a request. */
  void deliver(Waiting waiting) {
    CompletableFuture<Response> call = machine.calls().send(number, waiting.request());
    ScheduledFuture<?> limit =
        machine
            .clock()
            .schedule(
                () -> call.completeExceptionally(new TimeoutException()),
                config.timeout().toNanos(),
                TimeUnit.NANOSECONDS);
    if (waiting.kill()) {
      destroy();
    }
    var unused =
        call.whenComplete(
            (response, failure) -> {
              limit.cancel(false);
              fetchLog();
              if (failure == null) {
                end(waiting, answered(response));
              } else if (cause(failure) instanceof TimeoutException) {
                end(
                    waiting,
                    new Served(Pages.plain(504, "upstream request timeout"), id, Pages.TIMEOUT));
              } else if (cause(failure) instanceof ConnectException && !waiting.kill()) {
                destroy(); // it has just ended, or will: the request never reached it
                revision.again(this, waiting);
              } else {
                broken(waiting);
              }
            });
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  private Served answered(Response response) {
    return response.body().length > MAX_ANSWER
        ? new Served(Pages.serverError(), id, Pages.TOO_LARGE)
        : new Served(response, id, null);
  }

  /** The connection is gone: the process is, too, or will be in a moment, or it closed it. */
  private void broken(Waiting waiting) {
    Process running;
    synchronized (this) {
      running = process;
    }
    CompletableFuture<?> end =
        running == null
            ? CompletableFuture.completedFuture(null)
            : running
                .onExit()
                .thenApply(ended -> 0)
                .completeOnTimeout(0, LAG_MILLIS, TimeUnit.MILLISECONDS);
    var unused = end.whenComplete((ended, failure) -> dead(running, waiting));
  }

  /** Nothing else may be given to an instance that has ended, so that comes first. */
  private void dead(@Nullable Process ended, Waiting waiting) {
    if (ended == null || !ended.isAlive()) {
      revision.gone(this);
    }
    end(waiting, new Served(Pages.unavailable(), id, outOfMemory() ? Pages.MEMORY : Pages.BROKEN));
  }

  private void end(Waiting waiting, Served served) {
    machine.meters().runRequest();
    revision.left(this);
    waiting.served().complete(served);
  }

  private synchronized boolean outOfMemory() {
    return outOfMemory;
  }

  /** Looks at the memory, and ends the process if it uses too much. */
  void checkMemory() {
    long used;
    synchronized (this) {
      Process running = process;
      if (running == null || outOfMemory || doomed) {
        return;
      }
      used = ProcessMemory.ownMb(running.pid());
      if (used <= config.memoryMb()) {
        return;
      }
      outOfMemory = true;
    }
    fetchLog();
    log.system(
        id,
        "ERROR",
        "Memory limit of "
            + config.memoryMb()
            + " MiB exceeded with "
            + used
            + " MiB used. Consider increasing the memory limit, see"
            + " https://cloud.google.com/run/docs/configuring/memory-limits");
    destroy();
  }

  private void exited(int code) {
    fetchLog();
    boolean wanted;
    synchronized (this) {
      wanted = doomed;
    }
    if (!wanted) {
      String how =
          code > SIGNAL ? "terminated on signal " + (code - SIGNAL) : "called exit(" + code + ")";
      log.system(id, "WARNING", "Container " + how + ".");
    }
    ready.complete("The instance ended with exit code " + code + " before it listened.");
    revision.gone(this);
    closePort();
  }

  private void closePort() {
    MetadataServer server;
    Port kept;
    synchronized (this) {
      server = metadata;
      kept = port;
      metadata = null;
      port = null;
    }
    if (server != null) {
      server.close();
    }
    if (kept != null) {
      try {
        kept.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Fetches what the process has printed. */
  void fetchLog() {
    synchronized (output) {
      output.fetch().forEach(line -> log.printed(id, line));
    }
  }

  synchronized long pid() {
    return process == null ? -1 : process.pid();
  }

  /** Ends the process and whatever it has started. */
  synchronized void destroy() {
    doomed = true;
    Process running = process;
    if (running != null) {
      List<ProcessHandle> descendants = running.descendants().toList();
      running.destroyForcibly();
      descendants.forEach(ProcessHandle::destroyForcibly);
    }
  }

  /** Waits until the process has ended. */
  void awaitEnd() {
    Process running;
    synchronized (this) {
      running = process;
    }
    if (running != null) {
      try {
        running.onExit().completeOnTimeout(running, EXIT_SECONDS, TimeUnit.SECONDS).join();
      } catch (CancellationException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
