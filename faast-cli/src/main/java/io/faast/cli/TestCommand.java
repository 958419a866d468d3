package io.faast.cli;

import io.faast.examples.Progress;
import io.faast.spi.FaastProvider;
import io.faast.spi.ProviderOptions;
import io.faast.tck.Tck;
import io.faast.tck.TckReport;
import io.faast.tck.TckSelection;
import io.faast.tck.TckTarget;
import io.faast.tck.TckWaivers;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Runs the conformance kit against a provider. */
@Command(
    name = "test",
    description = "Runs the conformance kit against a provider.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:conformant; of the chosen rules, none is broken", "1:not", "2:wrong usage"})
final class TestCommand extends ProviderCommand implements Callable<Integer> {
  @Option(
      names = "--rules",
      paramLabel = "IDS",
      defaultValue = "",
      description = "Try only these rules or areas, such as CAN,GC-03 (default: all).")
  private String rules = "";

  @Option(
      names = "--waivers",
      paramLabel = "FILE",
      description =
          "Rules that may be broken for now, and then must be: lines of"
              + " RULE-ID = LINK expires=YYYY-MM-DD.")
  private @Nullable Path waivers;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Write report.json, report.md and report.html into this directory.")
  private @Nullable Path report;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = out();
    TckWaivers waived = waived();
    TckSelection chosen = selection();
    TckReport found;
    try (TckTarget target = interruptible(target())) {
      err().println(target.notice());
      TestProgress progress = new TestProgress(out);
      try (Progress line = new Progress(err(), progress::line)) {
        line.start();
        found = Tck.run(target, chosen, waived, progress);
      }
    }
    TestText.lines(found, !rules.isBlank()).forEach(out::println);
    if (report != null) {
      found.writeTo(report);
      out.println("Report: " + report.toAbsolutePath().resolve("report.html"));
    }
    return TestText.passed(found, !rules.isBlank()) ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private TckWaivers waived() throws IOException {
    try {
      return waivers == null ? TckWaivers.none() : TckWaivers.read(waivers);
    } catch (IllegalArgumentException | NoSuchFileException e) {
      throw misuse("--waivers: " + e.getMessage());
    }
  }

  private TckSelection selection() {
    TckSelection selection = TckSelection.parse(rules);
    for (String id : selection.ids()) {
      if (Tck.rules().stream().noneMatch(TckSelection.of(id)::includes)) {
        throw misuse(
            "no rule or area is called "
                + id
                + "; areas are "
                + String.join(
                    ", ", Tck.rules().stream().map(rule -> rule.prefix()).distinct().toList()));
      }
    }
    return selection;
  }

  /** What is open is closed, too, if somebody interrupts the command. */
  private TckTarget interruptible(TckTarget target) {
    ClosingProvider provider = new ClosingProvider(target.provider());
    provider.closeAtExit(target);
    return new TargetWithOptions(target, provider, options(target.provider()));
  }

  private TckTarget target() {
    FaastProvider provider = provider();
    ProviderOptions chosen = options(provider);
    for (TckTarget target : ServiceLoader.load(TckTarget.class)) {
      if (!target.provider().name().equals(provider.name())) {
        continue;
      }
      return target instanceof OptionTarget account ? account.with(optionText()) : target;
    }
    return new InventoryTarget(provider, chosen, optionText());
  }
}
