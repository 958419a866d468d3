package io.faast.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

/** A command that was run in this JVM: its exit code and what it printed. */
record Ran(int exitCode, String out, String err) {
  static Ran faast(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] texts = new String[arguments.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = arguments[i].toString();
    }
    int exitCode =
        Main.run(
            texts,
            command ->
                command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)));
    return new Ran(exitCode, out.toString(), err.toString());
  }

  /** Where the local provider puts what it needs while it runs. */
  static Path temporary() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }
}
