package io.faast.examples.audit;

import io.faast.FaastModule;
import io.faast.examples.Units;
import io.faast.examples.Usage;
import java.time.Duration;
import java.util.Locale;

/** How far the audit is. Written by one thread, read by another. */
final class AuditProgress {
  private final FaastModule<JarAudit> module;
  private final int jars;
  private final long bytes;
  private final long start = System.nanoTime();
  private int jarsDone;
  private long bytesDone;

  AuditProgress(FaastModule<JarAudit> module, int jars, long bytes) {
    this.module = module;
    this.jars = jars;
    this.bytes = bytes;
  }

  synchronized void done(long jarBytes) {
    jarsDone++;
    bytesDone += jarBytes;
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  synchronized int jarsDone() {
    return jarsDone;
  }

  /** Returns a line that fits on a terminal. */
  synchronized String line() {
    double seconds = elapsed().toNanos() / 1e9;
    String left =
        bytesDone == 0
            ? "?"
            : Units.time(
                Duration.ofMillis((long) (1e3 * seconds * (bytes - bytesDone) / bytesDone)));
    return String.format(
        Locale.ROOT,
        "%s/%s jars  %.0f jars/s  %s/s  %d in flight  %s  ETA %s",
        Units.count(jarsDone),
        Units.count(jars),
        jarsDone / seconds,
        Units.bytes((long) (bytesDone / seconds)),
        module.stats().running(),
        Usage.cost(module.costSnapshot()),
        left);
  }

  /** Returns what it took. */
  synchronized String summary() {
    double seconds = elapsed().toNanos() / 1e9;
    return String.format(
        Locale.ROOT,
        "Done in %s: %.0f jars/s, %s/s",
        Units.time(elapsed()),
        jarsDone / seconds,
        Units.bytes((long) (bytesDone / seconds)));
  }
}
