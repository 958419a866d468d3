package io.faast.emulator.gcp.functions;

import java.util.Optional;

/** The part of Cloud Storage that keeps the sources of functions. */
public interface Sources {
  /**
   * Puts an object into a bucket, which is made if there is none of that name; returns its
   * generation.
   */
  long put(String bucket, String object, byte[] content);

  /** Returns an object. */
  Optional<byte[]> get(String bucket, String object);
}
