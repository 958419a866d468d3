package io.faast.tck;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/** What went wrong, for a report. */
final class Explanation {
  private static final int LONGEST = 2_000;

  private Explanation() {}

  /** Returns the message of an assertion, or the chain of exceptions with the place of the last. */
  static String of(@Nullable Throwable thrown) {
    StringBuilder text = new StringBuilder();
    int depth = 0;
    @Nullable Throwable at = thrown;
    while (at != null && depth++ < 6) {
      if (depth > 1) {
        text.append("\ncaused by ");
      }
      boolean assertion =
          (at instanceof AssertionError || at instanceof TestAbortedException)
              && at.getMessage() != null;
      text.append(assertion ? at.getMessage() : at.toString());
      if (!assertion && at.getStackTrace().length > 0) {
        text.append(String.format(Locale.ROOT, " (at %s)", at.getStackTrace()[0]));
      }
      at = at.getCause();
    }
    return text.length() <= LONGEST ? text.toString() : text.substring(0, LONGEST) + " …";
  }
}
