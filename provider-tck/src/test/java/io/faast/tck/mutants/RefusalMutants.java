package io.faast.tck.mutants;

import io.faast.spi.Capability;
import io.faast.spi.Deployment;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.FaastProvider;
import io.faast.spi.Invocation;
import io.faast.spi.ProviderInfo;
import io.faast.spi.ProviderOptions;
import io.faast.tck.probe.DelegatingDeployment;
import io.faast.tck.probe.DelegatingProvider;
import io.faast.tck.reference.InProcessOptions;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** Providers that refuse quietly, and providers that do not say well what they are. */
final class RefusalMutants {
  private RefusalMutants() {}

  static List<Mutant> all() {
    return List.of(
        new Mutant(
            "refuses CANCEL, and does nothing when asked to",
            "CAN-R1",
            "doing nothing is a lie",
            provider ->
                Defects.refusing(Capability.CANCEL)
                    .apply(Defects.invocation((invocation, listener) -> silent()).apply(provider))),
        new Mutant(
            "refuses STREAM, and does nothing when asked for items",
            "STR-R1",
            "doing nothing is a lie",
            provider ->
                Defects.refusing(Capability.STREAM)
                    .apply(Defects.invocation((invocation, listener) -> silent()).apply(provider))),
        new Mutant(
            "refuses INVENTORY, and lists nothing",
            "INY-R1",
            "should have failed",
            Defects.refusing(Capability.INVENTORY)),
        new Mutant(
            "refuses GARBAGE_COLLECTION, and deletes",
            "GCO-R1",
            "should have failed",
            Defects.refusing(Capability.GARBAGE_COLLECTION)),
        new Mutant(
            "refuses ENVIRONMENT, and deploys without the variables",
            "ENV-R1",
            "should have failed",
            Defects.spec(
                spec ->
                    new DeploymentSpec(
                        spec.run(),
                        spec.module(),
                        spec.memoryMb(),
                        spec.timeout(),
                        spec.concurrency(),
                        Map.of(),
                        spec.includeClasses(),
                        spec.includeFiles(),
                        spec.excludes(),
                        spec.mode(),
                        spec.description(),
                        spec.options(),
                        spec.progress()))),
        new Mutant(
            "refuses LOGS, and names a place all the same",
            "LOG-R1",
            "must throw",
            Defects.deployment(
                (deployed, spec) ->
                    new DelegatingDeployment(deployed) {
                      @Override
                      public URI logUrl() {
                        return URI.create("file:///nowhere");
                      }
                    })),
        new Mutant(
            "calls itself by another name in its options",
            "NAM-01",
            "the name in",
            provider ->
                new DelegatingProvider(provider) {
                  @Override
                  public ProviderOptions defaultOptions() {
                    return () -> "other";
                  }
                }),
        new Mutant(
            "is of another version of the interface",
            "NAM-02",
            "expected: <1>",
            provider ->
                new DelegatingProvider(provider) {
                  @Override
                  public int apiVersion() {
                    return 0;
                  }
                }),
        new Mutant(
            "is not on the class path by its name",
            "NAM-03",
            "providers called",
            provider ->
                new DelegatingProvider(provider) {
                  @Override
                  public String name() {
                    return "unlisted";
                  }
                }),
        new Mutant(
            "says something else of itself each time",
            "NAM-04",
            "expected",
            provider ->
                new DelegatingProvider(provider) {
                  private final AtomicInteger times = new AtomicInteger();

                  @Override
                  public ProviderInfo info() {
                    return new ProviderInfo(
                        "Title " + times.incrementAndGet(),
                        super.info().refused(),
                        super.info().limits());
                  }
                }),
        new Mutant(
            "has other options where none are written",
            "NAM-06",
            "expected",
            provider ->
                new DelegatingProvider(provider) {
                  @Override
                  public ProviderOptions parseOptions(Map<String, String> options) {
                    return new InProcessOptions("elsewhere");
                  }
                }),
        new Mutant(
            "ignores options that it does not know",
            "NAM-05",
            "parseOptions with an unknown key",
            provider ->
                new DelegatingProvider(provider) {
                  @Override
                  public ProviderOptions parseOptions(Map<String, String> options) {
                    return new InProcessOptions("default");
                  }
                }),
        new Mutant(
            "takes short names for runs only",
            "NAM-07",
            "Cannot deploy",
            RefusalMutants::shortNames));
  }

  private static FaastProvider shortNames(FaastProvider provider) {
    return new DelegatingProvider(provider) {
      @Override
      public CompletionStage<Deployment> deploy(DeploymentSpec spec) {
        return spec.run().runId().length() > 32
            ? java.util.concurrent.CompletableFuture.failedFuture(
                new io.faast.spi.ProviderException("the name is too long", "", null))
            : super.deploy(spec);
      }
    };
  }

  private static Invocation silent() {
    return new Invocation() {
      @Override
      public void cancel() {}

      @Override
      public void request(long items) {}
    };
  }
}
