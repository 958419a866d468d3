package io.faast;

import io.faast.function.ReturnsNothing;
import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * What the calls of a module did, took and cost. All methods may be called at any time, also after
 * the module was closed, by any thread; none blocks.
 *
 * @param <M> the module's class
 * @since 0.1.0
 */
public interface Measured<M> {
  /** Returns what the module has cost so far. */
  CostSnapshot costSnapshot();

  /** Returns what all calls did so far. */
  ModuleStats stats();

  /**
   * Returns what the calls of one function did.
   *
   * @param function the method's name; with its parameter types, as in {@code
   *     thumbnail(byte[],int)}, if it is overloaded
   * @throws FaastException of kind {@code INVALID_USE} if the module has no such method, or several
   */
  FunctionStats stats(String function);

  /** Returns what the calls of an instance method did. */
  default FunctionStats stats(ReturnsNothing.Instance0<M> function) {
    return statsReference(function);
  }

  /** Returns what the calls of an instance method did. */
  default <A> FunctionStats stats(ReturnsNothing.Instance1<M, A> function) {
    return statsReference(function);
  }

  /** Returns what the calls of an instance method did. */
  default <A, B> FunctionStats stats(ReturnsNothing.Instance2<M, A, B> function) {
    return statsReference(function);
  }

  /** Returns what the calls of an instance method did. */
  default <A, B, C> FunctionStats stats(ReturnsNothing.Instance3<M, A, B, C> function) {
    return statsReference(function);
  }

  /** Returns what the calls of an instance method did. */
  default <A, B, C, D> FunctionStats stats(ReturnsNothing.Instance4<M, A, B, C, D> function) {
    return statsReference(function);
  }

  /** Returns what the calls of an instance method did. */
  default <A, B, C, D, E> FunctionStats stats(ReturnsNothing.Instance5<M, A, B, C, D, E> function) {
    return statsReference(function);
  }

  /** All {@code stats} methods that take a method reference end here. */
  FunctionStats statsReference(Serializable function);

  /**
   * Tells {@code listener} at regular intervals what each function did since it was last told.
   *
   * @param every the interval, at least 1 ms
   * @param listener called on a thread of the engine, so it must return quickly
   * @return ends it when closed, as the end of the module does
   */
  Subscription onStats(Duration every, Consumer<StatsEvent> listener);

  /** Returns where the logs of all workers can be read. */
  URI logUrl();
}
