package io.faast.local;

import io.faast.local.worker.Frames;
import io.faast.local.worker.LaunchOrder;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;

/** Makes the workers of one run. */
final class WorkerFactory {
  /** A module is built once, and may read in what it needs, so this is not the timeout alone. */
  private static final Duration SHORTEST_WARM_UP = Duration.ofSeconds(10);

  private final WorkerCommand command;
  private final Endpoint endpoint;
  private final String module;
  private final String runId;
  private final int memoryMb;
  private final Path runDirectory;
  private final Path logs;
  private final long logLimit;
  private final long warmNanos;
  private final SecureRandom random;
  private int last;

  WorkerFactory(
      WorkerCommand command,
      Endpoint endpoint,
      String module,
      String runId,
      int memoryMb,
      Path runDirectory,
      Path logs,
      long logLimit,
      Duration timeout,
      SecureRandom random) {
    this.random = random;
    this.command = command;
    this.endpoint = endpoint;
    this.module = module;
    this.runId = runId;
    this.memoryMb = memoryMb;
    this.runDirectory = runDirectory;
    this.logs = logs;
    this.logLimit = logLimit;
    warmNanos = (timeout.compareTo(SHORTEST_WARM_UP) > 0 ? timeout : SHORTEST_WARM_UP).toNanos();
  }

  /** Makes the next worker; start it. */
  synchronized LocalWorker next(WorkerPool pool) {
    int number = ++last;
    byte[] token = new byte[Frames.TOKEN];
    random.nextBytes(token);
    LaunchOrder order =
        new LaunchOrder(
            endpoint.socket(),
            endpoint.port(),
            number,
            token,
            module,
            LocalProvider.NAME,
            runId,
            memoryMb,
            LocalLimits.PAYLOAD_BYTES);
    String id = "w" + number;
    LogPump log = new LogPump(logs.resolve(id + ".log"), logLimit);
    return new LocalWorker(command, order, pool, log, runDirectory.resolve(id));
  }

  /** Returns how long a worker may take from its first word until it can take calls, in ns. */
  long warmNanos() {
    return warmNanos;
  }

  URI logUrl() {
    return logs.toUri();
  }
}
