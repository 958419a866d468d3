package io.faast.local;

import io.faast.bundler.BundleException;
import io.faast.bundler.Trace;
import io.faast.local.worker.TracingLoader;
import io.faast.spi.DeploymentSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What the workers of one run note about classes and resources, and where it goes in the end.
 *
 * <p>Classes that were only loaded, as the verifier does, need nothing but their names. So the JVM
 * logs which of them it initialised, and those are kept, with those that were asked for by name.
 */
final class RunTrace {
  private static final String INITIALISED = ".init";

  /** Such as {@code 283 Initializing 'a/b/C'(no method) (0x00007fb0f0000800)}. */
  private static final Pattern INITIALISING = Pattern.compile(" Initializing '([^'\n]+)'");

  private static final long MAX_BYTES = 64L << 20;

  private final DeploymentSpec spec;
  private final ModuleClassPath classPath;
  private final Path directory;

  RunTrace(DeploymentSpec spec, ModuleClassPath classPath, RunDirectory run) throws IOException {
    this.spec = spec;
    this.classPath = classPath;
    directory = PrivateDirectory.create(run.path().resolve("traces"));
  }

  /** Makes the file of one worker and returns the JVM options that make it note in there. */
  List<String> options(String worker) throws IOException {
    Path file = PrivateDirectory.createFile(directory.resolve(worker));
    Path initialised = PrivateDirectory.createFile(directory.resolve(worker + INITIALISED));
    return List.of(
        "-Xlog:class+init=info:file=\"" + initialised.toAbsolutePath() + "\":none:filecount=0",
        "-Djava.system.class.loader=" + TracingLoader.class.getName(),
        "-D" + TracingLoader.FILE + "=" + file.toAbsolutePath());
  }

  /** Adds what was noted to what is known of the module; the workers have ended. */
  void keep() throws IOException {
    Set<String> classes = new TreeSet<>();
    Set<String> named = new TreeSet<>();
    Set<String> resources = new TreeSet<>();
    Set<String> initialised = new TreeSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        String text = Files.size(file) <= MAX_BYTES ? text(file) : "";
        if (file.toString().endsWith(INITIALISED)) {
          INITIALISING
              .matcher(text)
              .results()
              .forEach(found -> initialised.add(found.group(1).replace('/', '.')));
        } else {
          read(text, classes, named, resources);
        }
      }
    }
    classes.retainAll(initialised);
    try {
      int added = classPath.learn(new Trace(classes, named, resources));
      spec.progress()
          .accept(
              "Noted what "
                  + spec.module().getName()
                  + " loaded: "
                  + (classes.size() + named.size())
                  + " classes and "
                  + resources.size()
                  + " resources, "
                  + added
                  + " of them for the first time");
    } catch (BundleException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** A name that was cut short in the middle of a character must not make all others unreadable. */
  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  /** The last line may be cut short, if its worker was killed; it is left out then. */
  private static void read(
      String text, Set<String> classes, Set<String> named, Set<String> resources) {
    int end = text.indexOf('\n');
    for (int start = 0; end >= 0; start = end + 1, end = text.indexOf('\n', start)) {
      if (end > start + 1) {
        String name = text.substring(start + 1, end);
        switch (text.charAt(start)) {
          case 'c' -> classes.add(name);
          case 'n' -> named.add(name);
          case 'r' -> resources.add(name);
          default -> {
            continue; // the function itself may have written into the file
          }
        }
      }
    }
  }
}
