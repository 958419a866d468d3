package io.faast.emulator.gcp.core;

import io.faast.emulator.core.Request;

/** Reads the paths of requests. */
public final class Paths {
  private Paths() {}

  /** Returns the whole path, decoded: for APIs whose names hold no encoded slashes. */
  public static String of(Request request) {
    return "/" + String.join("/", request.segments());
  }
}
