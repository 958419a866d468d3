package io.faast.spi;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * The functions of one module, ready to be called. Safe for use by many threads; no method blocks
 * but {@link #learn}.
 *
 * @since 0.1.0
 */
public interface Deployment {
  /**
   * Begins one attempt of a call, and tells {@code listener} how it goes. The listener gets exactly
   * one outcome for every attempt, whatever dies, also when this deployment is closed meanwhile. A
   * failure to begin is an outcome too, never an exception. The listener may be called before this
   * method returns, on any thread, and does not block.
   */
  Invocation invoke(Attempt attempt, AttemptListener listener);

  /**
   * Returns what is metered and what it costs, the same list during the life of the deployment. The
   * numbers of {@link AttemptReport#usage()} and {@link #ownUsage()} are in its order.
   */
  List<Meter> meters();

  /**
   * Returns what the deployment itself has used so far, beyond its attempts, in order of meters.
   */
  double[] ownUsage();

  /**
   * Returns where the logs of all workers can be read.
   *
   * @throws UnsupportedCapabilityException if the provider refuses {@link Capability#LOGS}
   */
  URI logUrl();

  /**
   * Is told what functions lacked although it is on the client's class path, so that the next
   * deployment of the module brings it. Called at most once for each thing, and may take the time
   * to write a file.
   *
   * @param classes binary names of classes to bundle, with all their members
   * @param resources names of resources to bundle, with slashes
   * @return whether the next deployment will have something that this one has not; false by default
   */
  default boolean learn(Set<String> classes, Set<String> resources) {
    return false;
  }

  /**
   * Ends attempts that still run as {@link FailureKind#CANCELLED} and deletes everything that was
   * created. Never fails: what could not be deleted is in the report. Later calls return the same
   * stage.
   */
  CompletionStage<CleanupReport> close();
}
