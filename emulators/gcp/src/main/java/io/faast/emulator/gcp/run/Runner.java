package io.faast.emulator.gcp.run;

import io.faast.emulator.core.Request;
import java.util.concurrent.CompletableFuture;

/** Runs the requests of a revision. */
interface Runner extends AutoCloseable {
  /**
   * Runs a request, at some time.
   *
   * @param kill whether the instance that has it is to be killed then
   */
  CompletableFuture<Served> serve(Request request, boolean kill);

  /**
   * Starts an instance to see whether it does.
   *
   * @return what kept it from starting; empty if nothing did
   */
  CompletableFuture<String> check();

  @Override
  void close();
}
