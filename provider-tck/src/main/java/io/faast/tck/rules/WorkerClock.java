package io.faast.tck.rules;

import io.faast.spi.AttemptListener;
import io.faast.spi.Outcome;
import io.faast.tck.probe.FaultyProvider;
import io.faast.worker.ProtocolException;
import io.faast.worker.ReplyMessage;
import java.nio.ByteBuffer;
import java.time.Duration;

/** Lets workers say when they began by a clock that is off. */
final class WorkerClock {
  /** Where an answer says it, behind its head. */
  private static final int STARTED_AT = 16;

  private WorkerClock() {}

  static FaultyProvider.Fault ahead(Duration by) {
    return (way, attempt, listener) ->
        way.invoke(
            attempt,
            new AttemptListener() {
              @Override
              public void onItem(ByteBuffer item) {
                listener.onItem(item);
              }

              @Override
              public void onOutcome(Outcome outcome) {
                listener.onOutcome(
                    outcome instanceof Outcome.Answered answered ? later(answered, by) : outcome);
              }
            });
  }

  private static Outcome later(Outcome.Answered answered, Duration by) {
    ByteBuffer from = answered.response();
    ByteBuffer changed = ByteBuffer.allocate(from.remaining()).put(from.duplicate()).flip();
    long started = started(from) + by.toNanos();
    changed.putLong(STARTED_AT, started);
    if (started(changed) != started) {
      throw new IllegalStateException("Answers are laid out otherwise now; change STARTED_AT");
    }
    return new Outcome.Answered(changed, answered.report());
  }

  private static long started(ByteBuffer answer) {
    try {
      if (ReplyMessage.read(answer.duplicate()) instanceof ReplyMessage.Value value) {
        return value.header().startedEpochNanos();
      }
      throw new IllegalStateException("A function that returns a value has answered otherwise");
    } catch (ProtocolException e) {
      throw new IllegalStateException("A worker's answer cannot be read", e);
    }
  }
}
