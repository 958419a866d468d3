package io.faast.engine;

import java.util.ArrayDeque;

/**
 * Sends attempts one after the other on a thread, so that a provider that answers inside {@code
 * invoke} leads to a loop and not to a recursion: what becomes ready while an attempt is being sent
 * is sent after it.
 */
final class Trampoline {
  private static final ThreadLocal<Trampoline> LOCAL = ThreadLocal.withInitial(Trampoline::new);

  private final ArrayDeque<AttemptRun> ready = new ArrayDeque<>();
  private boolean sending;

  /** Sends {@code attempt}, which holds its permits. */
  static void send(AttemptRun attempt) {
    Trampoline here = LOCAL.get();
    if (here.sending) {
      here.ready.add(attempt);
    } else {
      here.sendAll(attempt);
    }
  }

  private void sendAll(AttemptRun first) {
    sending = true;
    try {
      for (AttemptRun next = first; next != null; next = ready.poll()) {
        next.send();
      }
    } finally {
      sending = false;
    }
  }
}
