package io.faast.emulator.aws.lambda;

import io.faast.emulator.aws.core.Credentials;
import io.faast.emulator.aws.lambda.Invocation.Outcome;
import io.faast.emulator.core.Json;
import io.faast.emulator.core.ProcessMemory;
import io.faast.emulator.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An execution environment: a process that gets one event after the other. Its life follows "the
 * Lambda execution environment lifecycle" of the developer guide. Guarded by itself; calls the
 * fleet only for its books.
 */
final class Instance {
  /** The answers of a function, 6 MB and what goes around them. */
  private static final int MAX_ANSWER = 6_291_556;

  final String token;
  final LambdaFunction function;
  final FunctionConfig config;
  final InstanceLog log;
  private final CodePackage code;
  private final Fleet fleet;

  /** Whether the initialisation counts as part of the first invocation, having failed before. */
  private final boolean secondTry;

  private final long launched = System.nanoTime();
  private @Nullable Process process;
  private @Nullable Credentials credentials;
  private @Nullable CompletableFuture<Response> waiting;
  private @Nullable Invocation current;
  private @Nullable ScheduledFuture<?> timeout;
  private @Nullable Outcome answer;
  private byte @Nullable [] initError;
  private boolean initialised;
  private boolean dead;
  private boolean doomed;
  private boolean killed;
  private boolean outOfMemory;
  private boolean timedOut;
  private long initNanos;
  private long started;
  private long usedMb;

  Instance(String token, Invocation first, InstanceLog log, Fleet fleet, boolean secondTry) {
    this.token = token;
    this.function = first.function();
    this.config = first.config();
    this.code = first.code();
    this.log = log;
    this.fleet = fleet;
    this.secondTry = secondTry;
    current = first;
  }

  /** What the process may use, as far as it asks for it: an instance from a snapshot does. */
  synchronized void credentials(Credentials given) {
    credentials = given;
  }

  /** Hands out the credentials; the process shows that it was told where they are. */
  synchronized Response credentials(@Nullable String authorization) {
    Credentials own = credentials;
    if (own == null || !token.equals(authorization)) {
      return Response.empty(403);
    }
    return Response.of(
        200,
        "application/json",
        Json.bytes(
            Json.object()
                .put("AccessKeyId", own.accessKeyId())
                .put("SecretAccessKey", own.secretAccessKey())
                .put("Token", own.sessionToken())
                .put("Expiration", fleet.now().plus(Duration.ofHours(1)).toString())));
  }

  /** The process runs; without one, the instance has died. */
  synchronized void launched(Process newProcess) {
    process = newProcess;
    log.add(
        "INIT_START Runtime Version: java:"
            + config.runtime().replace("java", "")
            + ".emulated\tRuntime Version ARN: none");
    timeout =
        secondTry
            ? fleet.later(TimeUnit.SECONDS.toNanos(config.timeoutSeconds()), this::late)
            : fleet.later(fleet.initLimitNanos(), this::late);
    var unused = newProcess.onExit().thenAccept(ended -> exited(ended.exitValue()));
    if (doomed) {
      destroy();
    }
  }

  /** The process asks for an event: it is initialised, or done with the last one. */
  synchronized CompletableFuture<Response> next() {
    CompletableFuture<Response> poll = new CompletableFuture<>();
    waiting = poll;
    if (!initialised) {
      initialised = true;
      cancelTimeout();
      initNanos = System.nanoTime() - launched;
      fleet.started();
      Invocation first = current;
      if (first != null) {
        deliver(first);
      }
    } else if (current != null) {
      finish(answer == null ? new Outcome(null, new byte[0], "") : answer, null, null);
    }
    return poll;
  }

  /** Hands over an event; the instance must be idle, or just initialised. */
  synchronized void deliver(Invocation invocation) {
    CompletableFuture<Response> poll = waiting;
    if (poll == null || dead) {
      fleet.again(invocation, false); // it has ended while it was idle
      return;
    }
    current = invocation;
    answer = null;
    waiting = null;
    log.begin("START RequestId: " + invocation.requestId() + " Version: " + function.version());
    started = secondTry && initNanos > 0 ? System.nanoTime() - initNanos : System.nanoTime();
    long limit = TimeUnit.SECONDS.toNanos(config.timeoutSeconds());
    timeout = fleet.later(started + limit - System.nanoTime(), this::late);
    poll.complete(
        Response.of(200, "application/json", invocation.event())
            .with("Lambda-Runtime-Aws-Request-Id", invocation.requestId())
            .with("Lambda-Runtime-Invoked-Function-Arn", function.arn)
            .with(
                "Lambda-Runtime-Deadline-Ms",
                String.valueOf(fleet.millis() + TimeUnit.NANOSECONDS.toMillis(limit)))
            .with("Lambda-Runtime-Trace-Id", "Root=1-00000000-000000000000000000000000"));
    if (invocation.kill()) {
      destroy();
    }
  }

  /** The process has answered an event. */
  synchronized Response answered(String requestId, byte[] body, boolean error) {
    Invocation invocation = current;
    if (invocation == null || !invocation.requestId().equals(requestId) || answer != null) {
      return runtimeError(400, "InvalidRequestID");
    }
    if (body.length > MAX_ANSWER) {
      String message =
          "Response payload size ("
              + body.length
              + " bytes) exceeded maximum allowed payload size ("
              + MAX_ANSWER
              + " bytes).";
      answer =
          new Outcome(
              "Unhandled",
              Json.bytes(
                  Json.object()
                      .put("errorType", "Function.ResponseSizeTooLarge")
                      .put("errorMessage", message)),
              "");
      return runtimeError(413, "RequestEntityTooLarge");
    }
    answer = new Outcome(error ? "Unhandled" : null, body, "");
    return accepted();
  }

