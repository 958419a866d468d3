package io.faast.gcp;

import java.util.LinkedHashMap;
import java.util.Map;

/** Knows the last messages by their ids, since Pub/Sub delivers some twice. Thread-safe. */
final class Recent {
  private static final int KEPT = 10_000;

  private final Map<String, Boolean> ids =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > KEPT;
        }
      };

  /** Notes an id, and returns whether it was not among the last ones. */
  synchronized boolean isNew(String id) {
    return ids.putIfAbsent(id, true) == null;
  }
}
