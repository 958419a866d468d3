package io.faast;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Names runs: the second that they began in, for people, and 60 random bits. */
final class RunIds {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int DIGITS = 12;
  private static final int BASE = 32;

  private RunIds() {}

  /** Sees to it that the random generator has its seed, which a young JVM takes 10 to 20 ms for. */
  static void prepare() {
    RANDOM.nextBytes(new byte[1]);
  }

  static String next(Instant now) {
    // By hand, because a formatter takes a young JVM several milliseconds.
    LocalDateTime time = LocalDateTime.ofEpochSecond(now.getEpochSecond(), 0, ZoneOffset.UTC);
    StringBuilder id = new StringBuilder(28);
    append(id, time.getYear(), 4);
    append(id, time.getMonthValue(), 2);
    append(id, time.getDayOfMonth(), 2);
    id.append('-');
    append(id, time.getHour(), 2);
    append(id, time.getMinute(), 2);
    append(id, time.getSecond(), 2);
    id.append('-');
    byte[] random = new byte[DIGITS];
    RANDOM.nextBytes(random);
    for (byte digit : random) {
      id.append(Character.forDigit(digit & (BASE - 1), BASE));
    }
    return id.toString();
  }

  private static void append(StringBuilder id, int number, int digits) {
    String text = Integer.toString(number);
    for (int i = text.length(); i < digits; i++) {
      id.append('0');
    }
    id.append(text);
  }
}
