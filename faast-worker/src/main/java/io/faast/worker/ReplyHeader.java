package io.faast.worker;

/**
 * What every final reply tells.
 *
 * @param call the number of the call
 * @param attempt the number of the attempt
 * @param startedEpochNanos when the worker took the request, in ns since 1970 of the worker's clock
 * @param executionNanos how long the user's method ran, in ns by a monotonic clock
 * @param usedHeapBytes heap in use when the method ended, in bytes, garbage included
 * @since 0.1.0
 */
public record ReplyHeader(
    long call, int attempt, long startedEpochNanos, long executionNanos, long usedHeapBytes) {

  void writeTo(MessageWriter w, int kind) {
    Wire.writeHead(w, kind, 0, attempt, call);
    w.writeLong(startedEpochNanos);
    w.writeLong(executionNanos);
    w.writeLong(usedHeapBytes);
  }
}
