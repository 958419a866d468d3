package io.faast.local;

import io.faast.local.worker.LocalWorkerMain;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
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
  private static final Path NICE = Path.of("/usr/bin/nice");

  /** The release since which JVMs also log about archives under another tag. */
  private static final int SAYS_AOT = 25;

  private final Path java;
  private final String classPath;
  private final int memoryMb;
  private final List<String> jvmOptions;
  private final Map<String, String> environment;
  private final @Nullable RunTrace trace;
  private final int release;
  private volatile @Nullable Path archive;

  WorkerCommand(
      JavaHome java,
      String classPath,
      int memoryMb,
      List<String> jvmOptions,
      Map<String, String> environment,
      @Nullable RunTrace trace) {
    this.java = java.java();
    release = java.release();
    this.classPath = classPath;
    this.memoryMb = memoryMb;
    this.jvmOptions = jvmOptions;
    this.environment = environment;
    this.trace = trace;
  }

  /**
   * Gives the workers started from now on a class-data archive; null takes it away. Returns whether
   * they had one.
   */
  synchronized boolean setArchive(@Nullable Path newArchive) {
    boolean had = archive != null;
    archive = newArchive;
    return had;
  }

  /** Returns the options that every JVM on the bundle gets, wherever its files lie. */
  List<String> commonOptions() {
    List<String> options = new ArrayList<>(limits());
    options.addAll(jvmOptions);
    return options;
  }

  /** Starts the process with {@code directory} as the place for its files. */
  Process start(Path directory) throws IOException {
    PrivateDirectory.create(directory.resolve("work"));
    PrivateDirectory.create(directory.resolve("tmp"));
    return process(directory, arguments(directory)).start();
  }

  /** Returns what makes an archive: a JVM of low priority that has its files in a directory. */
  ProcessBuilder training(Path directory, Path newArchive) throws IOException {
    PrivateDirectory.create(directory.resolve("work"));
    PrivateDirectory.create(directory.resolve("tmp"));
    return helper(
        directory,
        List.of("-Xshare:auto", "-XX:ArchiveClassesAtExit=" + newArchive.toAbsolutePath()),
        LocalWorkerMain.TRAIN);
  }

  /** Returns what succeeds only if the JVM takes the archive; to be called after the training. */
  ProcessBuilder trial(Path directory, Path newArchive) {
    return helper(
        directory,
        List.of("-Xshare:on", "-XX:SharedArchiveFile=" + newArchive.toAbsolutePath()),
        LocalWorkerMain.TRY);
  }

  private ProcessBuilder helper(Path directory, List<String> sharing, String what) {
    List<String> arguments = new ArrayList<>();
    if (Files.isExecutable(NICE)) {
      arguments.addAll(List.of(NICE.toString(), "-n", "19"));
    }
    arguments.add(java.toString());
    arguments.addAll(limits());
    arguments.addAll(files(directory));
    arguments.addAll(jvmOptions);
    arguments.addAll(sharing);
    arguments.addAll(List.of("-cp", classPath, LocalWorkerMain.class.getName(), what));
    ProcessBuilder builder = process(directory, arguments);
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    return builder;
  }

  private ProcessBuilder process(Path directory, List<String> arguments) {
    ProcessBuilder builder = new ProcessBuilder(arguments);
    builder.directory(directory.resolve("work").toFile());
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
    Path temporary = directory.resolve("tmp").toAbsolutePath();
    variables.put("TMPDIR", temporary.toString()); // also marks descendants
    return builder;
  }

  private boolean choosesCollector() {
    for (String option : jvmOptions) {
      if (option.startsWith("-XX:+Use") && option.endsWith("GC")) {
        return true;
      }
    }
    return false;
  }

  private List<String> limits() {
    List<String> arguments = new ArrayList<>();
    arguments.add("-Xmx" + memoryMb + "m");
    arguments.add("-XX:MaxDirectMemorySize=" + memoryMb + "m");
    arguments.add("-XX:MaxMetaspaceSize=" + MAX_METASPACE_MB + "m");
    if (!choosesCollector()) {
      arguments.add("-XX:+UseSerialGC"); // starts fastest, and each worker is one thread anyway
    }
    arguments.add("-XX:-UsePerfData");
    arguments.add("-XX:+ExitOnOutOfMemoryError");
    arguments.add("-XX:-CreateCoredumpOnCrash");
    return arguments;
  }

  private static List<String> files(Path directory) {
    return List.of(
        "-XX:ErrorFile=" + directory.resolve("hs_err.log"),
        "-Djava.io.tmpdir=" + directory.resolve("tmp"));
  }

  /** A JVM that does not take the archive goes on without it and says nothing. */
  private List<String> sharing() {
    List<String> options = new ArrayList<>();
    options.add("-Xshare:auto");
    Path shared = archive;
    if (shared != null) {
      options.add("-XX:SharedArchiveFile=" + shared.toAbsolutePath());
      options.add("-Xlog:cds*=off");
      if (release >= SAYS_AOT) {
        options.add("-Xlog:aot*=off");
      }
    }
    return options;
  }

  private List<String> arguments(Path directory) throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.add(java.toString());
    arguments.addAll(limits());
    arguments.addAll(sharing());
    arguments.addAll(files(directory));
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
