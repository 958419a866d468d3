package io.faast.benchmarks;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures the client of the AWS provider: {@code AwsHarness [runs]}. The emulated account is a
 * process of its own, so that the processor time of the client is the client's alone; its functions
 * run in it, without processes.
 */
public final class AwsHarness {
  private static final int FUNCTION_MILLIS = 200;
  private static final int[] DELAYS = {500, 2_000};
  private static final int DELAYED_RUNS = 2;

  private AwsHarness() {}

  /** Runs everything and prints tables. */
  public static void main(String[] args) throws IOException, InterruptedException {
    int runs = args.length > 0 ? Integer.parseInt(args[0]) : 5;
    System.out.println("load average before: " + load());
    System.out.println(Sample.header());
    manyCalls();
    firstResult(runs);
    sequentialRoundTrips();
    System.out.println("load average after: " + load());
  }

  private static void manyCalls() throws IOException, InterruptedException {
    try (EmulatorProcess emulator = new EmulatorProcess(FUNCTION_MILLIS, 0)) {
      List<String> seen = new ArrayList<>();
      try (ClientProcesses clients =
          new ClientProcesses(
              "aws",
              clientClassPath(),
              emulator.jvmOptions(),
              line -> watch(emulator, line, seen))) {
        // One that does not count: the account is no part of what is measured, and its JVM shares
        // the processors, so it must not be compiling still. The bundle is kept from it, too.
        clients.samples(AwsCalls.class, 1, List.of(), false);
        seen.clear();
        print(clients.samples(AwsCalls.class, 1, List.of(), false));
      }
      System.out.println(
          "functions that ran at once, seen every 5 ms: least, median, most: " + seen);
    }
  }

  /** Looks while the client measures. */
  private static void watch(EmulatorProcess emulator, String line, List<String> seen) {
    switch (line) {
      case "warm" -> emulator.tell("watch");
      case "measured" -> seen.add(emulator.ask("seen"));
      default -> System.err.println(line);
    }
  }

  private static void firstResult(int runs) throws IOException, InterruptedException {
    try (EmulatorProcess emulator = new EmulatorProcess(0, 0);
        ClientProcesses clients = clients(emulator)) {
      emulator.ask("calls");
      print(clients.samples(AwsFirstResult.class, 1, List.of(), true), " (first in the account)");
      System.out.println("requests: " + emulator.ask("calls"));
      print(clients.samples(AwsFirstResult.class, runs, List.of(), true), "");
      clients.samples(AwsFirstResult.class, 1, List.of(), false); // fills the cache
      emulator.ask("calls");
      print(clients.samples(AwsFirstResult.class, runs, List.of(), false), "");
    }
  }

  /** What each answer's delay adds to the first result, times the number that wait in a row. */
  private static void sequentialRoundTrips() throws IOException, InterruptedException {
    double[] least = new double[DELAYS.length];
    for (int i = 0; i < DELAYS.length; i++) {
      try (EmulatorProcess emulator = new EmulatorProcess(0, DELAYS[i]);
          ClientProcesses clients = clients(emulator)) {
        clients.samples(AwsFirstResult.class, 1, List.of(), false); // makes the role
        emulator.ask("calls");
        least[i] =
            clients
                .samples(AwsFirstResult.class, DELAYED_RUNS, List.of(), false)
                .get(0)
                .sorted()
                .get(0);
        if (i == 0) {
          System.out.println(
              "requests of "
                  + DELAYED_RUNS
                  + " runs, until they are closed: "
                  + emulator.ask("calls"));
        }
      }
    }
    System.out.printf(
        Locale.ROOT,
        "sequential round trips from faast() to first result: %.2f"
            + " (answers %d ms late: %.0f ms, %d ms late: %.0f ms)%n",
        (least[1] - least[0]) / (DELAYS[1] - DELAYS[0]),
        DELAYS[0],
        least[0],
        DELAYS[1],
        least[1]);
  }

  private static ClientProcesses clients(EmulatorProcess emulator) throws IOException {
    return new ClientProcesses(
        "aws", clientClassPath(), emulator.jvmOptions(), System.err::println);
  }

  /** What a user has: the emulator is the last dependency, and all that only it needs follows. */
  private static String clientClassPath() {
    List<String> client = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (entry.contains(Path.of("emulators", "aws").toString())) {
        return String.join(File.pathSeparator, client);
      }
      client.add(entry);
    }
    throw new IllegalStateException("the emulator is not on the class path");
  }

  private static void print(List<Sample> samples) {
    print(samples, "");
  }

  private static void print(List<Sample> samples, String which) {
    for (Sample sample : samples) {
      System.out.println(
          new Sample(sample.name() + which, sample.unit(), sample.sorted(), sample.goal()).row());
    }
  }

  private static String load() {
    return String.valueOf(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }
}
