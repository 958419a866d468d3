package io.faast;

import io.faast.spi.CleanupReport;
import java.util.concurrent.CompletableFuture;

/**
 * A class whose methods are functions, for as long as it is open.
 *
 * <p>{@link Faast} makes it. {@link #close} deletes everything that was created for it; use
 * try-with-resources. Safe for use by many threads.
 *
 * @param <M> the module's class
 * @since 0.1.0
 */
public interface FaastModule<M> extends Functions<M>, Measured<M>, AutoCloseable {
  /** Returns the module's class. */
  Class<M> moduleClass();

  /** Returns the name of the provider. */
  String provider();

  /** Returns the options that were given. */
  FaastOptions options();

  /** Returns the id of this run, which every created resource is marked with. */
  String runId();

  /**
   * Ends the module: calls in flight fail with a {@link FaastException} of kind {@code CANCELLED},
   * later ones with {@code CLOSED}, and everything that was created is deleted. Waits until that is
   * done. A second close has no effect.
   *
   * @throws FaastException of kind {@code INFRASTRUCTURE} if something could not be deleted; the
   *     message names it
   */
  @Override
  void close();

  /**
   * Ends the module like {@link #close}, without waiting.
   *
   * @return completes with what was deleted and what could not be
   */
  CompletableFuture<CleanupReport> closeAsync();
}
