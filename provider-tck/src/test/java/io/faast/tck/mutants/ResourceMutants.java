package io.faast.tck.mutants;

import io.faast.spi.CleanupReport;
import io.faast.spi.Deployment;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.FaastProvider;
import io.faast.spi.InventoryQuery;
import io.faast.spi.ProviderException;
import io.faast.spi.ProviderOptions;
import io.faast.spi.Resource;
import io.faast.spi.RunTag;
import io.faast.tck.probe.DelegatingDeployment;
import io.faast.tck.probe.DelegatingProvider;
import io.faast.tck.reference.InProcessOptions;
import io.faast.tck.reference.Substrate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Defects in what is created, listed and deleted. */
final class ResourceMutants {
  private ResourceMutants() {}

  static List<Mutant> all() {
    return List.of(
        new Mutant(
            "leaks a resource",
            "CLN-01",
            "-leak",
            Defects.deployment(
                (deployed, spec) -> {
                  substrate(spec.options())
                      .create(
                          spec.run().runId() + "-leak",
                          new Substrate.Thing("leak", spec.run(), true));
                  return deployed;
                })),
        new Mutant(
            "makes something when it closes",
            "CLN-02",
            "-late",
            Defects.deployment((deployed, spec) -> new MakesLate(deployed, spec))),
        new Mutant(
            "makes something when it closes with calls in flight",
            "CLN-03",
            "-late",
            Defects.deployment((deployed, spec) -> new MakesLate(deployed, spec))),
        new Mutant(
            "makes something when attempts end while it closes",
            "CLN-09",
            "-late",
            Defects.deployment((deployed, spec) -> new MakesLate(deployed, spec))),
        new Mutant(
            "lists its resources under one id",
            "INY-02",
            "a resource is listed twice",
            listing(r -> new Resource("thing", "one", r.run(), r.liveness()))),
        new Mutant(
            "lets one collection in at a time, and fails the other",
            "GCO-06",
            "failures of the",
            provider -> {
              AtomicInteger deletions = new AtomicInteger();
              return deleting(
                      (front, resource, options) ->
                          deletions.incrementAndGet() == 2
                              ? CompletableFuture.failedFuture(
                                  new ProviderException("busy", "", null))
                              : front.delete(resource, options))
                  .apply(provider);
            }),
        new Mutant(
            "leaves what it made when a deployment fails",
            "CLN-06",
            "-half",
            provider ->
                new DelegatingProvider(provider) {
                  @Override
                  public CompletionStage<Deployment> deploy(DeploymentSpec spec) {
                    CompletionStage<Deployment> deploying = super.deploy(spec);
                    return deploying.whenComplete(
                        (deployed, failure) -> {
                          if (failure != null) {
                            substrate(spec.options())
                                .create(
                                    spec.run().runId() + "-half",
                                    new Substrate.Thing("half", spec.run(), true));
                          }
                        });
                  }
                }),
        new Mutant(
            "deletes all runs when one is closed",
            "CLN-07",
            "the other run is gone",
            Defects.deployment((deployed, spec) -> new DeletesAll(deployed, spec.options()))),
        new Mutant(
            "says that it deleted nothing",
            "CLN-08",
            "deleted nothing",
            Defects.deployment(
                (deployed, spec) ->
                    new DelegatingDeployment(deployed) {
                      private final CompletionStage<CleanupReport> silent =
                          new CompletableFuture<>();

                      @Override
                      public CompletionStage<CleanupReport> close() {
                        var unused =
                            super.close()
                                .thenAccept(
                                    report ->
                                        silent
                                            .toCompletableFuture()
                                            .complete(new CleanupReport(0, List.of())));
                        return silent;
                      }
                    })),
        new Mutant(
            "does not tag what it makes",
            "INY-01",
            "lists nothing of a run that is open",
            listing(resource -> null)),
        new Mutant(
            "gives every resource the same owner",
            "INY-01",
            "the owner of",
            listing(resource -> owned(resource, "everybody"))),
        new Mutant(
            "lists all runs when asked for one",
            "INY-03",
            "of one run",
            provider ->
                new DelegatingProvider(provider) {
                  @Override
                  public CompletionStage<List<Resource>> inventory(InventoryQuery query) {
                    return super.inventory(new InventoryQuery(null, query.options()));
                  }
                }),
        new Mutant(
            "takes living runs for dead",
            "INY-04",
            "expected: not equal but was: <DEAD>",
            listing(resource -> alive(resource, Resource.Liveness.DEAD))),
        new Mutant(
            "deletes a living run's resource",
            "INY-05",
            "should have failed",
            deleting((provider, resource, options) -> destroy(resource, options))),
        new Mutant(
            "fails to delete what is gone",
            "INY-06",
            "should have succeeded",
            deleting(
                (provider, resource, options) ->
                    substrate(options).exists(resource.id())
                        ? provider.delete(resource, options)
                        : CompletableFuture.failedFuture(new ProviderException("404", "", null)))),
        new Mutant(
            "says that it deleted garbage, and did not",
            "GCO-01",
            "what exists of the crashed run",
            deleting((provider, resource, options) -> CompletableFuture.completedFuture(null))),
        new Mutant(
            "lets every run look old",
            "GCO-02",
            "a young crashed run was collected",
            listing(
                resource ->
                    new Resource(
                        resource.type(),
                        resource.id(),
                        new RunTag(
                            resource.run().runId(),
                            resource.run().owner(),
                            java.time.Instant.EPOCH),
                        resource.liveness()))),
        new Mutant(
            "deletes what belongs to others",
            "GCO-03",
            "another owner's run was collected",
            provider ->
                new DelegatingProvider(provider) {
                  private volatile String asking = "";

                  @Override
                  public CompletionStage<Deployment> deploy(DeploymentSpec spec) {
                    asking = spec.run().owner();
                    return super.deploy(spec);
                  }

                  @Override
                  public CompletionStage<List<Resource>> inventory(InventoryQuery query) {
                    return super.inventory(query)
                        .thenApply(all -> all.stream().map(r -> owned(r, asking)).toList());
                  }
                }),
        new Mutant(
            "deletes a living run",
            "GCO-04",
            "a run that is alive was collected",
            provider ->
                deleting((front, resource, options) -> destroy(resource, options))
                    .apply(
                        listing(resource -> alive(resource, Resource.Liveness.DEAD))
                            .apply(provider))),
        new Mutant(
            "deletes what a stranger made",
            "GCO-05",
            "was deleted",
            deleting(
                (provider, resource, options) -> {
                  Substrate substrate = substrate(options);
                  substrate.namesOf("faast-stranger").forEach(substrate::delete);
                  return provider.delete(resource, options);
                })),
        new Mutant(
            "takes crashed runs for living",
            "GCO-07",
            "the liveness of",
            listing(resource -> alive(resource, Resource.Liveness.LIVE))));
  }

