package io.faast.examples;

import java.time.Duration;

/**
 * Writes numbers the same way wherever the program runs. Without {@link java.util.Formatter}, which
 * takes a young JVM longer than many a command has to do.
 */
public final class Units {
  private Units() {}

  /** Returns a whole number with commas between thousands. */
  public static String count(long n) {
    StringBuilder text = new StringBuilder(Long.toString(n));
    int first = n < 0 ? 1 : 0;
    for (int i = text.length() - 3; i > first; i -= 3) {
      text.insert(i, ',');
    }
    return text.toString();
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
    return tenths(size) + " " + units[unit];
  }

  /** Returns a part of a whole in percent; of nothing it is 0. */
  public static String percent(long part, long whole) {
    return tenths(whole == 0 ? 0 : 100.0 * part / whole) + " %";
  }

  /** Returns a time in its two largest units. */
  public static String time(Duration time) {
    double millis = time.toNanos() / 1e6;
    if (millis < 9.95) {
      long hundredths = Math.round(millis * 100);
      long rest = hundredths % 100;
      return hundredths / 100 + (rest < 10 ? ".0" : ".") + rest + " ms";
    }
    if (millis < 999.5) {
      return Math.round(millis) + " ms";
    }
    if (millis < 99_950) {
      return tenths(millis / 1e3) + " s";
    }
    if (time.toHours() < 2) {
      return time.toMinutes() + " min " + time.toSecondsPart() + " s";
    }
    return time.toHours() < 48
        ? time.toHours() + " h " + time.toMinutesPart() + " min"
        : time.toDays() + " days " + time.toHoursPart() + " h";
  }

  /** Returns a number that is not negative with one digit after the point. */
  private static String tenths(double number) {
    long tenths = Math.round(number * 10);
    return tenths / 10 + "." + tenths % 10;
  }
}
