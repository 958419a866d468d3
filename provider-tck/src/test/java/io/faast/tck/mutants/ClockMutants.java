package io.faast.tck.mutants;

import io.faast.spi.FaastProvider;
import io.faast.spi.InventoryQuery;
import io.faast.spi.ProviderOptions;
import io.faast.spi.Resource;
import io.faast.tck.probe.DelegatingProvider;
import io.faast.tck.reference.InProcessOptions;
import io.faast.tck.reference.InProcessProvider;
import io.faast.tck.reference.Substrate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Defects that show where clocks do not agree. */
final class ClockMutants {
  private static final Duration LEASE = Duration.ofMinutes(30);

  private ClockMutants() {}

  static List<Mutant> all() {
    return List.of(
        new Mutant(
            "takes for dead what is old by its own clock",
            "CLK-01",
            "to a client whose clock is ahead",
            ClockMutants::byItsOwnClock),
        new Mutant(
            "deletes what is old by its own clock",
            "CLK-01",
            "should have failed",
            ClockMutants::deletingByItsOwnClock),
        new Mutant(
            "takes for dead what began long ago by the clock of who began it",
            "CLK-02",
            "to others while its own clock is behind",
            ClockMutants::byItsOwnClock),
        new Mutant(
            "takes for alive what is young by its own clock",
            "CLK-03",
            "to a client whose clock is behind",
            ClockMutants::byItsOwnClock));
  }

  private static boolean old(Resource resource, InstantSource clock) {
    return clock.instant().isAfter(resource.run().created().plus(LEASE));
  }

  private static FaastProvider byItsOwnClock(FaastProvider provider) {
    InstantSource clock = ((InProcessProvider) provider).clock();
    return new DelegatingProvider(provider) {
      @Override
      public CompletionStage<List<Resource>> inventory(InventoryQuery query) {
        return super.inventory(query)
            .thenApply(
                all ->
                    all.stream()
                        .map(
                            each ->
                                new Resource(
                                    each.type(),
                                    each.id(),
                                    each.run(),
                                    old(each, clock)
                                        ? Resource.Liveness.DEAD
                                        : Resource.Liveness.LIVE))
                        .toList());
      }
    };
  }

  private static FaastProvider deletingByItsOwnClock(FaastProvider provider) {
    InstantSource clock = ((InProcessProvider) provider).clock();
    return new DelegatingProvider(provider) {
      @Override
      public CompletionStage<Void> delete(Resource resource, ProviderOptions options) {
        if (!old(resource, clock)) {
          return super.delete(resource, options);
        }
        Substrate.at(((InProcessOptions) options).place()).delete(resource.id());
        return CompletableFuture.completedFuture(null);
      }
    };
  }
}
