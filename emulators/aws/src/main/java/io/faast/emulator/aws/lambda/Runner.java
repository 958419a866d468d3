package io.faast.emulator.aws.lambda;

import java.util.concurrent.CompletableFuture;

/** Runs functions. */
interface Runner {
  /**
   * Runs one, and tells how it ended; the future never fails.
   *
   * @throws io.faast.emulator.aws.core.ApiException if too many run already
   */
  CompletableFuture<Invocation.Outcome> run(Invocation invocation);
}
