package io.faast.engine;

import io.faast.FaastException;
import io.faast.FaastException.Kind;
import io.faast.spi.Capability;
import io.faast.spi.Deployment;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.FaastProvider;
import io.faast.spi.Limits;
import io.faast.spi.ProviderException;
import io.faast.spi.ProviderInfo;
import io.faast.spi.UnsupportedCapabilityException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Checks what is asked for, deploys it, and makes the engine. */
final class Start {
  private Start() {}

  static CompletableFuture<Engine> start(
      FaastProvider provider, DeploymentSpec spec, EngineOptions options, Scheduler scheduler) {
    CompletableFuture<Engine> started = new CompletableFuture<>();
    CompletionStage<Deployment> deploying;
    try {
      check(provider.name(), provider.info(), spec);
      deploying = provider.deploy(spec);
    } catch (RuntimeException e) {
      started.completeExceptionally(e instanceof FaastException ? e : failed(provider, e));
      return started;
    }
    // The user's actions that depend on the result must not hold up a thread of the provider.
    deploying.whenCompleteAsync(
        (deployment, failure) -> {
          if (deployment == null) {
            started.completeExceptionally(failed(provider, failure));
            return;
          }
          Engine engine = new Engine(provider, spec, options, scheduler, deployment);
          OpenEngines.add(engine);
          engine.collectGarbage();
          if (!started.complete(engine)) {
            CompletableFuture<?> unused = engine.close();
          }
        },
        Completions.POOL);
    return started;
  }

  private static void check(String provider, ProviderInfo info, DeploymentSpec spec) {
    Limits limits = info.limits();
    int memory = spec.memoryMb();
    if (memory < limits.minMemoryMb()
        || memory > limits.maxMemoryMb()
        || (memory - limits.minMemoryMb()) % limits.memoryStepMb() != 0) {
      throw limit(
          provider,
          "memory",
          memory + " MiB",
          "%d to %d MiB in steps of %d"
              .formatted(limits.minMemoryMb(), limits.maxMemoryMb(), limits.memoryStepMb()));
    }
    boolean positive = !spec.timeout().isNegative() && !spec.timeout().isZero();
    if (!positive || spec.timeout().compareTo(limits.maxTimeout()) > 0) {
      throw limit(
          provider,
          "timeout",
          spec.timeout().toString(),
          "more than 0 and at most " + limits.maxTimeout());
    }
    if (spec.concurrency() < 1 || spec.concurrency() > limits.maxConcurrency()) {
      throw limit(
          provider,
          "concurrency",
          String.valueOf(spec.concurrency()),
          "1 to " + limits.maxConcurrency());
    }
    if (!info.supports(Capability.INVOKE)) {
      throw unsupported(provider, Capability.INVOKE, "calls");
    }
    if (!spec.environment().isEmpty() && !info.supports(Capability.ENVIRONMENT)) {
      throw unsupported(provider, Capability.ENVIRONMENT, "environment variables");
    }
  }

  static FaastException limit(String provider, String option, String asked, String allowed) {
    return new FaastException(
        Kind.LIMIT_EXCEEDED,
        "The option %s is %s, but provider \"%s\" allows %s."
            .formatted(option, asked, provider, allowed),
        "Choose a value in that range.",
        null);
  }

  static FaastException unsupported(String provider, Capability capability, String what) {
    UnsupportedCapabilityException refusal =
        new UnsupportedCapabilityException(provider, capability);
    return new FaastException(
        Kind.UNSUPPORTED,
        "The module uses %s, but provider \"%s\" refuses %s.".formatted(what, provider, capability),
        refusal.advice(),
        refusal);
  }

  private static FaastException failed(FaastProvider provider, @Nullable Throwable failure) {
    Throwable why =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (why instanceof FaastException known) {
      return known;
    }
    Kind kind =
        why instanceof UnsupportedCapabilityException ? Kind.UNSUPPORTED : Kind.DEPLOY_FAILED;
    String found = why == null ? "it brought no deployment" : String.valueOf(why.getMessage());
    String advice = why instanceof ProviderException known ? known.advice() : "";
    return new FaastException(
        kind,
        "Provider \"" + provider.name() + "\" could not deploy the module: " + found,
        advice,
        why);
  }
}
