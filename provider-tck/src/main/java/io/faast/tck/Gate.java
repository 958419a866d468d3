package io.faast.tck;

import io.faast.spi.Capability;
import io.faast.spi.ProviderInfo;
import java.util.Optional;

/**
 * Whether a rule is tried.
 *
 * @param open whether it is
 * @param verdict the verdict if it is not, or empty if there is none because it does not apply
 * @param reason why
 */
record Gate(boolean open, Optional<Verdict> verdict, String reason) {
  private static final Gate OPEN = new Gate(true, Optional.empty(), "it applies");

  static Gate of(RuleInfo rule, Session session) {
    ProviderInfo info = session.target().provider().info();
    boolean refused = !info.supports(rule.capability());
    if (rule.whenRefused() && !refused) {
      return new Gate(false, Optional.empty(), rule.capability() + " is not refused");
    }
    if (!session.selection().includes(rule)) {
      return new Gate(false, Optional.of(Verdict.NOT_RUN), "not selected");
    }
    if (refused && !rule.whenRefused()) {
      return refusedFor(rule.capability());
    }
    for (Capability needed : rule.needs()) {
      if (!info.supports(needed)) {
        return refusedFor(needed);
      }
    }
    if (rule.beacon() && !session.target().functionsReachClient()) {
      return new Gate(
          false,
          Optional.of(Verdict.NOT_RUN),
          "functions cannot reach the client's loopback here (TckTarget.functionsReachClient)");
    }
    return OPEN;
  }

  private static Gate refusedFor(Capability capability) {
    return new Gate(false, Optional.of(Verdict.REFUSED), "the provider refuses " + capability);
  }
}
