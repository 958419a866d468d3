package io.faast.aws;

import io.faast.aws.worker.Envelope;
import io.faast.spi.AttemptReport;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Makes reports of attempts: by Lambda's own account where there is one. */
final class Reports {
  /** Lambda hands over the last 4 KB of a log; a shorter text is all of it. */
  private static final int TAIL_BYTES = 4_096;

  private static final int LOG_EVENT_BYTES = 26;

  private final int memoryMb;
  private final URI logUrl;

  Reports(int memoryMb, URI logUrl) {
    this.memoryMb = memoryMb;
    this.logUrl = logUrl;
  }

  /** Returns the log that came with an answer, decoded. */
  static String log(@Nullable String tail) {
    if (tail == null) {
      return "";
    }
    try {
      return new String(Base64.getDecoder().decode(tail), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return ""; // it is no part of the answer that matters
    }
  }

  /** Reports an attempt that Lambda answered directly. */
  AttemptReport direct(
      String log,
      @Nullable Envelope answer,
      @Nullable String executionId,
      long payloadBytes,
      long elapsedNanos) {
    ReportLine line = ReportLine.find(log);
    long billed = line == null ? Usage.billed(elapsedNanos) : Usage.billed(line.billedNanos());
    long measured = line == null ? elapsedNanos : Math.min(billed, line.durationNanos());
    double[] usage = new double[Usage.METERS];
    usage[Usage.REQUESTS] = 1;
    usage[Usage.MEMORY_TIME] = Usage.gigabyteSeconds(memoryMb, billed);
    usage[Usage.QUEUE_REQUESTS] = answer == null ? 0 : answer.number(Envelope.REQUESTS, 0);
    usage[Usage.LOG_INGESTION] = Usage.gigabytes(logBytes(log));
    usage[Usage.DATA_OUT] = Usage.gigabytes(payloadBytes);
    return new AttemptReport(
        worker(answer),
        executionId,
        line == null ? 0 : line.initNanos(),
        measured,
        billed,
        usage,
        logUrl(answer));
  }

  /** CloudWatch takes each event for its text and some bytes more; here a line is one. */
  static long logBytes(String log) {
    long lines = log.lines().count();
    return Math.min(TAIL_BYTES, log.getBytes(StandardCharsets.UTF_8).length)
        + lines * LOG_EVENT_BYTES;
  }

  /**
   * Reports an attempt that was answered by the queue: by the worker's own clock.
   *
   * @param requests as how many requests the answer's message is billed
   */
  AttemptReport byQueue(Envelope answer, long requests) {
    long nanos = Math.max(0, answer.number(Envelope.NANOS, 0));
    long init = Math.max(0, answer.number(Envelope.INIT_NANOS, 0));
    long billed = Usage.billed(nanos + init);
    double[] usage = new double[Usage.METERS];
    usage[Usage.REQUESTS] = 1;
    usage[Usage.MEMORY_TIME] = Usage.gigabyteSeconds(memoryMb, billed);
    usage[Usage.QUEUE_REQUESTS] = requests + answer.number(Envelope.REQUESTS, 0);
    return new AttemptReport(
        worker(answer), answer.get(Envelope.EXECUTION), init, nanos, billed, usage, logUrl(answer));
  }

  /** Reports an attempt of which nothing is known but that it was sent, and when. */
  AttemptReport elapsed(long nanos, @Nullable String executionId) {
    long billed = Usage.billed(nanos);
    double[] usage = new double[Usage.METERS];
    usage[Usage.REQUESTS] = 1;
    usage[Usage.MEMORY_TIME] = Usage.gigabyteSeconds(memoryMb, billed);
    return new AttemptReport("unknown", executionId, 0, nanos, billed, usage, logUrl);
  }

  /**
   * Reports an event that failed.
   *
   * @param line what Lambda's log says of it; without it, all the time since it was sent counts
   */
  AttemptReport failedEvent(
      @Nullable ReportLine line, long elapsedNanos, String executionId, long requests) {
    long billed = Usage.billed(line == null ? elapsedNanos : line.billedNanos());
    double[] usage = new double[Usage.METERS];
    usage[Usage.REQUESTS] = 1;
    usage[Usage.MEMORY_TIME] = Usage.gigabyteSeconds(memoryMb, billed);
    usage[Usage.QUEUE_REQUESTS] = requests;
    return new AttemptReport(
        "unknown",
        executionId,
        line == null ? 0 : line.initNanos(),
        line == null ? elapsedNanos : Math.min(billed, line.durationNanos()),
        billed,
        usage,
        logUrl);
  }

  /** Reports an event that no function took; it was told of through the queue. */
  AttemptReport refused(long requests) {
    AttemptReport report = unused();
    report.usage()[Usage.QUEUE_REQUESTS] = requests;
    return report;
  }

  /** Reports an attempt that no function took. */
  AttemptReport unused() {
    return new AttemptReport("", null, 0, 0, 0, new double[Usage.METERS], logUrl);
  }

  private static String worker(@Nullable Envelope answer) {
    String name = answer == null ? null : answer.get(Envelope.WORKER);
    return name == null ? "unknown" : name;
  }

  private URI logUrl(@Nullable Envelope answer) {
    String stream = answer == null ? null : answer.get(Envelope.WORKER);
    // A worker that began with a snapshot does not know its stream; streams have [version] in them.
    return stream == null || !stream.contains("[") ? logUrl : Places.logStream(logUrl, stream);
  }
}
