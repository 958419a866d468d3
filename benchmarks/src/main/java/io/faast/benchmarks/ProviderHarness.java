package io.faast.benchmarks;

import java.io.IOException;
import java.util.List;

/**
 * Measures a provider as whole processes: {@code ProviderHarness [provider [runs]]}. Every scenario
 * has a client process of its own, so that no figure profits from what another one warmed up.
 */
public final class ProviderHarness {
  private ProviderHarness() {}

  /** Runs all scenarios and prints a table. */
  public static void main(String[] args) throws IOException, InterruptedException {
    String provider = args.length > 0 ? args[0] : "local";
    int runs = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    System.out.println(Sample.header());
    try (ClientProcesses clients = new ClientProcesses(provider)) {
      print(clients.samples(FirstResult.class, runs, List.of(), true));
      print(clients.samples(FirstResult.class, runs, List.of(), false));
      print(clients.samples(WarmCalls.class, 1, List.of(), false));
      print(clients.samples(CallsInFlight.class, runs, List.of(), false));
      print(
          clients.samples(
              CallsInFlight.class, runs, List.of("-Xmx64m", "-XX:+UseSerialGC"), false));
    }
  }

  private static void print(List<Sample> samples) {
    for (Sample sample : samples) {
      System.out.println(sample.row());
    }
  }
}
