package io.faast.tck.probe;

import io.faast.spi.AttemptListener;
import io.faast.spi.Invocation;
import io.faast.spi.Outcome;
import io.faast.worker.MethodCodec;
import io.faast.worker.ProtocolException;
import io.faast.worker.ReplyMessage;
import io.faast.worker.ValueException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One attempt, driven without the engine; keeps everything that the provider tells. Thread-safe.
 *
 * @since 0.1.0
 */
public final class RawCall implements AttemptListener {
  private final String function;
  private final MethodCodec codec;
  private final Patience patience;
  private final List<Outcome> outcomes = new ArrayList<>();
  private final List<ByteBuffer> items = new ArrayList<>();
  private @Nullable Invocation invocation;

  RawCall(String function, MethodCodec codec, Patience patience) {
    this.function = function;
    this.codec = codec;
    this.patience = patience;
  }

  void began(Invocation begun) {
    invocation = begun;
  }

  /** Returns what the provider returned for the attempt. */
  public Invocation invocation() {
    if (invocation == null) {
      throw new AssertionError("Deployment.invoke returned null for " + function);
    }
    return invocation;
  }

  @Override
  public synchronized void onItem(ByteBuffer item) {
    items.add(item);
    notifyAll();
  }

  @Override
  public synchronized void onOutcome(Outcome outcome) {
    outcomes.add(outcome);
    notifyAll();
  }

  /** Returns the outcomes so far: one, if the provider is right and the attempt has ended. */
  public synchronized List<Outcome> outcomes() {
    return List.copyOf(outcomes);
  }

  /** Returns how many items have come. */
  public synchronized int itemCount() {
    return items.size();
  }

  /** Waits for the outcome. */
  public synchronized Outcome outcome() {
    await(() -> !outcomes.isEmpty(), "no outcome");
    return outcomes.get(0);
  }

  /** Waits for a failure, and returns it. */
  public Outcome.Failed failure() {
    Outcome outcome = outcome();
    if (outcome instanceof Outcome.Failed failed) {
      return failed;
    }
    throw new AssertionError(
        "The attempt at " + function + " should have failed, but the worker answered " + reply());
  }

  /** Waits for the worker's answer, and returns it decoded. */
  public ReplyMessage reply() {
    Outcome outcome = outcome();
    if (outcome instanceof Outcome.Answered answered) {
      try {
        return ReplyMessage.read(answered.response());
      } catch (ProtocolException e) {
        throw new AssertionError("The answer of " + function + " is not what a worker writes", e);
      }
    }
    Outcome.Failed failed = (Outcome.Failed) outcome;
    throw new AssertionError(
        "The attempt at "
            + function
            + " should have been answered, but failed: "
            + failed.kind()
            + ", "
            + failed.message(),
        failed.cause());
  }

  /** Waits for the value that the function returned. */
  public @Nullable Object value() {
    ReplyMessage reply = reply();
    if (reply instanceof ReplyMessage.Value value) {
      try {
        return codec.readResult(value.value());
      } catch (ValueException e) {
        throw new AssertionError("The result of " + function + " cannot be read", e);
      }
    }
    throw new AssertionError(function + " should have returned a value, but answered " + reply);
  }

  /** Waits until {@code count} items have come. */
  public synchronized void awaitItems(int count) {
    await(() -> items.size() >= count || !outcomes.isEmpty(), "fewer than " + count + " items");
    if (items.size() < count) {
      throw new AssertionError(
          "The stream of " + function + " ended after " + items.size() + " items, not " + count);
    }
  }

  /** Returns the values of the items by their sequence numbers; the same item twice counts once. */
  public synchronized SortedMap<Long, @Nullable Object> items() {
    TreeMap<Long, @Nullable Object> values = new TreeMap<>();
    for (ByteBuffer encoded : items) {
      try {
        ReplyMessage.Item item = (ReplyMessage.Item) ReplyMessage.read(encoded.duplicate());
        values.put(item.sequence(), codec.readItem(item.value()));
      } catch (ProtocolException | ValueException e) {
        throw new AssertionError("An item of " + function + " cannot be read", e);
      }
    }
    return values;
  }

  private interface Condition {
    boolean holds();
  }

  private synchronized void await(Condition condition, String otherwise) {
    Patience.Wait wait = patience.begin();
    while (!condition.holds()) {
      if (wait.over()) {
        throw new AssertionError(
            otherwise + " from " + function + " within " + wait.seconds() + " s");
      }
      try {
        wait(Patience.LOOK_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted while waiting for " + function, e);
      }
    }
  }
}
