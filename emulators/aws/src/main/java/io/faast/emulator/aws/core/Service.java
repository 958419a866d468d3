package io.faast.emulator.aws.core;

import io.faast.emulator.core.Request;

/** A service of AWS. */
public interface Service {
  /** Returns its name in the scope of signatures. */
  String name();

  /** Returns how it speaks. */
  Protocol protocol();

  /**
   * Finds out what a request asks for, and checks nothing but that.
   *
   * @throws ApiException if it is nothing that this service knows
   */
  Operation operation(Request request);
}
