package io.faast.engine;

/**
 * Measures one function. Each thread writes to the stripe that its identity falls on, so that
 * 500,000 calls a second do not wait for each other here; readers add the stripes up.
 */
final class FunctionMeter {
  private static final int STRIPES =
      Math.max(2, Integer.highestOneBit(2 * Runtime.getRuntime().availableProcessors()));

  final String function;
  private final Tally[] stripes = new Tally[STRIPES];
  private volatile long stragglerAgeNanos = Long.MAX_VALUE;

  FunctionMeter(String function) {
    this.function = function;
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new Tally();
    }
  }

  void submitted() {
    Tally mine = mine();
    synchronized (mine) {
      mine.calls++;
    }
  }

  void sent(boolean retry, boolean speculative) {
    Tally mine = mine();
    synchronized (mine) {
      mine.attempts++;
      mine.retries += retry ? 1 : 0;
      mine.speculative += speculative ? 1 : 0;
    }
  }

  void answered(long queueing, long start, long execution, long returning, long response) {
    Tally mine = mine();
    synchronized (mine) {
      mine.queueing.add(queueing);
      mine.start.add(start);
      mine.execution.add(execution);
      mine.returning.add(returning);
      mine.response.add(response);
    }
  }

  void settled(Settled how, long total) {
    Tally mine = mine();
    synchronized (mine) {
      mine.total.add(total);
      if (how instanceof Settled.Returned || how instanceof Settled.Ended) {
        mine.completed++;
      } else if (how instanceof Settled.Threw || how instanceof Settled.Failed) {
        mine.failed++;
      } else {
        mine.cancelled++;
      }
    }
  }

  Tally tally() {
    Tally sum = new Tally();
    addTo(sum);
    return sum;
  }

  void addTo(Tally sum) {
    for (Tally stripe : stripes) {
      synchronized (stripe) {
        stripe.addTo(sum);
      }
    }
  }

  /** Returns the age from which an attempt is a straggler, or the longest time if none is yet. */
  long stragglerAgeNanos() {
    return stragglerAgeNanos;
  }

  void updateStragglerAge(SpeculationPolicy policy) {
    Distribution response = new Distribution();
    for (Tally stripe : stripes) {
      synchronized (stripe) {
        response.add(stripe.response);
      }
    }
    if (response.samples() >= policy.minSamples()) {
      double age = response.mean() + policy.sigma() * response.deviation();
      stragglerAgeNanos = (long) Math.max((double) policy.floor().toNanos(), age);
    }
  }

  private Tally mine() {
    return stripes[Stripes.of(Thread.currentThread(), STRIPES)];
  }
}
