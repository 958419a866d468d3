package io.faast.local.worker;

import java.io.PrintWriter;
import java.io.StringWriter;

/** A stack trace as text. */
final class StackText {
  private StackText() {}

  static String of(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
