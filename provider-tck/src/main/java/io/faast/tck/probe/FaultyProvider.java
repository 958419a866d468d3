package io.faast.tck.probe;

import io.faast.spi.Attempt;
import io.faast.spi.AttemptListener;
import io.faast.spi.Deployment;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.FaastProvider;
import io.faast.spi.Invocation;
import java.util.concurrent.CompletionStage;

/**
 * A provider whose way to the functions has faults, planned by the attempt.
 *
 * @since 0.1.0
 */
public final class FaultyProvider extends DelegatingProvider {
  private final Fault fault;

  /** What happens to an attempt on its way. */
  public interface Fault {
    /** Begins {@code attempt} at {@code way}, or does instead what the fault does. */
    Invocation invoke(Deployment way, Attempt attempt, AttemptListener listener);
  }

  /** An invocation of an attempt that never reached the provider. */
  public static final Invocation NOT_SENT =
      new Invocation() {
        @Override
        public void cancel() {}

        @Override
        public void request(long items) {}
      };

  /** Puts {@code fault} on the way to {@code delegate}. */
  public FaultyProvider(FaastProvider delegate, Fault fault) {
    super(delegate);
    this.fault = fault;
  }

  @Override
  public CompletionStage<Deployment> deploy(DeploymentSpec spec) {
    return super.deploy(spec)
        .thenApply(
            deployment ->
                new DelegatingDeployment(deployment) {
                  @Override
                  public Invocation invoke(Attempt attempt, AttemptListener listener) {
                    return fault.invoke(deployment, attempt, listener);
                  }
                });
  }
}
