package io.faast.cli;

import io.faast.local.LocalProvider;
import io.faast.spi.FaastProvider;
import io.faast.spi.RunTag;
import io.faast.tck.TckExtent;
import io.faast.tck.TckTarget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** What the conformance kit needs to know of the local provider. */
public final class LocalTarget implements TckTarget {
  private static final Path PROC = Path.of("/proc");
  private static final int PATIENCE_SECONDS = 30;

  private final FaastProvider provider = new LocalProvider();
  private final List<Path> planted = new ArrayList<>();

  /** Called by the service loader. */
  public LocalTarget() {}

  @Override
  public FaastProvider provider() {
    return provider;
  }

  /** Who lives is seen by its process, and no clock is asked. */
  @Override
  public Optional<FaastProvider> providerAt(InstantSource clock) {
    return Optional.of(provider);
  }

  /** Looks at the disk and the process table. */
  @Override
  public List<String> existing(String runId) throws IOException {
    List<String> found = new ArrayList<>();
    for (Path base : bases()) {
      Path directory = base.resolve(runId);
      if (Files.exists(directory)) {
        found.add(directory.toString());
      }
    }
    processes(runId).forEach(process -> found.add("process " + process.pid()));
    return found;
  }

  /** Returns where the provider keeps the directories of runs: one for each user. */
  private static List<Path> bases() throws IOException {
    List<Path> found = new ArrayList<>();
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try (DirectoryStream<Path> bases = Files.newDirectoryStream(temporary, "faast-*")) {
      bases.forEach(found::add);
    }
    return found;
  }

  /** Finds the processes whose environment names the run's directory. */
  private static List<ProcessHandle> processes(String runId) throws IOException {
    List<ProcessHandle> found = new ArrayList<>();
    if (Files.isDirectory(PROC)) {
      try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
        for (Path process : processes) {
          if (environment(process).contains("/" + runId + "/")) {
            ProcessHandle.of(Long.parseLong(String.valueOf(process.getFileName())))
                .ifPresent(found::add);
          }
        }
      }
    }
    return found;
  }

  private static String environment(Path process) {
    try {
      return Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return ""; // it ended just now, or is another user's
    }
  }

  /** Also waits for the workers to notice that their client is gone. */
  @Override
  public void leaveBehind(RunTag run) throws Exception {
    TckTarget.super.leaveBehind(run);
    for (ProcessHandle process : processes(run.runId())) {
      var unused = process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  @Override
  public Optional<Planted> plantUntagged() throws IOException {
    List<Path> bases = bases();
    if (bases.isEmpty()) {
      return Optional.empty();
    }
    Path stranger = Files.createDirectory(bases.get(0).resolve("stranger-" + UUID.randomUUID()));
    planted.add(stranger);
    return Optional.of(new Stranger(stranger));
  }

  private record Stranger(Path path) implements Planted {
    @Override
    public String name() {
      return path.toString();
    }

    @Override
    public boolean exists() {
      return Files.exists(path);
    }
  }

  @Override
  public TckExtent most() {
    return TckExtent.MOST.atMost(0);
  }

  @Override
  public String notice() {
    return TckTarget.super.notice()
        + " All of it is processes on this machine, and directories in "
        + System.getProperty("java.io.tmpdir")
        + ".";
  }

  @Override
  public boolean functionsReachClient() {
    return true;
  }

  @Override
  public void close() throws IOException {
    for (Path stranger : planted) {
      Files.deleteIfExists(stranger);
    }
  }
}
