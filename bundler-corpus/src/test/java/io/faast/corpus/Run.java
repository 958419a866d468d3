package io.faast.corpus;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One run of a workload in a JVM of its own, in an empty working directory. */
record Run(int exitCode, List<String> out, List<String> err) {
  private static final long LIMIT_SECONDS = 600;
  private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");

  /**
   * Runs the main class of a workload and keeps what it printed in {@code LABEL.out} and {@code
   * LABEL.err} of a directory.
   *
   * @param label says which class path this is
   */
  static Run of(Workload workload, List<Path> classPath, Path directory, String label)
      throws IOException, InterruptedException {
    // Of one name in all runs: programs may print where they are.
    Path work = directory.resolve("run");
    Trees.delete(work);
    Path tmp = Files.createDirectories(directory.resolve("tmp"));
    Files.createDirectories(work);
    Path out = directory.resolve(label + ".out");
    Path err = directory.resolve(label + ".err");

    List<String> command = command(workload, classPath, work, tmp);
    Files.writeString(directory.resolve(label + ".sh"), shell(command, work));
    ProcessBuilder builder = new ProcessBuilder(command).directory(work.toFile());
    builder.environment().clear();
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    Process process = builder.start();
    process.getOutputStream().close();
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException(
            workload
                + " from the "
                + label
                + " did not end in "
                + LIMIT_SECONDS
                + " s; see "
                + directory.resolve(label + ".sh"));
      }
    } finally {
      process.destroyForcibly().waitFor();
      Trees.delete(tmp);
      Trees.delete(work);
    }
    return new Run(
        process.exitValue(),
        Files.readAllLines(out),
        Files.readAllLines(err).stream().map(line -> neutral(line, classPath)).toList());
  }

  /** Returns the value of each case by its name, in the order of the run. */
  Map<String, String> cases() {
    Map<String, String> cases = new LinkedHashMap<>();
    for (String line : out) {
      int equals = line.indexOf('=');
      String name = equals < 0 ? "(printed)" : line.substring(0, equals);
      cases.merge(name, line.substring(equals + 1), (first, next) -> first + "\n" + next);
    }
    return cases;
  }

  private static List<String> command(
      Workload workload, List<Path> classPath, Path work, Path tmp) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    command.addAll(
        List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    command.addAll(
        List.of(
            "-Duser.timezone=UTC",
            "-Duser.language=en",
            "-Duser.country=US",
            "-Dfile.encoding=UTF-8",
            "-Djava.awt.headless=true",
            // Or the JVM says where the agent lies, which the class path has and a bundle unpacks.
            "-XX:+EnableDynamicAgentLoading",
            // Without the time.
            "-Djava.util.logging.SimpleFormatter.format=%4$s %2$s: %5$s%6$s%n",
            "-Djava.io.tmpdir=" + tmp,
            "-Duser.home=" + work));
    if (Runtime.version().feature() >= 25) {
      // Stdout is UTF-8 by file.encoding on 17 only.
      command.add("-Dstdout.encoding=UTF-8");
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.add(workload.mainClass());
    return command;
  }

  private static String shell(List<String> command, Path work) {
    String words =
        command.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" \\\n  "));
    int main = words.lastIndexOf('\'', words.length() - 2);
    // Stack traces of what the cases threw, which the tests do not want to see.
    return "#!/bin/sh\nmkdir -p "
        + work
        + " "
        + work.resolveSibling("tmp")
        + "\ncd "
        + work
        + "\nexec "
        + words.substring(0, main)
        + "-Dcorpus.stacks=true \"$@\" \\\n  "
        + words.substring(main)
        + "\n";
  }

  /** Makes lines equal that differ only in the time and in where the classes came from. */
  private static String neutral(String line, List<Path> classPath) {
    String text = TIME.matcher(line).replaceAll("(time)");
    for (Path entry : classPath) {
      text = text.replace(entry.toString(), "(class path)");
      if (Files.isRegularFile(entry)) {
        text = text.replace(entry.getFileName().toString(), "(class path)");
      }
    }
    return text;
  }
}
