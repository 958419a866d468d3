package io.faast.tck.mutants;

import io.faast.spi.Attempt;
import io.faast.spi.AttemptListener;
import io.faast.spi.Deployment;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.FaastProvider;
import io.faast.spi.Invocation;
import io.faast.spi.Outcome;
import io.faast.tck.probe.FaultyProvider;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Runs every stream on two workers at once, and so more functions than the concurrency allows. The
 * items of the one are held until the other has produced one, so that both certainly run.
 */
final class OverCommitted implements Invocation {
  private final Queue<ByteBuffer> held = new ConcurrentLinkedQueue<>();
  private final AttemptListener listener;
  private final Invocation seen;
  private final Invocation shadow;
  private volatile boolean both;

  private OverCommitted(Deployment way, Attempt attempt, AttemptListener listener) {
    this.listener = listener;
    shadow = way.invoke(attempt, new Shadow());
    seen = way.invoke(attempt, new Seen());
  }

  static FaastProvider of(FaastProvider provider) {
    return new FaultyProvider(
        Defects.spec(OverCommitted::twiceAsWide).apply(provider),
        (way, attempt, listener) ->
            attempt.stream()
                ? new OverCommitted(way, attempt, listener)
                : way.invoke(attempt, listener));
  }

  private static DeploymentSpec twiceAsWide(DeploymentSpec spec) {
    return new DeploymentSpec(
        spec.run(),
        spec.module(),
        spec.memoryMb(),
        spec.timeout(),
        2 * spec.concurrency(),
        spec.environment(),
        spec.includeClasses(),
        spec.includeFiles(),
        spec.excludes(),
        spec.mode(),
        spec.description(),
        spec.options(),
        spec.progress());
  }

  @Override
  public void cancel() {
    shadow.cancel();
    seen.cancel();
  }

  @Override
  public void request(long items) {
    shadow.request(items);
    seen.request(items);
  }

  private void tell() {
    if (both) {
      for (ByteBuffer item = held.poll(); item != null; item = held.poll()) {
        listener.onItem(item);
      }
    }
  }

  private final class Seen implements AttemptListener {
    @Override
    public void onItem(ByteBuffer item) {
      held.add(item);
      tell();
    }

    @Override
    public void onOutcome(Outcome outcome) {
      listener.onOutcome(outcome);
    }
  }

  private final class Shadow implements AttemptListener {
    @Override
    public void onItem(ByteBuffer item) {
      both = true;
      tell();
    }

    @Override
    public void onOutcome(Outcome outcome) {}
  }
}
