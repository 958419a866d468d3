package io.faast.gcp;

/**
 * A runtime of Cloud Run functions.
 *
 * @param id Google's name of it
 * @param release the Java release that it runs
 */
record JavaRuntime(String id, int release) {
  /** Returns the runtime that is nearest to a client's Java release, so that both agree. */
  static JavaRuntime forClient(int feature) {
    if (feature < 18) {
      return new JavaRuntime("java17", 17);
    }
    return feature < 22 ? new JavaRuntime("java21", 21) : new JavaRuntime("java25", 25);
  }
}
