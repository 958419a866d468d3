package io.faast.emulator.gcp.run;

import io.faast.emulator.gcp.core.Meters;

/**
 * The time of an instance that is billed: from when it has a request until it has none, and its
 * start. Guarded by its owner.
 */
final class BilledTime {
  private final Meters meters;
  private final RunConfig config;
  private final boolean check;
  private long since;
  private int running;
  private boolean starting = true;

  /** The instance starts now; {@code check} tells whether that is for a deployment. */
  BilledTime(Meters meters, RunConfig config, boolean check) {
    this.meters = meters;
    this.config = config;
    this.check = check;
    since = System.nanoTime();
  }

  /** It has started; what follows at once is billed as one with the start, unless as a check. */
  void started() {
    starting = false;
    if (check || running == 0) {
      bill(check);
    }
  }

  void enter() {
    if (running++ == 0 && !starting) {
      since = System.nanoTime();
    }
  }

  void leave() {
    if (--running == 0 && !starting) {
      bill(false);
    }
  }

  /** It is gone, with whatever it still did. */
  void gone() {
    if (starting || running > 0) {
      bill(starting && check);
    }
    running = 0;
  }

  private void bill(boolean asCheck) {
    long now = System.nanoTime();
    meters.run(config.millicpu(), config.memoryMb(), now - since, asCheck);
    since = now;
  }
}
