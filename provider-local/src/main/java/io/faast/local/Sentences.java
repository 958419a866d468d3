package io.faast.local;

import io.faast.spi.AttemptReport;
import io.faast.spi.FailureKind;
import io.faast.spi.Outcome;
import io.faast.worker.ProtocolException;
import io.faast.worker.ReplyMessage;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What people are told when an attempt ends otherwise than by an answer. */
final class Sentences {
  private Sentences() {}

  static String cancelled() {
    return "The attempt was cancelled.";
  }

  static String closed() {
    return "The deployment was closed while the attempt ran.";
  }

  static Outcome crash(
      LocalWorker worker, RunningAttempt attempt, @Nullable Integer code, AttemptReport report) {
    if (attempt.cancelled) {
      return new Outcome.Failed(FailureKind.CANCELLED, cancelled(), report);
    }
    String ended = code == null ? "how it ended is not known" : ExitStatus.describe(code);
    if (code != null && ExitStatus.outOfMemory(code, worker.logTail())) {
      return new Outcome.Failed(
          FailureKind.OUT_OF_MEMORY,
          "Worker "
              + worker.id()
              + " ran out of memory ("
              + lastLine(worker)
              + "). Give the function"
              + " more memory, or let it hold less.",
          report);
    }
    return new Outcome.Failed(
        FailureKind.CRASHED,
        "Worker "
            + worker.id()
            + " ended before "
            + attempt.attempt().function()
            + " returned: "
            + ended
            + ". What it printed is in "
            + worker.logUrl(),
        report);
  }

  static String startFailed(LocalWorker worker, @Nullable Integer code) {
    return "Worker "
        + worker.id()
        + " ended before it could take a call: "
        + (code == null ? "how it ended is not known" : ExitStatus.describe(code))
        + printed(worker);
  }

  static String notStarted(LocalWorker worker, Exception why) {
    return "Worker " + worker.id() + " could not be started: " + why.getMessage();
  }

  private static String printed(LocalWorker worker) {
    String tail = worker.logTail();
    return tail.isEmpty() ? ". It printed nothing." : ". The last that it printed:\n" + tail;
  }

  private static String lastLine(LocalWorker worker) {
    String tail = worker.logTail();
    return tail.substring(tail.lastIndexOf('\n') + 1);
  }

  /** Reads the refusal of a worker that ran out of something that ends no JVM. */
  static String refused(ByteBuffer reply) {
    try {
      if (ReplyMessage.read(reply) instanceof ReplyMessage.Refused refused) {
        return refused.message();
      }
    } catch (ProtocolException e) {
      return "The worker ran out of memory; its answer could not be read: " + e.getMessage();
    }
    return "The worker ran out of memory.";
  }
}
