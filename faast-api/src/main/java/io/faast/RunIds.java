package io.faast;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Names runs: the second that they began in, for people, and 60 random bits. */
final class RunIds {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
  private static final int DIGITS = 12;
  private static final int BASE = 32;

  private RunIds() {}

  static String next(Instant now) {
    StringBuilder id = new StringBuilder(SECOND.format(now)).append('-');
    for (int i = 0; i < DIGITS; i++) {
      id.append(Character.forDigit(RANDOM.nextInt(BASE), BASE));
    }
    return id.toString();
  }
}
