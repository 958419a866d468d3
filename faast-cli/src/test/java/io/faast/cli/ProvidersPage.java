package io.faast.cli;

import io.faast.spi.Capability;
import io.faast.spi.FaastProvider;
import io.faast.spi.Limits;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes down what providers say of themselves, side by side. */
final class ProvidersPage {
  private static final String HEAD =
      """
      # The providers side by side

      <!-- Generated from what the providers declare; a test compares them. Do not edit: change a
           provider's info, then run
           mvn -pl faast-cli -am test -Dtest=ProvidersPageTest -Dfaast.docs.write=true \
      -Dsurefire.failIfNoSpecifiedTests=false -->

      What a provider declares, the engine and the [conformance kit](conformance.md) hold it to. A
      capability that a provider does not have is refused with an error that names it.
      """;

  /** Runs where its client runs, so some of its numbers are that machine's. */
  private static final String OF_THE_MACHINE = "local";

  private ProvidersPage() {}

  static String of(List<FaastProvider> providers) {
    StringBuilder page = new StringBuilder(HEAD);
    page.append("\n## Capabilities\n\n");
    head(page, providers);
    for (Capability capability : Capability.values()) {
      row(
          page,
          "`" + capability + "`",
          providers,
          provider -> provider.info().supports(capability) ? "yes" : "refused");
    }
    page.append("\n## Limits\n\n");
    head(page, providers);
    limit(page, "largest request, encoded", providers, l -> bytes(l.maxRequestBytes()));
    limit(page, "largest response or item, encoded", providers, l -> bytes(l.maxResponseBytes()));
    limit(page, "longest timeout", providers, l -> time(l.maxTimeout()));
    limit(page, "timeout by default", providers, l -> time(l.defaultTimeout()));
    limit(page, "least memory", providers, l -> l.minMemoryMb() + " MiB");
    ofTheMachine(page, "most memory", providers, l -> l.maxMemoryMb() + " MiB");
    limit(page, "memory in steps of", providers, l -> l.memoryStepMb() + " MiB");
    limit(page, "memory by default", providers, l -> l.defaultMemoryMb() + " MiB");
    ofTheMachine(page, "most calls at once", providers, l -> Integer.toString(l.maxConcurrency()));
    ofTheMachine(
        page, "calls at once by default", providers, l -> Integer.toString(l.defaultConcurrency()));
    limit(page, "time is billed in steps of", providers, l -> time(l.billingQuantum()));
    return page.toString();
  }

  private static void head(StringBuilder page, List<FaastProvider> providers) {
    row(
        page,
        "",
        providers,
        p -> "[" + p.info().title() + "](providers/" + p.name() + ".md), `" + p.name() + "`");
    page.append("|---".repeat(providers.size() + 1)).append("|\n");
  }

  private static void limit(
      StringBuilder page, String name, List<FaastProvider> providers, Function<Limits, String> of) {
    row(page, name, providers, provider -> of.apply(provider.info().limits()));
  }

  private static void ofTheMachine(
      StringBuilder page, String name, List<FaastProvider> providers, Function<Limits, String> of) {
    row(
        page,
        name,
        providers,
        provider ->
            provider.name().equals(OF_THE_MACHINE)
                ? "by the machine"
                : of.apply(provider.info().limits()));
  }

  private static void row(
      StringBuilder page,
      String name,
      List<FaastProvider> providers,
      Function<FaastProvider, String> cell) {
    page.append(
        providers.stream()
            .map(cell)
            .collect(Collectors.joining(" | ", "| " + name + " | ", " |\n")));
  }

  private static String bytes(int bytes) {
    return bytes % (1 << 20) == 0 ? (bytes >> 20) + " MiB" : bytes + " bytes";
  }

  private static String time(Duration time) {
    if (time.toMillis() < 1_000) {
      return time.toMillis() + " ms";
    }
    long seconds = time.toSeconds();
    if (seconds % 3_600 == 0) {
      return seconds / 3_600 + " h";
    }
    return seconds % 60 == 0 && seconds > 60 ? seconds / 60 + " min" : seconds + " s";
  }
}
