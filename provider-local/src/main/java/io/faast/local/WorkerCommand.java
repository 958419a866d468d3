package io.faast.local;

import io.faast.local.worker.LocalWorkerMain;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a worker's process is started: the bundle alone as class path unless the run is traced, an
 * environment of its own, and directories of its own.
 */
final class WorkerCommand {
  private static final List<String> PASSED_ON = List.of("PATH", "HOME", "LANG", "TZ");
  private static final int MAX_METASPACE_MB = 256;

  private final Path java;
  private final String classPath;
  private final int memoryMb;
  private final List<String> jvmOptions;
  private final Map<String, String> environment;
  private final @Nullable RunTrace trace;
  private final ClassSharing sharing;

  WorkerCommand(
      Path java,
      String classPath,
      int memoryMb,
      List<String> jvmOptions,
      Map<String, String> environment,
      @Nullable RunTrace trace,
      ClassSharing sharing) {
    this.java = java;
    this.classPath = classPath;
    this.memoryMb = memoryMb;
    this.jvmOptions = jvmOptions;
    this.environment = environment;
    this.trace = trace;
    this.sharing = sharing;
  }

  /** Starts the process of a worker, with {@code directory} as the place for its files. */
  Process start(int worker, Path directory) throws IOException {
    Path work = PrivateDirectory.create(directory.resolve("work"));
    Path temporary = PrivateDirectory.create(directory.resolve("tmp"));
    ProcessBuilder builder = new ProcessBuilder(arguments(worker, directory, temporary));
    builder.directory(work.toFile());
    builder.redirectErrorStream(true);
    Map<String, String> variables = builder.environment();
    for (String name : List.copyOf(variables.keySet())) {
      if (!PASSED_ON.contains(name) && !name.startsWith("LC_")) {
        variables.remove(name);
      }
    }
    if (File.separatorChar == '\\') {
      variables.put("SystemRoot", System.getenv().getOrDefault("SystemRoot", "C:\\Windows"));
    }
    variables.putAll(environment);
    variables.put("TMPDIR", temporary.toAbsolutePath().toString()); // also marks descendants
    return builder.start();
  }

  private boolean choosesCollector() {
    for (String option : jvmOptions) {
      if (option.startsWith("-XX:+Use") && option.endsWith("GC")) {
        return true;
      }
    }
    return false;
  }

  /** A worker's process ended before it called in. */
  void startFailed(int worker) {
    sharing.startFailed(worker);
  }

  private List<String> arguments(int worker, Path directory, Path temporary) throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.add(java.toString());
    arguments.add("-Xmx" + memoryMb + "m");
    arguments.add("-XX:MaxDirectMemorySize=" + memoryMb + "m");
    arguments.add("-XX:MaxMetaspaceSize=" + MAX_METASPACE_MB + "m");
    if (!choosesCollector()) {
      arguments.add("-XX:+UseSerialGC"); // starts fastest, and each worker is one thread anyway
    }
    arguments.addAll(sharing.options(worker));
    arguments.add("-XX:-UsePerfData");
    arguments.add("-XX:+ExitOnOutOfMemoryError");
    arguments.add("-XX:-CreateCoredumpOnCrash");
    arguments.add("-XX:ErrorFile=" + directory.resolve("hs_err.log"));
    arguments.add("-Djava.io.tmpdir=" + temporary);
    if (trace != null) {
      arguments.addAll(trace.options(String.valueOf(directory.getFileName())));
    }
    arguments.addAll(jvmOptions);
    arguments.add("-cp");
    arguments.add(classPath);
    arguments.add(LocalWorkerMain.class.getName());
    return arguments;
  }
}
