package io.faast.aws.worker;

import java.io.IOException;

/** SQS refused a request. */
final class QueueException extends IOException {
  private static final long serialVersionUID = 1L;

  private final boolean gone;
  private final boolean passing;

  QueueException(String message, boolean gone, boolean passing) {
    super(message);
    this.gone = gone;
    this.passing = passing;
  }

  /** Returns whether the queue does not exist (any more): its client has closed the run. */
  boolean gone() {
    return gone;
  }

  /** Returns whether trying again may help. */
  boolean passing() {
    return passing;
  }
}
