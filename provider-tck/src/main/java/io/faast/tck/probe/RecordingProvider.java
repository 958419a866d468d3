package io.faast.tck.probe;

import io.faast.spi.Attempt;
import io.faast.spi.AttemptListener;
import io.faast.spi.Deployment;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.FaastProvider;
import io.faast.spi.Invocation;
import io.faast.spi.Outcome;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Records what passes between the engine and a provider, and changes nothing.
 *
 * @since 0.1.0
 */
public final class RecordingProvider extends DelegatingProvider {
  private final Recording recording = new Recording();

  /** Makes a recorder in front of {@code delegate}. */
  public RecordingProvider(FaastProvider delegate) {
    super(delegate);
  }

  /** Returns what was recorded so far; it goes on. */
  public Recording recording() {
    return recording;
  }

  @Override
  public CompletionStage<Deployment> deploy(DeploymentSpec spec) {
    recording.deployed(spec);
    return super.deploy(spec).thenApply(Recorded::new);
  }

  private final class Recorded extends DelegatingDeployment {
    Recorded(Deployment delegate) {
      super(delegate);
      recording.metered(delegate.meters());
    }

    @Override
    public Invocation invoke(Attempt attempt, AttemptListener listener) {
      RecordedAttempt recorded = recording.started(attempt);
      AtomicBoolean ended = new AtomicBoolean();
      return super.invoke(
          attempt,
          new AttemptListener() {
            @Override
            public void onItem(ByteBuffer item) {
              listener.onItem(item);
            }

            @Override
            public void onOutcome(Outcome outcome) {
              if (ended.compareAndSet(false, true)) {
                recording.ended(recorded, outcome);
              }
              listener.onOutcome(outcome);
            }
          });
    }
  }
}
