package io.faast.benchmarks;

import static io.faast.Faast.faast;

import io.faast.FaastModule;

/** Times the way from {@code faast()} to the first result in a fresh client. */
final class FirstResult {
  private FirstResult() {}

  public static void main(String[] args) {
    long begin = System.nanoTime();
    try (FaastModule<TrivialModule> module = faast(args[0], TrivialModule.class)) {
      int result = module.call(TrivialModule::identity, 42).join();
      double millis = (System.nanoTime() - begin) / 1e6;
      if (result != 42) {
        throw new IllegalStateException("expected 42, got " + result);
      }
      System.out.println("faast() to first result;ms;300 / 600;" + millis);
    }
  }
}
