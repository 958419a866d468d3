package io.faast.aws;

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
    List<Found> all = new ArrayList<>();
    // The queues first: a run that ends meanwhile then shows less, not a queue without its
    // function.
    all.addAll(search.queues(runId == null ? Names.PREFIX : Names.function(runId)));
    all.addAll(search.logGroups(runId == null ? Names.LOG_PREFIX : Names.logGroup(runId)));
    all.addAll(search.buckets(runId == null ? Names.PREFIX : Names.payloads(runId)));
    List<Found> functions = functions(runId);
    all.addAll(functions);
    Map<String, Map<String, String>> byRun = new HashMap<>();
    for (Found function : functions) {
      byRun.put(function.tags().getOrDefault(Tags.RUN, ""), function.tags());
    }
    Instant now = clients.time().now();
    List<Resource> resources = new ArrayList<>();
    for (Found found : all) {
      RunTag run = Tags.read(found.tags());
      if (run != null && (runId == null || runId.equals(run.runId()))) {
        resources.add(
            new Resource(
                found.type(),
                found.id(),
                run,
                Life.of(run, found.tags(), byRun.get(run.runId()), now)));
      }
    }
    return resources;
  }

  private List<Found> functions(@Nullable String runId) {
    if (runId == null) {
      return search.functions();
    }
    Found function = search.function(Names.function(runId));
    return function == null ? List.of() : List.of(function);
  }
}
