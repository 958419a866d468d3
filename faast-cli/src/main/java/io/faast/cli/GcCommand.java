package io.faast.cli;

import io.faast.examples.ErrorLine;
import io.faast.examples.TextTable;
import io.faast.examples.Units;
import io.faast.spi.Capability;
import io.faast.spi.FaastProvider;
import io.faast.spi.InventoryQuery;
import io.faast.spi.ProviderOptions;
import io.faast.spi.Resource;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Deletes what crashed runs left behind. */
@Command(
    name = "gc",
    description = {
      "Lists what runs have left behind, and what of it is garbage. Deletes nothing without"
          + " --execute."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:something could not be listed or deleted", "2:wrong usage"})
final class GcCommand extends ProviderCommand implements Callable<Integer> {
  @Option(
      names = "--retention",
      paramLabel = "DURATION",
      defaultValue = "P1D",
      description =
          "What is younger is kept, such as PT90M or P2D, as ISO 8601 has it (default: one day).")
  private Duration retention = Duration.ofDays(1);

  @Option(
      names = "--owner",
      paramLabel = "NAME",
      description = "Whose runs; others are never touched (default: yours).")
  private String owner = System.getProperty("user.name", "unknown");

  @Option(names = "--execute", description = "Delete the garbage.")
  private boolean execute;

  @Override
  public Integer call() {
    if (retention.isNegative()) {
      throw misuse("--retention is negative: " + retention);
    }
    FaastProvider provider = provider();
    if (!provider.info().supports(Capability.GARBAGE_COLLECTION)) {
      throw misuse("provider \"" + provider.name() + "\" refuses GARBAGE_COLLECTION");
    }
    ProviderOptions chosen = options(provider);
    PrintWriter out = out();
    Instant now = Instant.now();
    List<GcDecision> all =
        provider.inventory(new InventoryQuery(null, chosen)).toCompletableFuture().join().stream()
            .map(resource -> GcDecision.of(resource, owner, retention, now))
            .sorted(Comparator.comparing(decision -> decision.resource().run().created()))
            .toList();
    List<Resource> garbage =
        all.stream().filter(GcDecision::delete).map(GcDecision::resource).toList();
    table(all).forEach(out::println);
    out.println(
        Units.count(all.size(), "resource", "resources")
            + ", of which "
            + Units.count(garbage.size())
            + (garbage.size() == 1 ? " is garbage" : " are garbage")
            + (execute || garbage.isEmpty() ? "" : "; --execute deletes that"));
    out.flush();
    return execute ? delete(provider, chosen, garbage) : ExitCode.OK;
  }

  private static List<String> table(List<GcDecision> decisions) {
    TextTable table = new TextTable("llll");
    for (GcDecision decision : decisions) {
      Resource resource = decision.resource();
      table.row(
          decision.delete() ? "garbage" : "keep",
          resource.run().runId(),
          resource.type() + " " + resource.id(),
          decision.why());
    }
    return table.lines();
  }

  private int delete(FaastProvider provider, ProviderOptions chosen, List<Resource> garbage) {
    int deleted = 0;
    for (Resource resource : garbage) {
      try {
        provider.delete(resource, chosen).toCompletableFuture().join();
        deleted++;
      } catch (CompletionException e) {
        err()
            .println(
                resource.type() + " " + resource.id() + " is still there: " + ErrorLine.text(e));
      }
    }
    out().println("Deleted " + deleted + " of " + garbage.size());
    return deleted == garbage.size() ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
