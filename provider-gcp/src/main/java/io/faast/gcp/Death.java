package io.faast.gcp;

/**
 * Why a request to the function ended without an answer of its own, as the log says.
 *
 * @param cause what became of it
 * @param message what the log says, or why it says nothing
 * @param instance id of the instance that had it, or empty
 */
record Death(Cause cause, String message, String instance) {
  /** What became of a request. */
  enum Cause {
    /** Its instance went over its memory. */
    OUT_OF_MEMORY,
    /** Its instance ended otherwise. */
    CRASHED,
    /** It reached no instance. */
    NO_INSTANCE,
    /** Nobody knows. */
    UNKNOWN
  }
}
