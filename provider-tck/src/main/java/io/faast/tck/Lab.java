package io.faast.tck;

import io.faast.FaastException;
import io.faast.FaastOptions;
import io.faast.spi.Capability;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.FaastProvider;
import io.faast.spi.Limits;
import io.faast.spi.ProviderOptions;
import io.faast.spi.RunTag;
import io.faast.tck.TckTarget.Fragile;
import io.faast.tck.probe.BeaconWatch;
import io.faast.tck.probe.Patience;
import io.faast.tck.probe.RawDeployment;
import io.faast.tck.probe.RecordingProvider;
import io.faast.tck.probe.SpecBuilder;
import io.faast.tck.probe.Steps;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * What a rule works with: the provider, modules and deployments of it, and ways to look at it from
 * outside. What a rule opens here is closed when it ends; what it shares lives as long as the run.
 *
 * @since 0.1.0
 */
public final class Lab {
  private final Session session;
  private final Set<Class<?>> drives;
  private final Witness witness;
  private final Deque<Closeable> closing = new ArrayDeque<>();

  Lab(Session session, Set<Class<?>> drives) {
    this.session = session;
    this.drives = drives;
    this.witness = new Witness(session.provider());
  }

  /** Returns the target of the run. */
  public TckTarget target() {
    return session.target();
  }

  /** Returns the provider that is tried. */
  public FaastProvider provider() {
    return witness;
  }

  /** Returns what the rule saw so far. */
  Evidence evidence() {
    return witness.evidence();
  }

  /** Returns the options that it is tried with. */
  public ProviderOptions options() {
    return session.target().options();
  }

  /** Returns the numbers that the provider is held to. */
  public Limits limits() {
    return provider().info().limits();
  }

  /** Returns whether the provider has {@code capability}. */
  public boolean supports(Capability capability) {
    return provider().info().supports(capability);
  }

  /** Returns for how long a rule waits before it says that something hangs. */
  public Duration patience() {
    return session.longestWait();
  }

  /** Returns the module of that class with default options that the rules share. */
  public <M> Opened<M> shared(Class<M> module) {
    return session.shared().module(module);
  }

  /** Opens a module of the rule's own. */
  public <M> Opened<M> open(Class<M> module, UnaryOperator<FaastOptions> options) {
    return open(provider(), module, options);
  }

  /** Opens a module of the rule's own on a provider that stands in front of the one tried. */
  public <M> Opened<M> open(
      FaastProvider inFront, Class<M> module, UnaryOperator<FaastOptions> options) {
    Opened<M> opened =
        Opening.open(
            session,
            new RecordingProvider(inFront),
            module,
            options.apply(FaastOptions.defaults()));
    closing.push(() -> Opening.close(session, opened));
    return opened;
  }

  /**
   * Returns the deployment of that class that the rules share, one after the other.
   *
   * @throws IllegalStateException if the rule's annotation does not say that it drives it
   */
  public RawDeployment rawShared(Class<?> module) {
    if (!drives.contains(module)) {
      throw new IllegalStateException(
          "A rule that uses this says so: @Rule(drives = " + module.getSimpleName() + ".class)");
    }
    return session.shared().deployment(module);
  }

  /** Deploys a module of the rule's own, to be driven without the engine. */
  public RawDeployment deploy(Class<?> module, UnaryOperator<SpecBuilder> changes) {
    return deploy(changes.apply(spec(module)).build());
  }

  /** Deploys a module of the rule's own, to be driven without the engine. */
  public RawDeployment deploy(DeploymentSpec spec) {
    return deploy(witness, spec);
  }

  /** Deploys a module of the rule's own on another provider, to be driven without the engine. */
  public RawDeployment deploy(FaastProvider on, DeploymentSpec spec) {
    RawDeployment deployed = Opening.deploy(session, on, spec);
    closing.push(() -> Opening.close(session, deployed));
    return deployed;
  }

  /** Begins what to deploy, with a new run's tag. */
  public SpecBuilder spec(Class<?> module) {
    return Opening.spec(session, module);
  }

  /** Begins what to deploy, with that tag. */
  public SpecBuilder spec(Class<?> module, RunTag run) {
    return new SpecBuilder(run, module, options(), limits());
  }

  /** Returns the tag of a new run. */
  public RunTag newRun() {
    return session.newRun();
  }

  /** Returns the socket that functions report to. */
  public BeaconWatch beacons() {
    return session.shared().beacons();
  }

