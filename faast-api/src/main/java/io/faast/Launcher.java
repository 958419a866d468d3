package io.faast;

import io.faast.FaastException.Kind;
import io.faast.engine.Engine;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.FaastProvider;
import io.faast.spi.ProviderOptions;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * Deploys modules to one provider; {@link Faast#using} makes it. Immutable.
 *
 * @since 0.1.0
 */
public final class Launcher {
  private final FaastProvider provider;
  private final ProviderOptions providerOptions;

  Launcher(FaastProvider provider, ProviderOptions providerOptions) {
    this.provider = Objects.requireNonNull(provider, "provider");
    this.providerOptions = Objects.requireNonNull(providerOptions, "options");
  }

  /** Deploys {@code module} with default options; see {@link Faast}. */
  public <M> FaastModule<M> faast(Class<M> module) {
    return faast(module, FaastOptions.defaults());
  }

  /**
   * Deploys {@code module}, and waits until it is there; see {@link Faast}.
   *
   * @throws FaastException if the module or an option is of no use, or the deployment fails; of
   *     kind {@code CANCELLED} if this thread is interrupted, which then stays interrupted
   */
  public <M> FaastModule<M> faast(Class<M> module, FaastOptions options) {
    CompletableFuture<FaastModule<M>> deployment = faastAsync(module, options);
    try {
      return deployment.get();
    } catch (ExecutionException e) {
      throw unchecked(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      deployment.cancel(true);
      Thread.currentThread().interrupt();
      throw new FaastException(
          Kind.CANCELLED,
          "The deployment of " + module.getName() + " was given up, as its thread was interrupted.",
          "What was created meanwhile is being deleted.",
          e);
    }
  }

  /** Deploys {@code module} with default options, without blocking; see {@link Faast}. */
  public <M> CompletableFuture<FaastModule<M>> faastAsync(Class<M> module) {
    return faastAsync(module, FaastOptions.defaults());
  }

  /** Deploys {@code module} without blocking; see {@link Faast}. */
  public <M> CompletableFuture<FaastModule<M>> faastAsync(Class<M> module, FaastOptions options) {
    return attempt(() -> deploy(module, options));
  }

  @SuppressWarnings("FutureReturnValueIgnored") // what depends on them never throws
  private <M> CompletableFuture<FaastModule<M>> deploy(Class<M> module, FaastOptions options) {
    ModuleCheck.check(module);
    DeploymentPlan plan = DeploymentPlan.of(provider, providerOptions, module, options);
    DeploymentSpec spec = plan.spec();
    CompletableFuture<FaastModule<M>> deployment = new CompletableFuture<>();
    CompletableFuture<Engine> start = Engine.start(provider, spec, plan.engine());
    FunctionTable functions = functions(module, start); // while the deployment goes on
    start.whenComplete(
        (engine, failure) -> {
          if (engine == null) {
            deployment.completeExceptionally(failure);
          } else if (!deployment.complete(
              new EngineModule<>(module, plan.provider(), options, spec, functions, engine))) {
            engine.close();
          }
        });
    deployment.whenComplete(
        (deployed, failure) -> {
          if (deployment.isCancelled()) {
            start.cancel(true);
          }
        });
    return deployment;
  }

  private static FunctionTable functions(Class<?> module, CompletableFuture<Engine> start) {
    try {
      return new FunctionTable(module);
    } catch (RuntimeException | Error e) {
      start.cancel(true);
      throw e;
    }
  }

  private static RuntimeException unchecked(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return failure instanceof RuntimeException unchecked
        ? unchecked
        : new CompletionException(failure);
  }

  /** Runs what begins an asynchronous operation; what it throws ends the returned future. */
  static <T> CompletableFuture<T> attempt(Supplier<CompletableFuture<T>> operation) {
    try {
      return operation.get();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
