package io.faast.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts {@link EmulatedAws}, and talks to it. */
final class EmulatorProcess implements AutoCloseable {
  private static final int END_SECONDS = 30;

  private final Process process;
  private final PrintWriter commands;
  private final BufferedReader answers;
  private final String[] account;

  EmulatorProcess(int latencyMillis, int delayMillis) throws IOException {
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dslf4j.internal.verbosity=ERROR",
                "-cp",
                System.getProperty("java.class.path"),
                EmulatedAws.class.getName(),
                Integer.toString(latencyMillis),
                Integer.toString(delayMillis))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    commands =
        new PrintWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8), true);
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    account = answer().split(" ", -1);
  }

  /** Returns options of a client's JVM that lead it here. */
  List<String> jvmOptions() {
    return List.of(
        "-Dslf4j.internal.verbosity=ERROR",
        "-Daws.endpointUrl=" + account[0],
        "-Daws.region=" + account[1],
        "-Daws.accessKeyId=" + account[2],
        "-Daws.secretAccessKey=" + account[3]);
  }

  void tell(String command) {
    commands.println(command);
  }

  String ask(String question) {
    tell(question);
    return answer();
  }

  private String answer() {
    try {
      String line = answers.readLine();
      if (line == null) {
        throw new IOException("the emulator ended");
      }
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    commands.close();
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("the emulator does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroyForcibly();
    }
  }
}
