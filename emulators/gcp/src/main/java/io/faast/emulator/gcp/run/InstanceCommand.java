package io.faast.emulator.gcp.run;

import io.faast.emulator.core.InstanceClasses;
import io.faast.emulator.core.ParentWatch;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How the process of an instance is started: under Google's functions invoker, as its Java
 * buildpack starts it, except that the JVM is the one that the emulator runs on, with the memory
 * and the processors that the container would have. Only the first compiler compiles, because many
 * young JVMs share few cores here.
 *
 * <p>The invoker listens on all interfaces, and nothing that it reads can change that.
 */
final class InstanceCommand {
  private static final String INVOKER = "com.google.cloud.functions.invoker.runner.Invoker";

  private final Map<String, String> extra;
  private final String classPath;
  private final Path directory;

  /** Keeps what every instance needs, and its files, in {@code directory}. */
  InstanceCommand(Map<String, String> extra, Path directory) {
    this.extra = extra;
    this.directory = directory;
    Path main = directory.resolve("instance.jar");
    Path invoker = directory.resolve("invoker.jar");
    try (InputStream in = InstanceCommand.class.getResourceAsStream("functions-invoker.bin")) {
      if (in == null) {
        throw new IllegalStateException("The functions invoker is not in the emulator's jar");
      }
      InstanceClasses.pack(main, List.of(ParentWatch.class));
      Files.copy(in, invoker);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    classPath = main + File.pathSeparator + invoker;
  }

  /** Returns where an instance prints to. */
  Path output(String instance) {
    return directory.resolve(instance + ".log");
  }

  Process start(RunConfig config, Path jar, String instance, int port, String metadata)
      throws IOException {
    Path temporary = Files.createDirectories(directory.resolve(instance));
    ProcessBuilder builder = new ProcessBuilder(arguments(config, jar, port, temporary));
    builder.directory(temporary.toFile());
    builder.redirectErrorStream(true).redirectOutput(output(instance).toFile());
    Map<String, String> env = builder.environment();
    String path = env.getOrDefault("PATH", "/usr/bin:/bin");
    env.clear();
    env.put("PATH", path);
    env.put("LANG", "C.UTF-8");
    env.put("HOME", temporary.toString());
    env.put("TMPDIR", temporary.toString());
    env.put("GCE_METADATA_HOST", metadata);
    env.putAll(extra);
    env.putAll(config.environment());
    // "Container runtime contract", and what the buildpack of functions sets.
    env.put("PORT", String.valueOf(port));
    env.put("K_SERVICE", config.function());
    env.put("K_REVISION", config.revision());
    env.put("K_CONFIGURATION", config.function());
    env.put("FUNCTION_TARGET", config.target());
    env.put("FUNCTION_SIGNATURE_TYPE", "http");
    return builder.start();
  }

  private List<String> arguments(RunConfig config, Path jar, int port, Path temporary) {
    List<String> arguments = new ArrayList<>();
    arguments.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    arguments.add("-XX:MaxRAM=" + ((long) config.memoryMb() << 20));
    arguments.add("-XX:ActiveProcessorCount=" + Math.max(1, (config.millicpu() + 999) / 1_000));
    arguments.add("-XX:TieredStopAtLevel=1");
    arguments.add("-XX:+UseSerialGC");
    arguments.add("-Xshare:auto");
    arguments.add("-XX:-UsePerfData");
    arguments.add("-XX:-CreateCoredumpOnCrash");
    arguments.add("-XX:+ErrorFileToStderr");
    arguments.add("-Djava.net.preferIPv4Stack=true");
    arguments.add("-Djava.io.tmpdir=" + temporary);
    arguments.add("-classpath");
    arguments.add(classPath);
    arguments.add(ParentWatch.class.getName());
    arguments.add(INVOKER);
    arguments.add("--classpath");
    arguments.add(jar.toString());
    arguments.add("--target");
    arguments.add(config.target());
    arguments.add("--port");
    arguments.add(String.valueOf(port));
    return arguments;
  }
}
