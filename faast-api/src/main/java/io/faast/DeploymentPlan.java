package io.faast;

import io.faast.FaastException.Kind;
import io.faast.engine.EngineOptions;
import io.faast.engine.GcPolicy;
import io.faast.engine.RateLimit;
import io.faast.engine.RetryPolicy;
import io.faast.engine.SpeculationPolicy;
import io.faast.spi.Capability;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.FaastProvider;
import io.faast.spi.Limits;
import io.faast.spi.ProviderInfo;
import io.faast.spi.ProviderOptions;
import io.faast.spi.RunTag;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * What is deployed, and how the engine treats it: the options with the provider's defaults filled
 * in, checked against its limits.
 */
record DeploymentPlan(String provider, DeploymentSpec spec, EngineOptions engine) {
  static DeploymentPlan of(
      FaastProvider provider, ProviderOptions own, Class<?> module, FaastOptions options) {
    String name = provider.name();
    ProviderInfo info = provider.info();
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
    if (!options.env().isEmpty() && !info.supports(Capability.ENVIRONMENT)) {
      throw new FaastException(
          Kind.UNSUPPORTED,
          "Provider \""
              + name
              + "\" refuses ENVIRONMENT, and option env has "
              + options.env().size()
              + " variables.",
          "Pass the values as arguments, or use another provider.",
          null);
    }
    Check check = new Check(name, info.limits());
    Instant now = Instant.now();
    DeploymentSpec spec =
        new DeploymentSpec(
            new RunTag(RunIds.next(now), owner(options), now),
            module,
            check.memoryMb(options.memoryMb()),
            check.timeout(options.timeout()),
            check.concurrency(options.concurrency()),
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
        .withGc(
            new GcPolicy(
                GcPolicy.Mode.valueOf(options.gc().name()), options.retention(), garbage.cache()));
  }

  private record Check(String provider, Limits limits) {
    int memoryMb(int asked) {
      if (asked == 0) {
        return limits.defaultMemoryMb();
      }
      int least = limits.minMemoryMb();
      int step = limits.memoryStepMb();
      require(
          asked >= least && asked <= limits.maxMemoryMb() && (asked - least) % step == 0,
          () ->
              "memoryMb is "
                  + asked
                  + "; provider \""
                  + provider
                  + "\" takes "
                  + least
                  + " to "
                  + limits.maxMemoryMb()
                  + " MiB"
                  + (step == 1 ? "" : " in steps of " + step + " from " + least));
      return asked;
    }

    Duration timeout(Duration asked) {
      require(
          asked.compareTo(limits.maxTimeout()) <= 0,
          () ->
              "timeout is "
                  + asked
                  + "; provider \""
                  + provider
                  + "\" takes at most "
                  + limits.maxTimeout());
      return asked.isZero() ? limits.defaultTimeout() : asked;
    }

    int concurrency(int asked) {
      require(
          asked <= limits.maxConcurrency(),
          () ->
              "concurrency is "
                  + asked
                  + "; provider \""
                  + provider
                  + "\" takes at most "
                  + limits.maxConcurrency());
      return asked == 0 ? limits.defaultConcurrency() : asked;
    }

    private static void require(boolean holds, Supplier<String> found) {
      if (!holds) {
        throw new FaastException(
            Kind.LIMIT_EXCEEDED, "Option " + Objects.requireNonNull(found.get()) + ".", "", null);
      }
    }
  }
}
