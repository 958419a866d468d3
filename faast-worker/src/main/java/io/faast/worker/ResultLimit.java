package io.faast.worker;

/** Checks encoded results against what the provider can carry. */
final class ResultLimit {
  private ResultLimit() {}

  static void check(MessageWriter w, int maxBytes, String what) throws RefusedException {
    if (w.position() > maxBytes) {
      throw new RefusedException(
          Refusal.RESULT_TOO_LARGE,
          "The encoded "
              + what
              + " is of "
              + w.position()
              + " bytes, over the limit of "
              + maxBytes
              + " bytes; return less at a time, or a Stream of parts");
    }
  }
}
