package io.faast.gcp;

import io.faast.spi.Resource;
import io.faast.spi.RunTag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What carries the tag of a run, also of those that crashed clients left behind. */
final class Inventory {
  private final Clients clients;
  private final Search search;

  Inventory(Clients clients) {
    this.clients = clients;
    search = new Search(clients);
  }

  List<Resource> list(@Nullable String runId) {
    String prefix = runId == null ? Names.PREFIX : Names.function(runId);
    // The buckets last: they hold the leases, and are there as long as anything else is used.
    List<Found> all = new ArrayList<>();
    all.addAll(search.subscriptions(prefix));
    all.addAll(search.topics(prefix));
    all.addAll(functions(runId));
    List<Found> buckets = search.buckets(prefix);
    all.addAll(buckets);
    Map<String, Map<String, String>> byRun = new HashMap<>();
    for (Found bucket : buckets) {
      byRun.put(bucket.labels().getOrDefault(Labels.RUN, ""), bucket.labels());
    }
    Instant now = clients.time().now();
    List<Resource> resources = new ArrayList<>();
    for (Found found : all) {
      RunTag run = Labels.read(found.labels());
      if (run != null && (runId == null || runId.equals(run.runId()))) {
        resources.add(
            new Resource(
                found.type(),
                found.id(),
                run,
                Life.of(run, found.labels(), byRun.get(run.runId()), now)));
      }
    }
    return resources;
  }

  private List<Found> functions(@Nullable String runId) {
    if (runId == null) {
      return search.functions(Names.PREFIX);
    }
    Found function = search.functionNamed(Names.function(runId));
    return function == null ? List.of() : List.of(function);
  }
}
