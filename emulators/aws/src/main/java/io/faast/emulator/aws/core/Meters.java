package io.faast.emulator.aws.core;

import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** Counts what is billed. Thread-safe. */
public final class Meters {
  private static final long SQS_CHUNK = 64 << 10;

  private final LongAdder lambdaRequests = new LongAdder();
  private final LongAdder lambdaMegabyteMillis = new LongAdder();
  private final LongAdder lambdaArmMegabyteMillis = new LongAdder();
  private final LongAdder sqsRequests = new LongAdder();
  private final LongAdder s3Writes = new LongAdder();
  private final LongAdder s3Reads = new LongAdder();
  private final DoubleAdder s3GigabyteMonths = new DoubleAdder();
  private final LongAdder logBytes = new LongAdder();
  private final LongAdder dataOutBytes = new LongAdder();

  /** Counts an invocation that ran. */
  public void lambda(int memoryMb, boolean arm, long billedMillis) {
    lambdaRequests.increment();
    lambdaMegabyteMillis.add(memoryMb * billedMillis);
    if (arm) {
      lambdaArmMegabyteMillis.add(memoryMb * billedMillis);
    }
  }

  /** Counts a request to SQS: every 64 KiB of payload are one, and nothing is one too. */
  public void sqs(long payloadBytes) {
    sqsRequests.add(Math.max(1, (payloadBytes + SQS_CHUNK - 1) / SQS_CHUNK));
  }

  /** Counts what a request that was counted without its payload comes to with it. */
  public void sqsMore(long payloadBytes) {
    sqsRequests.add(Math.max(0, (payloadBytes - 1) / SQS_CHUNK));
  }

  /** Counts a PUT, COPY, POST or LIST. */
  public void s3Write() {
    s3Writes.increment();
  }

  /** Counts a GET or any other request of S3. */
  public void s3Read() {
    s3Reads.increment();
  }

  /** Counts what lay in S3 for some time, by months of 744 hours. */
  public void s3Stored(long bytes, long nanos) {
    s3GigabyteMonths.add(bytes / 0x1p30 * (nanos / 1e9 / 3_600 / 744));
  }

  /** Counts what is taken in as log. */
  public void log(long bytes) {
    logBytes.add(bytes);
  }

  /** Counts what leaves the region. */
  public void dataOut(Caller to, long bytes) {
    if (!to.inside()) {
      dataOutBytes.add(bytes);
    }
  }

  /** Returns the sums up to now. */
  public Bill bill() {
    return new Bill(
        lambdaRequests.sum(),
        lambdaMegabyteMillis.sum(),
        lambdaArmMegabyteMillis.sum(),
        sqsRequests.sum(),
        s3Writes.sum(),
        s3Reads.sum(),
        s3GigabyteMonths.sum(),
        logBytes.sum(),
        dataOutBytes.sum());
  }
}
