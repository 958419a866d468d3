package io.faast.tck.functions;

import java.util.concurrent.CountDownLatch;

/** Holds a function until it is interrupted or killed. */
final class Blocker {
  private Blocker() {}

  static void block() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  /** Burns time without ever noticing an interrupt. */
  static void spin() {
    long x = 1;
    while (x != 0) {
      x = x * 6364136223846793005L | 1;
    }
  }
}