  private interface Deletion {
    CompletionStage<Void> delete(
        FaastProvider provider, Resource resource, ProviderOptions options);
  }

  private static UnaryOperator<FaastProvider> deleting(Deletion deletion) {
    return provider ->
        new DelegatingProvider(provider) {
          @Override
          public CompletionStage<Void> delete(Resource resource, ProviderOptions options) {
            return deletion.delete(provider, resource, options);
          }
        };
  }

  private static UnaryOperator<FaastProvider> listing(UnaryOperator<Resource> change) {
    return provider ->
        new DelegatingProvider(provider) {
          @Override
          public CompletionStage<List<Resource>> inventory(InventoryQuery query) {
            return super.inventory(query)
                .thenApply(
                    all -> all.stream().map(change).filter(java.util.Objects::nonNull).toList());
          }
        };
  }

  private static CompletionStage<Void> destroy(Resource resource, ProviderOptions options) {
    substrate(options).delete(resource.id());
    return CompletableFuture.completedFuture(null);
  }

  private static Resource owned(Resource resource, String owner) {
    return new Resource(
        resource.type(),
        resource.id(),
        new RunTag(resource.run().runId(), owner, resource.run().created()),
        resource.liveness());
  }

  private static Resource alive(Resource resource, Resource.Liveness liveness) {
    return new Resource(resource.type(), resource.id(), resource.run(), liveness);
  }

  private static Substrate substrate(ProviderOptions options) {
    return Substrate.at(((InProcessOptions) options).place());
  }

  private static final class MakesLate extends DelegatingDeployment {
    private final DeploymentSpec spec;

    MakesLate(Deployment delegate, DeploymentSpec spec) {
      super(delegate);
      this.spec = spec;
    }

    @Override
    public CompletionStage<CleanupReport> close() {
      return super.close()
          .thenApply(
              report -> {
                substrate(spec.options())
                    .create(
                        spec.run().runId() + "-late",
                        new Substrate.Thing("late", spec.run(), true));
                return report;
              });
    }
  }

  private static final class DeletesAll extends DelegatingDeployment {
    private final ProviderOptions options;

    DeletesAll(Deployment delegate, ProviderOptions options) {
      super(delegate);
      this.options = options;
    }

    @Override
    public CompletionStage<CleanupReport> close() {
      Substrate substrate = substrate(options);
      substrate.tagged().forEach(resource -> substrate.delete(resource.id()));
      return super.close();
    }
  }
}
