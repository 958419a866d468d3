package io.faast.tck.probe;

import io.faast.spi.DeploymentSpec;
import io.faast.spi.InvocationMode;
import io.faast.spi.Limits;
import io.faast.spi.ProviderOptions;
import io.faast.spi.RunTag;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What to deploy where a rule drives the provider itself; begins with the provider's defaults.
 *
 * @since 0.1.0
 */
public final class SpecBuilder {
  private final RunTag run;
  private final Class<?> module;
  private final ProviderOptions options;
  private final Limits limits;
  private int memoryMb;
  private Duration timeout;
  private int concurrency;
  private Map<String, String> environment = Map.of();
  private List<String> includeFiles = List.of();

  /** Begins with the defaults of {@code limits}, and a concurrency of at most 4. */
  public SpecBuilder(RunTag run, Class<?> module, ProviderOptions options, Limits limits) {
    this.run = run;
    this.module = module;
    this.options = options;
    this.limits = limits;
    this.memoryMb = limits.defaultMemoryMb();
    this.timeout = limits.defaultTimeout();
    this.concurrency = Math.min(4, limits.maxConcurrency());
  }

  /** Sets the memory in MiB. */
  public SpecBuilder memoryMb(int to) {
    memoryMb = to;
    return this;
  }

  /** Sets the timeout. */
  public SpecBuilder timeout(Duration to) {
    timeout = to;
    return this;
  }

  /** Sets how many attempts will run at once. */
  public SpecBuilder concurrency(int to) {
    concurrency = Math.min(to, limits.maxConcurrency());
    return this;
  }

  /** Sets the environment variables. */
  public SpecBuilder environment(Map<String, String> to) {
    environment = to;
    return this;
  }

  /** Sets the files to bundle. */
  public SpecBuilder includeFiles(List<String> to) {
    includeFiles = to;
    return this;
  }

  /** Returns what to deploy. */
  public DeploymentSpec build() {
    return new DeploymentSpec(
        run,
        module,
        memoryMb,
        timeout,
        concurrency,
        environment,
        List.of(),
        includeFiles,
        List.of(),
        InvocationMode.AUTO,
        "conformance kit",
        options,
        sentence -> {});
  }
}