  /** The process could not be initialised; it is going to end. */
  synchronized Response initFailed(byte[] body) {
    initError = body;
    return accepted();
  }

  private static Response accepted() {
    return Response.of(
        202, "application/json", "{\"status\":\"OK\"}".getBytes(StandardCharsets.UTF_8));
  }

  private static Response runtimeError(int status, String type) {
    return Response.of(
        status,
        "application/json",
        Json.bytes(Json.object().put("errorType", type).put("errorMessage", type)));
  }

  private synchronized void late() {
    if (!dead && current != null) {
      timedOut = true;
      usedMb = peakMb();
      destroy();
    }
  }

  /** Looks at the memory, and ends the process if it uses too much. */
  synchronized void checkMemory() {
    Process running = process;
    if (running != null && current != null && !dead) {
      long own = ProcessMemory.ownMb(running.pid());
      usedMb = Math.max(usedMb, own);
      if (own > config.memoryMb()) {
        outOfMemory = true;
        destroy();
      }
    }
  }

  private synchronized void exited(int code) {
    if (dead) {
      return;
    }
    dead = true;
    cancelTimeout();
    log.fetch();
    fleet.gone(this, !initialised);
    Invocation invocation = current;
    if (invocation == null) {
      return;
    }
    // The code alone does not tell a signal from an exit with 128 and the signal's number.
    String signal = killed ? "signal: killed" : "exit status " + code;
    String type = outOfMemory ? "Runtime.OutOfMemory" : "Runtime.ExitError";
    String message = "Runtime exited with error: " + signal;
    if (code == 0) {
      message = "Runtime exited without providing a reason";
    }
    if (!initialised) {
      initEnded(invocation, type, message);
    } else if (timedOut) {
      log.add(fleet.now() + " " + invocation.requestId() + " " + invocation.timedOut() + "\n");
      fail("Sandbox.Timedout", invocation.timedOut());
    } else if (answer != null) {
      finish(answer, null, null);
    } else {
      fail(type, message);
    }
  }

  private void initEnded(Invocation invocation, String type, String message) {
    byte[] reported = initError;
    initNanos = System.nanoTime() - launched;
    String status = timedOut ? "timeout" : "error\tError Type: " + type;
    log.add(
        "INIT_REPORT Init Duration: "
            + Report.millis(initNanos)
            + " ms\tPhase: "
            + (secondTry ? "invoke" : "init")
            + "\tStatus: "
            + status);
    if (!secondTry) {
      fleet.again(invocation, true);
      return;
    }
    started = launched;
    log.begin("START RequestId: " + invocation.requestId() + " Version: " + function.version());
    if (timedOut) {
      log.add(fleet.now() + " " + invocation.requestId() + " " + invocation.timedOut() + "\n");
      fail("Sandbox.Timedout", invocation.timedOut());
    } else if (reported != null) {
      finish(new Outcome("Unhandled", reported, ""), "error", type);
    } else {
      fail(type, message);
    }
  }

  private void fail(String type, String message) {
    Invocation invocation = current;
    if (invocation != null) {
      boolean late = type.equals("Sandbox.Timedout");
      if (!late) {
        log.add("RequestId: " + invocation.requestId() + " Error: " + message + "\n" + type);
      }
      finish(
          new Outcome("Unhandled", invocation.failure(type, message), ""),
          late ? "timeout" : "error",
          late ? null : type);
    }
  }

  private void finish(Outcome how, @Nullable String status, @Nullable String errorType) {
    Invocation invocation = current;
    if (invocation == null) {
      return;
    }
    cancelTimeout();
    current = null;
    long limit = TimeUnit.SECONDS.toNanos(config.timeoutSeconds());
    long nanos = Math.min(limit, System.nanoTime() - started);
    long used = outOfMemory ? config.memoryMb() : Math.max(usedMb, peakMb());
    Report report =
        new Report(
            timedOut ? limit : nanos,
            secondTry ? 0 : initNanos,
            function.snapshot(),
            config.memoryMb(),
            used,
            status,
            errorType);
    initNanos = 0;
    log.add("END RequestId: " + invocation.requestId());
    log.add(report.line(invocation.requestId()));
    if (!dead) {
      fleet.idle(this); // before the caller knows, so that its next call finds this instance
    }
    fleet.finished(invocation, report, new Outcome(how.error(), how.payload(), log.tail()));
  }

  private long peakMb() {
    Process running = process;
    return running == null || dead ? 0 : ProcessMemory.peakMb(running.pid());
  }

  private void cancelTimeout() {
    ScheduledFuture<?> running = timeout;
    if (running != null) {
      running.cancel(false);
    }
  }

  /** Returns whether the function is still what it was when this instance was started. */
  boolean isCurrent() {
    return config.equals(function.config) && code.equals(function.code);
  }

  synchronized boolean busy() {
    return current != null;
  }

  synchronized long pid() {
    return process == null ? -1 : process.pid();
  }

  /** Ends the process and whatever it has started. */
  synchronized void destroy() {
    Process running = process;
    if (running == null) {
      doomed = true; // it is only being started
      return;
    }
    killed = true;
    List<ProcessHandle> descendants = running.descendants().toList();
    running.destroyForcibly();
    descendants.forEach(ProcessHandle::destroyForcibly);
  }

  /** Ends when the process has ended. */
  synchronized CompletableFuture<?> ended() {
    return process == null ? CompletableFuture.completedFuture(null) : process.onExit();
  }

  /** The process could not be started at all. */
  synchronized void notLaunched(String why, boolean counted) {
    initialised = true;
    dead = true;
    fleet.gone(this, counted);
    started = System.nanoTime();
    fail("Runtime.InvalidEntrypoint", why);
  }
}
