package io.faast.engine;

import io.faast.GcMode;
import io.faast.GcReport;
import io.faast.spi.Capability;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.FaastProvider;
import io.faast.spi.InventoryQuery;
import io.faast.spi.Resource;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Deletes what crashed runs of the same owner left behind, in the background, one resource after
 * the other. Its failures are reported and never touch a call.
 */
final class GarbageCollector {
  private static final System.Logger LOG = System.getLogger("io.faast");

  private final FaastProvider provider;
  private final DeploymentSpec spec;
  private final EngineOptions options;
  private final CompletableFuture<GcReport> report = new CompletableFuture<>();
  private final AtomicBoolean started = new AtomicBoolean();
  private final List<String> failures = new ArrayList<>();
  private volatile boolean stopped;
  private int found;
  private int deleted;

  GarbageCollector(FaastProvider provider, DeploymentSpec spec, EngineOptions options) {
    this.provider = provider;
    this.spec = spec;
    this.options = options;
  }

  CompletableFuture<GcReport> report() {
    return report.copy();
  }

  void start() {
    if (started.compareAndSet(false, true)) {
      Completions.POOL.execute(this::run);
    }
  }

  /** Lets it end after the resource that is being deleted. */
  void stop() {
    stopped = true;
    if (started.compareAndSet(false, true)) {
      report.complete(GcReport.NOT_RUN);
    }
  }

  private void run() {
    try {
      if (!due()) {
        report.complete(GcReport.NOT_RUN);
        return;
      }
      provider
          .inventory(new InventoryQuery(null, spec.options()))
          .whenCompleteAsync(this::listed, Completions.POOL);
    } catch (IOException | RuntimeException e) {
      failed("Garbage of earlier runs could not be looked for: " + e);
      finish();
    }
  }

  private boolean due() throws IOException {
    GcPolicy policy = options.gc();
    if (policy.mode() == GcMode.OFF || !provider.info().supports(Capability.GARBAGE_COLLECTION)) {
      return false;
    }
    return policy.mode() == GcMode.FORCE
        || GcStamp.claim(policy.cache(), provider.name(), options.clock().instant());
  }

  private void listed(List<Resource> resources, Throwable failure) {
    if (failure != null) {
      failed("Garbage of earlier runs could not be listed: " + failure);
      finish();
      return;
    }
    Queue<Resource> garbage = new ArrayDeque<>();
    for (Resource resource : resources) {
      boolean other = !resource.run().runId().equals(spec.run().runId());
      found += other ? 1 : 0;
      if (other && isGarbage(resource)) {
        garbage.add(resource);
      }
    }
    deleteNext(garbage);
  }

  private boolean isGarbage(Resource resource) {
    if (!resource.run().owner().equals(spec.run().owner())) {
      return false;
    }
    Duration age = Duration.between(resource.run().created(), options.clock().instant());
    return GcPolicy.kept(resource.liveness(), options.gc().retention())
        .filter(kept -> age.compareTo(kept) > 0)
        .isPresent();
  }

  private void deleteNext(Queue<Resource> garbage) {
    Resource resource = garbage.poll();
    if (resource == null || stopped) {
      finish();
      return;
    }
    CompletionStage<Void> deleting;
    try {
      deleting = provider.delete(resource, spec.options());
    } catch (RuntimeException e) {
      deleting = CompletableFuture.failedFuture(e);
    }
    // On the pool: a provider that answers at once must not lead to a recursion.
    deleting.whenCompleteAsync(
        (none, failure) -> {
          if (failure == null) {
            deleted++;
          } else {
            failed(
                "The %s %s of run %s could not be deleted: %s"
                    .formatted(resource.type(), resource.id(), resource.run().runId(), failure));
          }
          deleteNext(garbage);
        },
        Completions.POOL);
  }

  private void failed(String sentence) {
    failures.add(sentence);
    LOG.log(Level.WARNING, sentence);
  }

  private void finish() {
    report.complete(new GcReport(true, found, deleted, failures));
  }
}
