package io.faast.gcp;

import io.faast.spi.RunTag;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a run's tag as labels of Google Cloud, and reads it again. */
final class Labels {
  static final String RUN = "faast-run";

  /** Who started the run; what does not fit goes on in labels with a number behind. */
  static final String OWNER = "faast-owner";

  /** When the run began, in ms since 1970. */
  static final String CREATED = "faast-created";

  /** Which process holds the run. */
  static final String CLIENT = "faast-client";

  /** Until when the run is held, in ms since 1970, if its client does not say so again. */
  static final String ALIVE_UNTIL = "faast-alive-until";

  /** The most characters of a value. */
  static final int MAX_VALUE = 63;

  private static final int OWNER_PARTS = 4;

  private Labels() {}

  /** Returns whether labels can hold an owner. */
  static boolean hold(String owner) {
    return escaped(owner).length() <= OWNER_PARTS * MAX_VALUE;
  }

  /** Returns the labels of a run's resources, the user's own included. */
  static Map<String, String> of(RunTag run, Map<String, String> own, String client) {
    Map<String, String> labels = new LinkedHashMap<>(own);
    labels.put(RUN, run.runId());
    String owner = escaped(run.owner());
    for (int part = 1; part == 1 || !owner.isEmpty(); part++) {
      int end = Math.min(MAX_VALUE, owner.length());
      labels.put(ownerKey(part), owner.substring(0, end));
      owner = owner.substring(end);
    }
    labels.put(CREATED, Long.toString(run.created().toEpochMilli()));
    labels.put(CLIENT, client);
    return labels;
  }

  /** Returns the run that labels tell of, or null if they are not ours or damaged. */
  static @Nullable RunTag read(Map<String, String> labels) {
    String run = labels.get(RUN);
    String owner = owner(labels);
    String created = labels.get(CREATED);
    if (run == null || owner == null || created == null) {
      return null;
    }
    try {
      return new RunTag(run, unescaped(owner), Instant.ofEpochMilli(Long.parseLong(created)));
    } catch (IllegalArgumentException e) {
      return null; // not written by us
    }
  }

  private static @Nullable String owner(Map<String, String> labels) {
    if (!labels.containsKey(OWNER)) {
      return null;
    }
    StringBuilder owner = new StringBuilder();
    for (int part = 1; part <= OWNER_PARTS; part++) {
      owner.append(labels.getOrDefault(ownerKey(part), ""));
    }
    return owner.toString();
  }

  private static String ownerKey(int part) {
    return part == 1 ? OWNER : OWNER + "-" + part;
  }

  /**
   * Google takes small letters, digits, "-" and "_": the bytes of all others, and "_", become _XX.
   */
  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if ((b >= 'a' && b <= 'z') || (b >= '0' && b <= '9') || b == '-') {
        escaped.append((char) b);
      } else {
        escaped.append('_');
        escaped.append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
      }
    }
    return escaped.toString();
  }

  static String unescaped(String text) {
    byte[] bytes = new byte[text.length()];
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '_') {
        bytes[length++] = (byte) c;
      } else if (i + 3 <= text.length()) {
        bytes[length++] = (byte) Integer.parseInt(text.substring(i + 1, i + 3), 16);
        i += 2;
      } else {
        throw new IllegalArgumentException("an escape is cut short");
      }
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
