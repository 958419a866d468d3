package io.faast.gcp;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;

/**
 * What time it is at Google, as the answers of its services say it. Clients whose own clocks are
 * off by hours agree on it, as they must on whether a run is still held. Before the first answer it
 * is the client's own time. Thread-safe.
 */
final class ServiceTime {
  private final InstantSource own;
  private volatile Duration ahead = Duration.ZERO;

  ServiceTime(InstantSource own) {
    this.own = own;
  }

  Instant now() {
    return own.instant().plus(ahead);
  }

  /** Takes the date of an answer. */
  void heard(String date) {
    try {
      Instant there = DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from);
      ahead = Duration.between(own.instant(), there);
    } catch (DateTimeException e) {
      System.getLogger("io.faast.gcp")
          .log(System.Logger.Level.DEBUG, "an answer has a date that is none", e);
    }
  }
}
