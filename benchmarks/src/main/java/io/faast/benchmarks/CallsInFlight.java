package io.faast.benchmarks;

import static io.faast.Faast.faast;

import io.faast.Call;
import io.faast.FaastModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the client's resident memory while 10,000 calls are unsettled (Linux: /proc). */
final class CallsInFlight {
  private static final int CALLS = 10_000;

  private CallsInFlight() {}

  public static void main(String[] args) throws IOException {
    try (FaastModule<TrivialModule> module = faast(args[0], TrivialModule.class)) {
      List<Call<Integer>> calls = new ArrayList<>(CALLS);
      for (int i = 0; i < CALLS; i++) {
        calls.add(module.call(TrivialModule::identity, i));
      }
      double afterSubmit = residentMegabytes("VmRSS:");
      for (int i = 0; i < CALLS; i++) {
        if (calls.get(i).join() != i) {
          throw new IllegalStateException("wrong answer of call " + i);
        }
      }
      System.out.println("resident, 10,000 calls submitted ;MB;128;" + afterSubmit);
      System.out.println("peak resident, 10,000 calls ;MB;;" + residentMegabytes("VmHWM:"));
    }
  }

  private static double residentMegabytes(String field) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith(field)) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1e6;
      }
    }
    throw new IOException(field + " is not in /proc/self/status");
  }
}
