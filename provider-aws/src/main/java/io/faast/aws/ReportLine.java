package io.faast.aws;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Lambda itself says of an execution, in the last line of its log: the very numbers that are
 * billed.
 *
 * @param durationNanos how long the function ran
 * @param billedNanos what is billed
 * @param initNanos how long the instance took to start, 0 for a warm one
 * @param memoryMb what the function was given, in MiB
 * @param usedMb the most that it used so far, in MiB
 */
record ReportLine(long durationNanos, long billedNanos, long initNanos, int memoryMb, int usedMb) {
  private static final String NUMBER = "([0-9]+(?:\\.[0-9]+)?)";
  private static final Pattern LINE =
      Pattern.compile(
          "REPORT RequestId: \\S+\\s+Duration: "
              + NUMBER
              + " ms\\s+Billed Duration: "
              + NUMBER
              + " ms\\s+Memory Size: ([0-9]{1,6}) MB\\s+Max Memory Used: ([0-9]{1,6}) MB"
              + "(?:\\s+Init Duration: "
              + NUMBER
              + " ms)?");

  /** Returns the last one in a text, since functions may print what looks like one; or null. */
  static @Nullable ReportLine find(String log) {
    int last = log.lastIndexOf("REPORT RequestId:");
    if (last < 0) {
      return null;
    }
    Matcher matcher = LINE.matcher(log).region(last, log.length());
    if (!matcher.lookingAt()) {
      return null;
    }
    return new ReportLine(
        nanos(matcher.group(1)),
        nanos(matcher.group(2)),
        matcher.group(5) == null ? 0 : nanos(matcher.group(5)),
        Integer.parseInt(matcher.group(3)),
        Integer.parseInt(matcher.group(4)));
  }

  private static long nanos(String millis) {
    return new BigDecimal(millis).movePointRight(6).longValue();
  }

  /** Returns whether the function used all the memory that it was given. */
  boolean memoryFull() {
    return usedMb >= memoryMb;
  }
}
