package io.faast.bundler;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Measures how long bundling takes in JVMs that have just started: a program, not a test.
 *
 * <p>Each sample is a process of its own. Its class path is the bundler alone; what it bundles is a
 * module on Jackson. Prints medians and ranges of the call in the child, in milliseconds, and of a
 * child that does nothing else, from start to end.
 */
final class ColdStart {
  private static final int SAMPLES = Integer.getInteger("samples", 21);

  private ColdStart() {}

  public static void main(String[] args) throws Exception {
    Path temp = Files.createTempDirectory("faast-cold-start");
    try {
      measure(new Workplace(temp));
    } finally {
      try (Stream<Path> files = Files.walk(temp)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static void measure(Workplace place) throws Exception {
    List<Path> classPath = new ArrayList<>(Workplace.jarsOfTests("jackson-"));
    String[] texts = {"one", "two"};
    for (String text : texts) {
      place.compile(
          text,
          Map.of(
              "app/M.java",
              "package app; public class M { Object mapper = new"
                  + " com.fasterxml.jackson.databind.ObjectMapper().findAndRegisterModules();"
                  + " String s = \""
                  + text
                  + "\"; }"),
          classPath.toArray(new Path[0]));
    }
    Path module = Files.createDirectories(place.root.resolve("module/app")).getParent();
    classPath.add(0, module);
    double[] first = new double[SAMPLES];
    double[] unchanged = new double[SAMPLES];
    double[] changed = new double[SAMPLES];
    double[] process = new double[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      Path cache = place.root.resolve("cache" + i);
      use(place, module, "one");
      first[i] = child(place, cache, classPath);
      long start = System.nanoTime();
      unchanged[i] = child(place, cache, classPath);
      process[i] = (System.nanoTime() - start) / 1e6;
      use(place, module, "two");
      changed[i] = child(place, cache, classPath);
    }
    print("first time ever", first);
    print("module changed", changed);
    print("unchanged", unchanged);
    print("unchanged, whole process", process);
  }

  private static void use(Workplace place, Path module, String version) throws Exception {
    byte[] content = Files.readAllBytes(place.root.resolve(version + "/app/M.class"));
    Files.write(module.resolve("app/M.class"), content);
    Workplace.age(module);
  }

  private static double child(Workplace place, Path cache, List<Path> classPath) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                "-cp",
                Workplace.join(
                    Stream.concat(
                            Workplace.jarsOfTests("classes").stream(),
                            Workplace.jarsOfTests("test-classes").stream())
                        .toList()),
                Child.class.getName(),
                cache.toString()));
    for (Path entry : classPath) {
      command.add(entry.toString());
    }
    return Double.parseDouble(place.java(command.toArray(new String[0])).trim());
  }

  private static void print(String what, double[] millis) {
    Arrays.sort(millis);
    System.out.printf(
        "%-26s median %6.1f  (%.1f to %.1f, %d processes)%n",
        what, millis[millis.length / 2], millis[0], millis[millis.length - 1], millis.length);
  }

  /** The measured process. */
  static final class Child {
    public static void main(String[] args) throws Exception {
      Path[] entries = new Path[args.length - 1];
      for (int i = 0; i < entries.length; i++) {
        entries[i] = Path.of(args[i + 1]);
      }
      long start = System.nanoTime();
      Bundler.withCache(Path.of(args[0]))
          .bundle(BundleRequest.builder(ClassPath.of(entries)).root("app.M").build());
      System.out.println((System.nanoTime() - start) / 1e6);
    }
  }
}
