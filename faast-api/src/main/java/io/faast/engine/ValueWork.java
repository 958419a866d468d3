package io.faast.engine;

import io.faast.Call;
import io.faast.worker.ReplyMessage;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Work whose answer is one value. */
final class ValueWork<R> extends Work {
  private static final System.Logger LOG = System.getLogger("io.faast");

  final CallImpl<R> call;
  private final @Nullable Consumer<? super Call<R>> onSettled;

  ValueWork(
      Engine engine,
      FunctionHandle<R> function,
      CallOptions options,
      long id,
      @Nullable Consumer<? super Call<R>> onSettled) {
    super(engine, function, options, id);
    this.onSettled = onSettled;
    this.call = new CallImpl<>(this);
  }

  /** Returns whether the pool leaves the completion to who was told. */
  boolean hooked() {
    return onSettled != null;
  }

  @Override
  void accept(AttemptRun attempt, ReplyMessage reply) {
    if (reply instanceof ReplyMessage.Value value) {
      settle(new Settled.Returned(value.value()), attempt);
    } else {
      failed(attempt, Failure.protocol("The end of a stream came as the answer.", null, logUrl()));
    }
  }

  @Override
  void item(AttemptRun attempt, ByteBuffer item) {
    // An item cannot be an answer; the attempt still owes one, or loses it.
    LOG.log(Level.WARNING, "Call {0} got an item of a stream, but it is no stream.", id);
  }

  @Override
  void publish(Settled how) {
    call.publish(how, onSettled == null);
    if (onSettled != null) {
      try {
        onSettled.accept(call);
      } catch (RuntimeException e) {
        LOG.log(Level.ERROR, "What waits for call " + id + " failed.", e);
      }
    }
  }
}
