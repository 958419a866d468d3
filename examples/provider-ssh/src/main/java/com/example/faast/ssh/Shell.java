package com.example.faast.ssh;

/** Parts of scripts. */
final class Shell {
  private Shell() {}

  /** Returns a text as one word of a shell, whatever is in it. */
  static String quote(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /** Makes a script that a shell reads to its end before it runs any of it. */
  static String block(String... lines) {
    return "{\n" + String.join("\n", lines) + "\n}\n";
  }
}
