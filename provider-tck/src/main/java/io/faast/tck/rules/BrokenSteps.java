package io.faast.tck.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faast.spi.CleanupReport;
import io.faast.spi.Deployment;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.ProviderException;
import io.faast.tck.Lab;
import io.faast.tck.TckTarget.Fragile;
import io.faast.tck.functions.StreamFunctions;
import io.faast.tck.probe.SpecBuilder;
import io.faast.tck.probe.StepFailure;
import io.faast.tck.probe.Steps;
import io.faast.tck.probe.Steps.Step;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Lets each step of a deployment go wrong in turn, and looks at what becomes of it. */
final class BrokenSteps {
  /** Of steps that do the same, such as to look whether something is ready, so many are tried. */
  private static final int MOST_OF_A_KIND = 4;

  private final Lab lab;
  private final StepFailure how;

  BrokenSteps(Lab lab, StepFailure how) {
    this.lab = lab;
    this.how = how;
  }

  /** How a deployment ended: one of both is null. */
  private record Ended(@Nullable Deployment deployed, @Nullable Throwable failure) {}

  /**
   * The first deployment to a place may take steps that later ones need not, such as to make a role
   * that all share: for each of these there is a place where nothing was deployed yet.
   */
  void tryAll() {
    Steps steps = new Steps();
    try (Fragile place = lab.fragile(steps)) {
      Set<Step> first = withoutFailure(place, steps);
      Set<Step> later = withoutFailure(place, steps);
      assertFalse(first.isEmpty(), "TckTarget.fragile tells of no step of a deployment");
      for (Step step : later) {
        withFailure(place, steps, step);
      }
      first.removeAll(later);
      first.forEach(this::inNewPlace);
    } catch (IOException e) {
      throw new AssertionError("The place in which steps go wrong could not be closed: " + e, e);
    }
  }

  private void inNewPlace(Step step) {
    Steps steps = new Steps();
    try (Fragile place = lab.fragile(steps)) {
      withFailure(place, steps, step);
      // What is shared, and was left half made, must not be in the way of all that come later.
      withoutFailure(place, steps);
    } catch (IOException e) {
      throw new AssertionError("The place in which steps go wrong could not be closed: " + e, e);
    }
  }

  /** Returns the steps that are worth trying. */
  private Set<Step> withoutFailure(Fragile place, Steps steps) {
    steps.watch();
    DeploymentSpec spec = spec(place);
    Deployment deployed = lab.value(place.provider().deploy(spec));
    Set<Step> taken = new LinkedHashSet<>(steps.taken());
    taken.removeIf(step -> step.nth() > MOST_OF_A_KIND);
    closeAndLook(place, spec, deployed, "where nothing went wrong");
    return taken;
  }

  private void withFailure(Fragile place, Steps steps, Step step) {
    String when = "where step " + step + " " + how;
    DeploymentSpec spec = spec(place);
    steps.breakOff(step, how);
    Ended ended;
    try {
      ended = lab.value(deploy(place, spec));
    } catch (AssertionError e) {
      throw new AssertionError("A deployment " + when + ": " + e.getMessage(), e);
    }
    steps.watch();
    if (ended.deployed() != null) {
      closeAndLook(place, spec, ended.deployed(), when);
      return;
    }
    ProviderException failed =
        assertInstanceOf(
            ProviderException.class, ended.failure(), "how a deployment failed " + when);
    String message = String.valueOf(failed.getMessage());
    String words = how == StepFailure.REFUSED ? place.refusal() : "";
    assertTrue(
        failed.getMessage() != null && !message.isBlank() && message.contains(words),
        () -> "the message does not tell the reason \"" + words + "\" " + when + ": " + message);
    assertNothingLeft(place, spec, "after a deployment that failed " + when);
  }

  private static CompletionStage<Ended> deploy(Fragile place, DeploymentSpec spec) {
    return place
        .provider()
        .deploy(spec)
        .handle(
            (deployed, failure) ->
                new Ended(
                    deployed,
                    failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure));
  }

  private DeploymentSpec spec(Fragile place) {
    return new SpecBuilder(lab.newRun(), StreamFunctions.class, place.options(), lab.limits())
        .concurrency(1)
        .build();
  }

  private void closeAndLook(Fragile place, DeploymentSpec spec, Deployment deployed, String when) {
    CleanupReport report = lab.value(deployed.close());
    assertTrue(report.complete(), () -> "close could not delete " + report.failures() + " " + when);
    assertNothingLeft(place, spec, "after close, " + when);
  }

  private static void assertNothingLeft(Fragile place, DeploymentSpec spec, String when) {
    try {
      assertEquals(List.of(), place.existing(spec.run().runId()), "what exists " + when);
    } catch (Exception e) {
      throw new AssertionError("The place cannot tell what exists in it", e);
    }
  }
}
