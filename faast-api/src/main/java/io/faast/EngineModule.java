package io.faast;

import io.faast.FaastException.Kind;
import io.faast.engine.Engine;
import io.faast.spi.CleanupReport;
import io.faast.spi.DeploymentSpec;
import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A module whose calls go through the engine, which it owns. */
final class EngineModule<M> extends EngineFunctions<M> implements FaastModule<M> {
  private final Class<M> module;
  private final String provider;
  private final FaastOptions options;
  private final String runId;
  private final AtomicBoolean closed = new AtomicBoolean();

  EngineModule(
      Class<M> module,
      String provider,
      FaastOptions options,
      DeploymentSpec spec,
      FunctionTable functions,
      Engine engine) {
    super(
        new ModuleContext(
            functions, engine, spec.concurrency(), options.maxQueued(), spec.timeout()));
    this.module = module;
    this.provider = provider;
    this.options = options;
    this.runId = spec.run().runId();
  }

  @Override
  public Class<M> moduleClass() {
    return module;
  }

  @Override
  public String provider() {
    return provider;
  }

  @Override
  public FaastOptions options() {
    return options;
  }

  @Override
  public String runId() {
    return runId;
  }

  @Override
  public CostSnapshot costSnapshot() {
    return engine().costSnapshot();
  }

  @Override
  public ModuleStats stats() {
    return engine().stats();
  }

  @Override
  public FunctionStats stats(String function) {
    return engine().stats(functions().named(function).name());
  }

  @Override
  public FunctionStats statsReference(Serializable function) {
    return engine().stats(functions().find(function).name());
  }

  @Override
  public Subscription onStats(Duration every, Consumer<StatsEvent> listener) {
    OptionRange.check("every", every, Duration.ofMillis(1), Duration.ofDays(1));
    return engine().onStats(every, listener);
  }

  @Override
  public URI logUrl() {
    return engine().logUrl();
  }

  @Override
  public void close() {
    CleanupReport report = closeAsync().join();
    if (closed.compareAndSet(false, true) && !report.complete()) {
      throw new FaastException(
          Kind.INFRASTRUCTURE,
          "Run "
              + runId
              + " could not delete all that it created: "
              + String.join(" ", report.failures()),
          "Delete it by hand, or with `faast gc " + provider + "`.",
          null);
    }
  }

  @Override
  public CompletableFuture<CleanupReport> closeAsync() {
    return engine().close();
  }
}
