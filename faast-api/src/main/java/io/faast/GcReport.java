package io.faast;

import java.util.List;

/**
 * What collecting the garbage of crashed runs did.
 *
 * @param ran whether it ran; not when switched off, done within the last hour, or refused
 * @param found resources that belong to other runs
 * @param deleted resources that were deleted
 * @param failures a sentence for each thing that went wrong
 * @since 0.1.0
 */
public record GcReport(boolean ran, int found, int deleted, List<String> failures) {
  /** The report of a collection that did not run. */
  public static final GcReport NOT_RUN = new GcReport(false, 0, 0, List.of());

  /** Takes a copy of the list. */
  public GcReport {
    failures = List.copyOf(failures);
  }
}
