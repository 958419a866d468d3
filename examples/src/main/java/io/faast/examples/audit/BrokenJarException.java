package io.faast.examples.audit;

/** Says why a jar was not audited: it is no jar, it is damaged, or it unpacks to far too much. */
public final class BrokenJarException extends Exception {
  /** Takes one sentence for the report. */
  public BrokenJarException(String message) {
    super(message);
  }
}
