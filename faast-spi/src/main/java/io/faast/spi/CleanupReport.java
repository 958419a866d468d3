package io.faast.spi;

import java.util.List;

/**
 * What closing a deployment did.
 *
 * @param deleted how many resources were deleted
 * @param failures one sentence for each resource that could not be deleted: which, and why
 * @since 0.1.0
 */
public record CleanupReport(int deleted, List<String> failures) {
  /** Takes a copy of the list. */
  public CleanupReport {
    failures = List.copyOf(failures);
  }

  /** Returns whether nothing was left behind. */
  public boolean complete() {
    return failures.isEmpty();
  }
}
