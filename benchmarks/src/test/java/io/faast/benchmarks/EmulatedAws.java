package io.faast.benchmarks;

import io.faast.aws.worker.FaastHandler;
import io.faast.emulator.aws.AwsEmulator;
import io.faast.emulator.aws.EmulatorOptions;
import io.faast.emulator.aws.core.ApiCall;
import io.faast.emulator.aws.lambda.SimulatedFunction;
import io.faast.emulator.core.Fault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * An emulated account in a process of its own: {@code EmulatedAws latency delay}, in milliseconds,
 * has functions take the one and every answer be the other late. Its control plane waits for
 * nothing. Obeys what comes on its standard input, until that ends:
 *
 * <ul>
 *   <li>{@code watch} begins to look, every 5 ms, how many functions run at once
 *   <li>{@code seen} ends that, and prints the least, the median and the most that it saw
 *   <li>{@code calls} prints the calls up to now, and forgets them
 * </ul>
 */
final class EmulatedAws {
  private static final int CONCURRENCY = 1_000;
  private static final long LOOK_MILLIS = 5;

  private EmulatedAws() {}

  public static void main(String[] args) throws IOException {
    SimulatedFunction function =
        SimulatedFunction.of(
            new FaastHandler(Map.of(FaastHandler.MODULE, TrivialModule.class.getName())));
    EmulatorOptions options =
        EmulatorOptions.defaults()
            .withControlPlane(0, 0)
            .withConcurrency(CONCURRENCY)
            .withSimulation(
                new EmulatorOptions.Simulation(
                    function, Duration.ofMillis(Long.parseLong(args[0]))));
    ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor();
    try (AwsEmulator emulator = AwsEmulator.start(options);
        BufferedReader commands =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      Duration delay = Duration.ofMillis(Long.parseLong(args[1]));
      if (!delay.isZero()) {
        emulator.faults().inject(call -> true, new Fault.Delay(delay));
      }
      System.out.println(
          String.join(
              " ",
              emulator.endpoint().toString(),
              emulator.region(),
              emulator.credentials().accessKeyId(),
              emulator.credentials().secretAccessKey()));
      obey(emulator, commands, looks);
    } finally {
      looks.shutdownNow();
    }
  }

  private static void obey(
      AwsEmulator emulator, BufferedReader commands, ScheduledExecutorService looks)
      throws IOException {
    ConcurrentLinkedQueue<Integer> seen = new ConcurrentLinkedQueue<>();
    Future<?> looking = CompletableFuture.completedFuture(null);
    int told = 0;
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      switch (line) {
        case "watch" -> {
          seen.clear();
          looking =
              looks.scheduleAtFixedRate(
                  () -> seen.add(emulator.account().runningInvocations()),
                  0,
                  LOOK_MILLIS,
                  TimeUnit.MILLISECONDS);
        }
        case "seen" -> {
          looking.cancel(false);
          List<Integer> sorted = seen.stream().sorted().toList();
          System.out.println(
              sorted.get(0)
                  + " "
                  + sorted.get(sorted.size() / 2)
                  + " "
                  + sorted.get(sorted.size() - 1));
        }
        case "calls" -> {
          List<ApiCall> calls = emulator.calls();
          System.out.println(
              calls.subList(told, calls.size()).stream()
                  .map(call -> call.service() + ":" + call.operation())
                  .collect(Collectors.joining(" ")));
          told = calls.size();
        }
        default -> throw new IOException("no such command: " + line);
      }
    }
  }
}
