package io.faast.tck.probe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The steps that a provider takes in its substrate, such as requests to a control plane or files
 * that it makes. A target tells of each before it is taken, and is told how it goes wrong. A rule
 * says which one does. Thread-safe.
 *
 * @since 0.1.0
 */
public final class Steps {
  private final List<Step> taken = new ArrayList<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private @Nullable Step breaking;
  private StepFailure failure = StepFailure.REFUSED;

  /**
   * One step: steps that run at the same time come in any order, so it is known by what it does.
   *
   * @param action what it does, such as {@code sqs:CreateQueue}
   * @param nth which of those that do this, from 1
   * @since 0.1.0
   */
  public record Step(String action, int nth) {
    @Override
    public String toString() {
      return action + (nth == 1 ? "" : " (number " + nth + ")");
    }
  }

  /** Makes steps of which none goes wrong. */
  public Steps() {}

  /**
   * Called by the target for each step, before it is taken.
   *
   * @param action what it does, the same words whenever the same is done
   * @return how it goes wrong, or empty if it does not
   */
  public synchronized Optional<StepFailure> take(String action) {
    Step step = new Step(action, counts.merge(action, 1, Integer::sum));
    taken.add(step);
    return step.equals(breaking) ? Optional.of(failure) : Optional.empty();
  }

  /** Called by rules: from now on steps are counted anew, and none goes wrong. */
  public synchronized void watch() {
    taken.clear();
    counts.clear();
    breaking = null;
  }

  /** Called by rules: from now on steps are counted anew, and that one goes wrong so. */
  public synchronized void breakOff(Step step, StepFailure how) {
    watch();
    breaking = step;
    failure = how;
  }

  /** Returns what was taken since the last call of {@link #watch} or {@link #breakOff}. */
  public synchronized List<Step> taken() {
    return List.copyOf(taken);
  }
}
