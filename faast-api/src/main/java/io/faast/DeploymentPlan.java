package io.faast;

import io.faast.FaastException.Kind;
import io.faast.engine.EngineOptions;
import io.faast.engine.GcPolicy;
import io.faast.engine.RateLimit;
import io.faast.engine.RetryPolicy;
import io.faast.engine.SpeculationPolicy;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.FaastProvider;
import io.faast.spi.Limits;
import io.faast.spi.ProviderOptions;
import io.faast.spi.RunTag;
import java.time.Instant;

/**
 * What is deployed, and how the engine treats it: options with the provider's defaults filled in.
 */
record DeploymentPlan(String provider, DeploymentSpec spec, EngineOptions engine) {
  static DeploymentPlan of(
      FaastProvider provider, ProviderOptions own, Class<?> module, FaastOptions options) {
    String name = provider.name();
    if (!own.provider().equals(name)) {
      throw new FaastException(
          Kind.INVALID_USE,
          "The options "
              + own.getClass().getName()
              + " are for provider \""
              + own.provider()
              + "\", not for \""
              + name
              + "\".",
          "",
          null);
    }
    Limits limits = provider.info().limits();
    Instant now = Instant.now();
    DeploymentSpec spec =
        new DeploymentSpec(
            new RunTag(RunIds.next(now), owner(options), now),
            module,
            options.memoryMb() == 0 ? limits.defaultMemoryMb() : options.memoryMb(),
            options.timeout().isZero() ? limits.defaultTimeout() : options.timeout(),
            options.concurrency() == 0 ? limits.defaultConcurrency() : options.concurrency(),
            options.env(),
            options.includeClasses(),
            options.includeFiles(),
            options.excludes(),
            options.mode(),
            options.description(),
            own,
            options.progress());
    return new DeploymentPlan(name, spec, engine(options));
  }

  private static String owner(FaastOptions options) {
    return options.owner().isEmpty() ? System.getProperty("user.name", "unknown") : options.owner();
  }

  private static EngineOptions engine(FaastOptions options) {
    SpeculationPolicy usual = SpeculationPolicy.defaults();
    GcPolicy garbage = GcPolicy.defaults();
    return EngineOptions.defaults()
        .withRate(new RateLimit(options.rate(), options.burst()))
        .withRetry(
            new RetryPolicy(
                options.maxRetries(),
                options.backoffBase(),
                options.backoffCap(),
                options.retryTimeouts(),
                options.retryOutOfMemory()))
        .withSpeculation(
            new SpeculationPolicy(options.speculation(), usual.minSamples(), usual.floor()))
        .withValidate(options.validateSerialization())
        .withMaxQueued(options.maxQueued())
        .withGc(new GcPolicy(options.gc(), options.retention(), garbage.cache()));
  }
}
