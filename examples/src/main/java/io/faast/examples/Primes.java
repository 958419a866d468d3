package io.faast.examples;

import static io.faast.Faast.faast;

import io.faast.FaastModule;
import java.util.List;
import java.util.stream.IntStream;

/** Counts primes, a million numbers in each call. */
public class Primes {
  /** Counts the primes in one million of numbers; the 0th ends before 1,000,000. */
  public int inMillion(int million) {
    int from = Math.max(2, million * 1_000_000);
    return (int) IntStream.range(from, (million + 1) * 1_000_000).filter(Primes::isPrime).count();
  }

  private static boolean isPrime(int n) {
    return IntStream.rangeClosed(2, (int) Math.sqrt(n)).noneMatch(d -> n % d == 0);
  }

  /** Takes the name of a provider. */
  public static void main(String[] args) {
    List<Integer> millions = IntStream.range(0, 10).boxed().toList();
    try (FaastModule<Primes> primes = faast(args[0], Primes.class)) {
      int total = primes.map(Primes::inMillion, millions).mapToInt(count -> count).sum();
      System.out.printf("%,d primes below %,d%n", total, millions.size() * 1_000_000);
      System.out.println(primes.costSnapshot());
    }
  }
}
