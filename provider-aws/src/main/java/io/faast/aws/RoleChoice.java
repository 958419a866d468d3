package io.faast.aws;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the functions of a run run as. Used by one thread at a time. */
final class RoleChoice {
  private final @Nullable WorkerRole role;
  private @Nullable String arn;
  private boolean sure;

  private RoleChoice(@Nullable WorkerRole role, @Nullable String arn) {
    this.role = role;
    this.arn = arn;
  }

  /** Chooses the role that the user names, or else the one that all runs of an account share. */
  static RoleChoice of(@Nullable String named, WorkerRole shared) {
    return named == null ? new RoleChoice(shared, null) : new RoleChoice(null, named);
  }

  /** Returns the role's ARN: as far as is known, until Lambda refuses it. */
  synchronized String arn() {
    String chosen = arn;
    if (chosen == null) {
      WorkerRole shared = Objects.requireNonNull(role);
      chosen = shared.last();
      if (chosen == null) {
        chosen = shared.arn();
        sure = true;
      }
      arn = chosen;
    }
    return chosen;
  }

  /** Lambda does not know the role: it was deleted since the last run, or made a moment ago. */
  synchronized void refused() {
    if (role != null && !sure) {
      arn = role.arn();
      sure = true;
    }
  }
}
