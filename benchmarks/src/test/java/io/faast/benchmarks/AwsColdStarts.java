package io.faast.benchmarks;

import io.faast.Faast;
import io.faast.FaastModule;
import io.faast.FaastOptions;
import io.faast.GcMode;
import io.faast.aws.AwsOptions;
import io.faast.emulator.aws.Account;
import io.faast.emulator.aws.AwsEmulator;
import io.faast.emulator.aws.EmulatorOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * What options of the JVM buy in a cold start: {@code AwsColdStarts rounds [java…]}. Real processes
 * under AWS's runtime interface client, in an emulated account; after each call the instance is
 * ended, so that the next one starts another.
 *
 * <p>Options are added by a wrapper script, as Lambda calls it, behind those of the managed
 * runtime: what is in {@code JAVA_TOOL_OPTIONS} comes before them and loses. An archive is made by
 * an instance itself after its first call, since its class path and its JVM have to be the same.
 * With further {@code java} commands the wrapper starts these on an archive of the first one.
 */
final class AwsColdStarts {
  private static final int WARM_UP = 2;

  private final Path wrapper;
  private final Path archive;
  private final Map<String, List<Double>> figures = new LinkedHashMap<>();

  private AwsColdStarts(Path directory) {
    wrapper = directory.resolve("wrapper");
    archive = directory.resolve("classes.jsa");
  }

  /**
   * A way to start.
   *
   * @param java what starts instead of the runtime's JVM, or empty
   * @param options what is added to the runtime's own
   * @param ours whether the function's jar is on the system class path
   */
  private record Way(String name, String java, String options, boolean ours) {}

  public static void main(String[] args) throws Exception {
    int rounds = args.length == 0 || args[0].isEmpty() ? 10 : Integer.parseInt(args[0]);
    Path directory = Files.createTempDirectory("faast-cold-starts");
    try {
      new AwsColdStarts(directory)
          .measure(rounds, List.of(args).subList(Math.min(1, args.length), args.length));
    } finally {
      for (String name : List.of("wrapper", "classes.jsa")) {
        Files.deleteIfExists(directory.resolve(name));
      }
      Files.delete(directory);
    }
  }

  private void measure(int rounds, List<String> otherJvms) throws Exception {
    List<Way> ways = new ArrayList<>();
    ways.add(new Way("as Lambda starts it", "", "", false));
    ways.add(new Way("without the JDK's own archive", "", "-Xshare:off", false));
    ways.add(new Way("with both compilers", "", "-XX:TieredStopAtLevel=4", false));
    String use = "-XX:SharedArchiveFile=" + archive;
    ways.add(new Way("archive of the runtime's classes", "", use, false));
    ways.add(new Way("archive of those and the function's", "", use, true));
    for (String java : otherJvms) {
      ways.add(new Way("another JVM without an archive", java, "", true));
      ways.add(new Way("another JVM on that archive", java, use, true));
    }
    try (AwsEmulator emulator =
        AwsEmulator.start(EmulatorOptions.defaults().withControlPlane(0, 0))) {
      write(ways.get(0));
      FaastOptions options =
          FaastOptions.defaults()
              .withGc(GcMode.OFF)
              .withSpeculation(0)
              .withMaxRetries(0)
              .withConcurrency(1)
              .withEnv(Map.of("AWS_LAMBDA_EXEC_WRAPPER", wrapper.toString()));
      try (FaastModule<ColdStartModule> m =
          Faast.faast(account(emulator), ColdStartModule.class, options)) {
        for (Way way : ways) {
          if (way.options.contains("SharedArchiveFile") && way.java.isEmpty()) {
            makeArchive(emulator, m, way);
          }
          for (int i = 0; i < rounds + WARM_UP; i++) {
            start(emulator, m, way, i >= WARM_UP);
          }
        }
      }
    }
    System.out.println(Sample.header());
    figures.forEach(
        (row, values) ->
            System.out.println(
                Sample.of(row, "ms", "", values.stream().mapToDouble(v -> v).toArray()).row()));
  }

  private static AwsOptions account(AwsEmulator emulator) {
    return AwsOptions.defaults()
        .withEndpoint(emulator.endpoint())
        .withRegion(emulator.region())
        .withCredentials(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(
                    emulator.credentials().accessKeyId(),
                    emulator.credentials().secretAccessKey())));
  }

  /** Options stand before the class path, so that none of them is taken for an argument. */
  private void write(Way way) throws IOException {
    String script =
        "#!/bin/sh\n"
            + "first=yes\n"
            + "classpath=no\n"
            + "for arg do\n"
            + "  shift\n"
            + "  [ $first = yes ] && [ -n '"
            + way.java
            + "' ] && arg='"
            + way.java
            + "'\n"
            + "  first=no\n"
            + "  [ $classpath = yes ] && arg=\"$arg"
            + (way.ours ? "${LAMBDA_TASK_ROOT:+:$LAMBDA_TASK_ROOT/lib/bundle.jar}" : "")
            + "\"\n"
            + "  classpath=no\n"
            + "  [ \"$arg\" = -classpath ] && classpath=yes && set -- \"$@\" "
            + way.options
            + "\n"
            + "  set -- \"$@\" \"$arg\"\n"
            + "done\n"
            + "exec \"$@\"\n";
    Files.writeString(wrapper, script);
    Files.setPosixFilePermissions(wrapper, PosixFilePermissions.fromString("rwx------"));
  }

  /** An instance that has answered has loaded what a first call needs; it writes that down. */
  private void makeArchive(AwsEmulator emulator, FaastModule<ColdStartModule> m, Way way)
      throws IOException {
    Files.deleteIfExists(archive);
    write(new Way("", "", "-XX:ArchiveClassesAtExit=" + archive, way.ours));
    m.call(ColdStartModule::identity, 1).join();
    try {
      m.call(ColdStartModule::exit, 0).join();
    } catch (CompletionException e) {
      if (Files.exists(archive)) { // it ended, as it was asked to
        System.out.println(way.name + ": " + Files.size(archive) + " bytes");
        return;
      }
    }
    throw new IOException(
        "the instance wrote no archive: "
            + emulator.account().log(emulator.account().logGroups().get(0).name()));
  }

  private void start(AwsEmulator emulator, FaastModule<ColdStartModule> m, Way way, boolean counts)
      throws Exception {
    write(way);
    long begin = System.nanoTime();
    m.call(ColdStartModule::identity, 7).join();
    double millis = (System.nanoTime() - begin) / 1e6;
    ProcessHandle process = instance(emulator).orElseThrow();
    double cpu = process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e6;
    end(emulator, process);
    if (counts) {
      put(way.name + ", first answer", millis);
      put(way.name + ", CPU until then", cpu);
    }
  }

  private void put(String row, double millis) {
    figures.computeIfAbsent(row, key -> new ArrayList<>()).add(millis);
  }

  private static Optional<ProcessHandle> instance(AwsEmulator emulator) {
    return emulator.account().instances().stream()
        .map(Account.Instance::pid)
        .findFirst()
        .flatMap(ProcessHandle::of);
  }

  private static void end(AwsEmulator emulator, ProcessHandle process) {
    process.destroyForcibly();
    process.onExit().join();
    while (instance(emulator).isPresent()) {
      LockSupport.parkNanos(1_000_000); // until the emulator has noticed
    }
  }
}
