package io.faast.cli;

import io.faast.Faast;
import io.faast.ProviderDescription;
import io.faast.examples.FaastCommand;
import io.faast.examples.TextTable;
import io.faast.examples.Units;
import io.faast.spi.Capability;
import io.faast.spi.Limits;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** Lists the providers on the class path. */
@Command(
    name = "providers",
    description =
        "Lists the providers on the class path: where each is from, what it can do, its limits.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:all can be used", "1:one is broken, or there is none", "2:wrong usage"})
final class ProvidersCommand extends FaastCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    PrintWriter out = out();
    List<ProviderDescription> providers = Faast.providers();
    if (providers.isEmpty()) {
      out.println(
          "There are no providers on the class path. Add one, such as io.faast:faast-provider-local.");
      return ExitCode.SOFTWARE;
    }
    String separator = "";
    for (ProviderDescription provider : providers) {
      out.print(separator);
      lines(provider).forEach(out::println);
      separator = System.lineSeparator();
    }
    return providers.stream().allMatch(ProviderDescription::usable)
        ? ExitCode.OK
        : ExitCode.SOFTWARE;
  }

  private static List<String> lines(ProviderDescription provider) {
    TextTable table = new TextTable("ll");
    if (!provider.className().isEmpty()) {
      table.row("class", provider.className());
    }
    if (!provider.source().isEmpty()) {
      table.row("from", provider.source().replaceFirst("^file:", ""));
    }
    if (provider.problem() != null) {
      table.row("broken", provider.problem());
    }
    Limits limits = provider.limits();
    if (limits != null) {
      List<Capability> refused =
          Arrays.stream(Capability.values())
              .filter(capability -> !provider.capabilities().contains(capability))
              .toList();
      table
          .row("can", names(List.copyOf(provider.capabilities())))
          .row("refuses", refused.isEmpty() ? "nothing" : names(refused))
          .row("request", "at most " + Units.bytes(limits.maxRequestBytes()))
          .row("response", "at most " + Units.bytes(limits.maxResponseBytes()))
          .row(
              "timeout",
              Units.time(limits.defaultTimeout()) + ", at most " + Units.time(limits.maxTimeout()))
          .row(
              "memory",
              Units.count(limits.defaultMemoryMb())
                  + " MiB, from "
                  + Units.count(limits.minMemoryMb())
                  + " to "
                  + Units.count(limits.maxMemoryMb())
                  + " in steps of "
                  + Units.count(limits.memoryStepMb()))
          .row(
              "concurrency",
              Units.count(limits.defaultConcurrency())
                  + ", at most "
                  + Units.count(limits.maxConcurrency()))
          .row("billed by", Units.time(limits.billingQuantum()));
    }
    List<String> lines = new ArrayList<>();
    String name = provider.name().isEmpty() ? "(no name)" : provider.name();
    lines.add(provider.title().isEmpty() ? name : name + ": " + provider.title());
    lines.addAll(table.lines());
    return lines;
  }

  private static String names(List<Capability> capabilities) {
    return capabilities.stream()
        .sorted()
        .map(capability -> capability.name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .collect(Collectors.joining(", "));
  }
}
