package io.faast.tck.mutants;

import io.faast.spi.Deployment;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.FaastProvider;
import io.faast.spi.ProviderException;
import io.faast.tck.probe.DelegatingProvider;
import io.faast.tck.reference.InProcessOptions;
import io.faast.tck.reference.Substrate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/** Defects in what becomes of a deployment of which a step goes wrong. */
final class StepMutants {
  private StepMutants() {}

  static List<Mutant> all() {
    return List.of(
        new Mutant(
            "leaves what it made before the step that was refused",
            "CLN-10",
            "after a deployment that failed where step create a queue was refused",
            failing(
                (provider, spec, why) -> {
                  if (why.contains("-queue was not created")) {
                    make(spec, "-function");
                  }
                  return CompletableFuture.failedFuture(new ProviderException(why, "", null));
                })),
        Mutant.losing(
            "never says that a deployment failed half-way",
            "CLN-10",
            "where step create a queue was refused: the call did not settle",
            lost ->
                failing(
                    (provider, spec, why) -> {
                      if (why.contains("-queue was not created")) {
                        lost.run();
                        return new CompletableFuture<>();
                      }
                      return CompletableFuture.failedFuture(new ProviderException(why, "", null));
                    })),
        new Mutant(
            "does not say why a deployment failed half-way",
            "CLN-10",
            "does not tell the reason",
            failing(
                (provider, spec, why) ->
                    CompletableFuture.failedFuture(
                        new ProviderException("The deployment failed.", "Try again.", null)))),
        new Mutant(
            "throws what it does not know when a step is refused",
            "CLN-10",
            "how a deployment failed where step",
            failing(
                (provider, spec, why) ->
                    CompletableFuture.failedFuture(new IllegalStateException(why)))),
        new Mutant(
            "forgets what it made behind an answer that was lost",
            "CLN-11",
            "was done, with its answer lost",
            failing(
                (provider, spec, why) -> {
                  if (why.startsWith("No answer came")) {
                    make(spec, "-queue");
                  }
                  return CompletableFuture.failedFuture(new ProviderException(why, "", null));
                })),
        new Mutant(
            "makes a thing anew when an answer was lost, and forgets the first",
            "CLN-11",
            "what exists after close",
            failing(
                (provider, spec, why) -> {
                  make(spec, "-function-first");
                  return provider.deploy(spec);
                })));
  }

  /** What becomes of a deployment that failed. */
  private interface Failed {
    CompletionStage<Deployment> handle(FaastProvider provider, DeploymentSpec spec, String why);
  }

  private static UnaryOperator<FaastProvider> failing(Failed failed) {
    return provider ->
        new DelegatingProvider(provider) {
          @Override
          public CompletionStage<Deployment> deploy(DeploymentSpec spec) {
            CompletionStage<Deployment> deploying = super.deploy(spec);
            return deploying
                .handle(
                    (deployed, failure) ->
                        failure == null
                            ? deploying
                            : failed.handle(provider, spec, reason(failure)))
                .thenCompose(ended -> ended);
          }
        };
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return String.valueOf(cause.getMessage());
  }

  private static void make(DeploymentSpec spec, String name) {
    Substrate.at(((InProcessOptions) spec.options()).place())
        .create(spec.run().runId() + name, new Substrate.Thing("rest", spec.run(), false));
  }
}
