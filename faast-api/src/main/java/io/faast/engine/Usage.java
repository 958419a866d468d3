package io.faast.engine;

import io.faast.spi.AttemptReport;

/** Sums what all attempts used; in stripes, so that threads that report at once don't meet. */
final class Usage {
  private static final int STRIPES = 8;

  private final Sum[] stripes = new Sum[STRIPES];
  private final int meters;

  Usage(int meters) {
    this.meters = meters;
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new Sum(meters);
    }
  }

  void add(AttemptReport report) {
    stripes[Stripes.of(Thread.currentThread(), STRIPES)].add(report);
  }

  Sum total() {
    Sum total = new Sum(meters);
    for (Sum stripe : stripes) {
      stripe.addTo(total);
    }
    return total;
  }

  /** Amounts in order of meters, and times in ns. */
  static final class Sum {
    final double[] amounts;
    long attempts;
    long billedNanos;
    long measuredNanos;

    Sum(int meters) {
      amounts = new double[meters];
    }

    synchronized void add(AttemptReport report) {
      attempts++;
      billedNanos += report.billedNanos();
      measuredNanos += report.measuredNanos();
      addAmounts(report.usage());
    }

    void addAmounts(double[] usage) {
      for (int i = 0; i < Math.min(usage.length, amounts.length); i++) {
        amounts[i] += usage[i];
      }
    }

    private synchronized void addTo(Sum total) {
      total.attempts += attempts;
      total.billedNanos += billedNanos;
      total.measuredNanos += measuredNanos;
      total.addAmounts(amounts);
    }
  }
}
