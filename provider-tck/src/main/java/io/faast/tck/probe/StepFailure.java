package io.faast.tck.probe;

/**
 * How a step of a deployment goes wrong.
 *
 * @since 0.1.0
 */
public enum StepFailure {
  /** It is refused: nothing was done, and trying it again later would be no use. */
  REFUSED("was refused"),
  /** It is done, and the answer that says so never arrives. */
  ANSWER_LOST("was done, with its answer lost");

  private final String text;

  StepFailure(String text) {
    this.text = text;
  }

  /** Returns what happened to the step, for messages. */
  @Override
  public String toString() {
    return text;
  }
}
