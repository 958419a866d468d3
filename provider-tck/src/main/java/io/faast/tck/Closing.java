package io.faast.tck;

import java.io.Closeable;
import java.io.IOException;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Closes many things, whatever fails on the way. */
final class Closing {
  private Closing() {}

  /** Closes and removes all, first to last; throws the first failure with the others suppressed. */
  static void all(Deque<Closeable> closing) {
    @Nullable AssertionError first = null;
    while (!closing.isEmpty()) {
      try {
        closing.pop().close();
      } catch (IOException | RuntimeException | AssertionError e) {
        if (first == null) {
          first = new AssertionError("What a rule opened could not be closed: " + e, e);
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
