package io.faast.engine;

import io.faast.worker.MessageReader;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Items of a stream between arriving, in any order and perhaps twice, and being taken in order; and
 * how many more the producer may send. Guarded by its stream.
 */
final class ItemBuffer {
  /** How far the producer may be ahead: so many items, or fewer if they are large. */
  private static final int MOST_AHEAD = 256;

  private static final int FIRST_AHEAD = 16;
  private static final int LEAST_AHEAD = 4;
  private static final int BYTES_AHEAD = 1 << 20;

  private final ArrayDeque<MessageReader> ready = new ArrayDeque<>();
  private final Map<Long, MessageReader> early = new HashMap<>();
  private long arrived;
  private long taken;
  private long granted;
  private long takenBytes;

  /** Takes an item; one that was here before is dropped. */
  void add(long sequence, MessageReader item) {
    if (sequence < arrived) {
      return;
    }
    if (sequence > arrived) {
      early.putIfAbsent(sequence, item);
      return;
    }
    for (MessageReader next = item; next != null; next = early.remove(arrived)) {
      ready.add(next);
      arrived++;
    }
  }

  @Nullable MessageReader poll() {
    MessageReader item = ready.poll();
    if (item != null) {
      taken++;
      takenBytes += item.remaining();
    }
    return item;
  }

  boolean isEmpty() {
    return ready.isEmpty();
  }

  /** Returns how many items have arrived without a gap. */
  long arrived() {
    return arrived;
  }

  long taken() {
    return taken;
  }

  long granted() {
    return granted;
  }

  /** Returns how many more items to ask for: none, until half of what may be ahead was taken. */
  long grant() {
    long ahead = FIRST_AHEAD;
    if (taken >= FIRST_AHEAD / 2) {
      long bytesEach = Math.max(1, takenBytes / taken);
      ahead = Math.max(LEAST_AHEAD, Math.min(MOST_AHEAD, BYTES_AHEAD / bytesEach));
    }
    long open = granted - taken;
    if (open > ahead / 2) {
      return 0;
    }
    granted += ahead - open;
    return ahead - open;
  }

  /** Forgets all items; another attempt begins from the first. */
  void clear() {
    ready.clear();
    early.clear();
    arrived = 0;
    taken = 0;
    granted = 0;
    takenBytes = 0;
  }
}