  /** Names what exists in the substrate for a run, as the target sees it. */
  public List<String> existing(String runId) {
    try {
      List<String> found = target().existing(runId);
      witness.saw(found);
      return found;
    } catch (Exception e) {
      throw new AssertionError("The target cannot tell what exists for run " + runId, e);
    }
  }

  /**
   * Makes a place in which steps go wrong, see {@link TckTarget#fragile}; the rule closes it.
   *
   * @throws TestAbortedException if the target has none
   */
  public Fragile fragile(Steps steps) {
    try {
      return target()
          .fragile(steps)
          .orElseThrow(
              () ->
                  new TestAbortedException(
                      "the target lets no step of a deployment go wrong (TckTarget.fragile)"));
    } catch (TestAbortedException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError("The target cannot make a place in which steps go wrong: " + e, e);
    }
  }

  /**
   * Returns the provider as it is in a client whose clock is ahead by so much, or behind.
   *
   * @throws TestAbortedException if the target cannot tell
   */
  public FaastProvider providerAhead(Duration by) {
    FaastProvider there =
        target()
            .providerAt(() -> Instant.now().plus(by))
            .orElseThrow(
                () ->
                    new TestAbortedException(
                        "the target has no provider with another clock (TckTarget.providerAt)"));
    return witness.of(session.witness().of(there));
  }

  /** Leaves behind what a crashed client leaves. */
  public void leaveBehind(RunTag run) {
    try {
      target().leaveBehind(run);
      session.witness().sawAnother();
    } catch (Exception e) {
      throw new AssertionError("The target cannot leave a run behind: " + e, e);
    }
  }

  /** Waits for a value; a failure breaks the rule. */
  @SuppressWarnings("NullAway") // Null where T allows it.
  public <T extends @Nullable Object> T value(CompletionStage<T> stage) {
    Settled<T> settled = Settled.await(stage, session.patience(), "the call");
    if (settled.failure() != null) {
      throw new AssertionError(
          "This should have succeeded, but failed with " + settled.failure(), settled.failure());
    }
    return settled.value();
  }

  /** Waits for a failure and returns it, without the wrappers of futures. */
  public Throwable failure(CompletionStage<?> stage) {
    Settled<?> settled = Settled.await(stage, session.patience(), "the call");
    if (settled.failure() == null) {
      throw new AssertionError("This should have failed, but its value is " + settled.value());
    }
    return settled.failure();
  }

  /** Waits for a failure of ours of that kind. */
  public FaastException failure(CompletionStage<?> stage, FaastException.Kind kind) {
    Throwable failure = failure(stage);
    if (failure instanceof FaastException faast && faast.kind() == kind) {
      return faast;
    }
    throw new AssertionError(
        "This should have failed as " + kind + ", but failed with " + failure, failure);
  }

  /** Does blocking work on another thread, so that it cannot hang the rule. */
  public <T extends @Nullable Object> T within(Supplier<T> blocking) {
    return value(CompletableFuture.supplyAsync(blocking, Lab::onItsOwnThread));
  }

  /** Not in a pool: what blocks for one rule would hold up another's. */
  private static void onItsOwnThread(Runnable blocking) {
    Thread thread = new Thread(blocking, "tck-within");
    thread.setDaemon(true);
    thread.start();
  }

  /** Tries to open a module that must be refused, and returns with what it was. */
  public Refusal refusal(Class<?> module, UnaryOperator<FaastOptions> options) {
    RecordingProvider provider = new RecordingProvider(provider());
    return Opening.refusal(session, provider, module, options.apply(FaastOptions.defaults()));
  }

  /**
   * Waits for something outside of this process that tells nobody when it happens, such as a log
   * that is written by and by: looks again and again, until it holds.
   */
  public void until(BooleanSupplier holds, String otherwise) {
    Patience.Wait wait = session.patience().begin();
    while (!holds.getAsBoolean()) {
      if (wait.over()) {
        throw new AssertionError(otherwise + " within " + wait.seconds() + " s");
      }
      LockSupport.parkNanos(10_000_000);
    }
  }

  /** Reads a log until it contains {@code text}, and returns it. */
  public String logWith(String text, URI where) {
    String[] log = {""};
    until(
        () -> {
          log[0] = log(where);
          return log[0].contains(text);
        },
        "What a function printed (\"" + text + "\") is not in the log at " + where);
    return log[0];
  }

  private String log(URI where) {
    try {
      return target().log(where);
    } catch (IOException e) {
      throw new AssertionError("The log at " + where + " cannot be read: " + e, e);
    }
  }

  /** Closes what the rule opened. */
  void closeAll() {
    Closing.all(closing);
  }
}
