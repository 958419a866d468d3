package io.faast.cli;

import io.faast.examples.ErrorLine;
import io.faast.examples.TextTable;
import io.faast.examples.Units;
import io.faast.spi.Capability;
import io.faast.spi.FaastProvider;
import io.faast.spi.InventoryQuery;
import io.faast.spi.ProviderOptions;
import io.faast.spi.Resource;
import io.faast.spi.SharedResource;
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

  @Option(
      names = "--all",
      description =
          "Also what runs share and leave for later ones, such as a role, whoever's it is; not"
              + " while a run is there that needs it.")
  private boolean all;

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
    List<GcDecision> decisions =
        provider.inventory(new InventoryQuery(null, chosen)).toCompletableFuture().join().stream()
            .map(resource -> GcDecision.of(resource, owner, retention, now))
            .sorted(Comparator.comparing(decision -> decision.resource().run().created()))
            .toList();
    List<Resource> garbage =
        decisions.stream().filter(GcDecision::delete).map(GcDecision::resource).toList();
    table(decisions).forEach(out::println);
    out.println(
        Units.count(decisions.size(), "resource", "resources")
            + ", of which "
            + Units.count(garbage.size())
            + (garbage.size() == 1 ? " is garbage" : " are garbage")
            + (execute || garbage.isEmpty() ? "" : "; --execute deletes that"));
    out.flush();
    int exit = execute ? delete(provider, chosen, garbage) : ExitCode.OK;
    return all ? Math.max(exit, shared(provider, chosen)) : exit;
  }

  /** After the garbage, since what is left of a run may be all that needs it. */
  private int shared(FaastProvider provider, ProviderOptions chosen) {
    int exit = ExitCode.OK;
    for (SharedResource resource : provider.shared(chosen).toCompletableFuture().join()) {
      String name = "shared " + resource.type() + " " + resource.id();
      if (resource.needed()) {
        out().println(name + " is kept: a run is there that may need it");
      } else if (!execute) {
        out().println(name + " is not needed; --execute deletes it");
      } else {
        try {
          provider.deleteShared(resource, chosen).toCompletableFuture().join();
          out().println("Deleted " + name);
        } catch (CompletionException e) {
          err().println(name + " is still there: " + ErrorLine.text(e));
          exit = ExitCode.SOFTWARE;
        }
      }
    }
    out().flush();
    return exit;
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
