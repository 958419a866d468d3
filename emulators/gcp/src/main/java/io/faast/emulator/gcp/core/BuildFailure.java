package io.faast.emulator.gcp.core;

import io.faast.emulator.core.Fault;
import java.util.List;

/**
 * The build that a call of CreateFunction begins fails.
 *
 * @param log the last lines of the build's log
 */
public record BuildFailure(List<String> log) implements Fault {
  /** Takes a copy of the list. */
  public BuildFailure {
    log = List.copyOf(log);
  }
}
