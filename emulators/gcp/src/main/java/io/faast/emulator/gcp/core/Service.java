package io.faast.emulator.gcp.core;

import io.faast.emulator.core.Request;
import java.util.Optional;

/** A service of Google Cloud that is spoken to in JSON over HTTP. */
public interface Service {
  /** Returns its name, as permissions begin with it. */
  String name();

  /**
   * Finds out what a request asks for, and checks nothing but that; empty if it is nothing of this
   * service.
   */
  Optional<Operation> operation(Request request);

  /** Returns what it says to a caller who lacks a permission. */
  default ApiException denied(Caller caller, Permission needed) {
    return ApiException.denied(
        "Permission '"
            + needed.name()
            + "' denied on resource '"
            + needed.resource()
            + "' (or it may not exist).",
        needed);
  }
}
