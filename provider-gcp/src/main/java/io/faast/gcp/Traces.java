package io.faast.gcp;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Names requests so that what Google logs of them can be found. */
final class Traces {
  /** The header that a trace goes by, as the W3C has it. */
  static final String HEADER = "traceparent";

  private Traces() {}

  /** Returns the id of a new trace: 32 hexadecimal digits. */
  static String id() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong() | 1);
  }

  /** Returns the header's value for a trace. */
  static String header(String id) {
    return "00-" + id + "-" + id.substring(16) + "-01";
  }
}
