package io.faast.examples;

import java.time.Duration;
import java.util.Locale;

/** Writes numbers the same way wherever the program runs. */
public final class Units {
  private Units() {}

  /** Returns a whole number with commas between thousands. */
  public static String count(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }

  /** Returns {@code "1 jar"} or {@code "2 jars"}. */
  public static String count(long n, String one, String many) {
    return count(n) + " " + (n == 1 ? one : many);
  }

  /** Returns a size in bytes, KiB, MiB or GiB. */
  public static String bytes(long bytes) {
    if (bytes < 1024) {
      return bytes + " B";
    }
    String[] units = {"KiB", "MiB", "GiB"};
    double size = bytes / 1024.0;
    int unit = 0;
    while (size >= 999.95 && unit < units.length - 1) {
      size /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", size, units[unit]);
  }

  /** Returns a part of a whole in percent; of nothing it is 0. */
  public static String percent(long part, long whole) {
    return String.format(Locale.ROOT, "%.1f %%", whole == 0 ? 0 : 100.0 * part / whole);
  }

  /** Returns a time in its two largest units. */
  public static String time(Duration time) {
    double millis = time.toNanos() / 1e6;
    if (millis < 9.95) {
      return String.format(Locale.ROOT, "%.2f ms", millis);
    }
    if (millis < 999.5) {
      return String.format(Locale.ROOT, "%.0f ms", millis);
    }
    if (millis < 99_950) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1e3);
    }
    if (time.toHours() < 2) {
      return time.toMinutes() + " min " + time.toSecondsPart() + " s";
    }
    return time.toHours() < 48
        ? time.toHours() + " h " + time.toMinutesPart() + " min"
        : time.toDays() + " days " + time.toHoursPart() + " h";
  }
}
