package io.faast.emulator.gcp.run;

import io.faast.emulator.core.Request;
import io.faast.emulator.core.Response;
import java.util.concurrent.CompletionStage;

/** Stands in for what functions do, without a process. */
@FunctionalInterface
public interface SimulatedFunction {
  /**
   * Runs once, on a thread that must not be held: what takes time is answered later. What it fails
   * with ends the instance that it stands for.
   *
   * @param function the function's id
   */
  CompletionStage<Response> call(String function, Request request);
}
