package io.faast.engine;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** How many attempts wait at the gates of one engine, and at which. */
final class WaitingRoom {
  private final int bound;
  private final AtomicInteger waiting = new AtomicInteger();

  /** The gates at which attempts wait now. */
  final Set<CallGate> gates = ConcurrentHashMap.newKeySet();

  WaitingRoom(int bound) {
    this.bound = bound;
  }

  /** Counts one more; refuses if {@code bounded} and there is no room. */
  boolean admit(boolean bounded) {
    if (waiting.incrementAndGet() > bound && bounded) {
      waiting.decrementAndGet();
      return false;
    }
    return true;
  }

  void left() {
    waiting.decrementAndGet();
  }

  int waiting() {
    return waiting.get();
  }

  int bound() {
    return bound;
  }
}
