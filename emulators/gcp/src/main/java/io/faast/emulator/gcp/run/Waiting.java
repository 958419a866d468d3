package io.faast.emulator.gcp.run;

import io.faast.emulator.core.Request;
import java.util.concurrent.CompletableFuture;

/**
 * A request on its way to an instance, or in it.
 *
 * @param kill whether the instance is to be killed as soon as it has it
 */
record Waiting(Request request, boolean kill, CompletableFuture<Served> served) {
  void refuse(Served with) {
    served.complete(with);
  }
}
