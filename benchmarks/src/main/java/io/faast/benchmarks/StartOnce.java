package io.faast.benchmarks;

import static io.faast.Faast.faast;

import io.faast.FaastModule;
import io.faast.local.LocalOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The measured client: one deployment on the local provider, one call. Takes the module ({@code
 * trivial} or {@code jackson}), what the figures are called, and perhaps a Java home for workers.
 * Reads of {@code /proc} what the worker took until its first answer, in steps of 10 ms.
 */
final class StartOnce {
  private static final double TICK_MILLIS = 10;

  private StartOnce() {}

  public static void main(String[] args) throws IOException {
    LocalOptions options = LocalOptions.defaults();
    if (args.length > 2) {
      options = options.withJavaHome(Path.of(args[2]));
    }
    long closing;
    if (args[0].equals("jackson")) {
      long begin = System.nanoTime();
      try (FaastModule<JacksonModule> module = faast(options, JacksonModule.class)) {
        int result = module.call(JacksonModule::identity, 42).join();
        closing = report(begin, result, args[1]);
      }
    } else {
      long begin = System.nanoTime();
      try (FaastModule<TrivialModule> module = faast(options, TrivialModule.class)) {
        int result = module.call(TrivialModule::identity, 42).join();
        closing = report(begin, result, args[1]);
      }
    }
    Figures.print(args[1] + ": close()", "ms", (System.nanoTime() - closing) / 1e6);
  }

  private static long report(long begin, int result, String row) throws IOException {
    double first = (System.nanoTime() - begin) / 1e6;
    if (result != 42) {
      throw new IllegalStateException("expected 42, got " + result);
    }
    ProcessHandle worker =
        ProcessHandle.current()
            .children()
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("there is no worker"));
    String[] stat = afterName(Files.readString(Path.of("/proc/" + worker.pid() + "/stat")));
    double uptime =
        Double.parseDouble(Files.readString(Path.of("/proc/uptime")).split(" ", 2)[0]) * 1e3;
    double processor = Long.parseLong(stat[11]) + Long.parseLong(stat[12]);
    Figures.print(row + ": worker's processor time", "ms", processor * TICK_MILLIS);
    Figures.print(
        row + ": worker's start to answer", "ms", uptime - Long.parseLong(stat[19]) * TICK_MILLIS);
    Figures.print(row + ": faast() to first result", "ms", first);
    return System.nanoTime();
  }

  private static String[] afterName(String stat) {
    return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
  }
}
