package io.faast.local;

import io.faast.spi.FaastProvider;
import io.faast.spi.ProviderOptions;
import io.faast.spi.RunTag;
import io.faast.tck.TckExtent;
import io.faast.tck.TckTarget;
import io.faast.tck.probe.Steps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Lets the conformance kit look at files and processes on this machine. */
public class LocalTckTarget implements TckTarget {
  private static final Path RUNS =
      Path.of(System.getProperty("java.io.tmpdir"), "faast-" + System.getProperty("user.name"));

  private final LocalProvider provider = new LocalProvider();
  private final List<Path> planted = new ArrayList<>();

  @Override
  public FaastProvider provider() {
    return provider;
  }

  @Override
  public List<String> existing(String runId) throws IOException {
    return found(runId);
  }

  private static List<String> found(String runId) throws IOException {
    List<String> found = new ArrayList<>();
    if (Files.isDirectory(RUNS)) {
      try (Stream<Path> entries = Files.list(RUNS)) {
        entries
            .filter(entry -> entry.getFileName().toString().contains(runId))
            .forEach(entry -> found.add("directory " + entry));
      }
    }
    if (processes(runId).findAny().isPresent()) {
      found.add("processes of " + runId);
    }
    return found;
  }

  /** Also waits for the workers, which notice by themselves that their client is gone. */
  @Override
  public void leaveBehind(RunTag run) throws Exception {
    TckTarget.super.leaveBehind(run);
    for (ProcessHandle process : processes(run.runId()).toList()) {
      var unused = process.onExit().get(30, TimeUnit.SECONDS);
    }
  }

  private static Stream<ProcessHandle> processes(String runId) {
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().commandLine().orElse("").contains(runId))
        .filter(process -> process.pid() != ProcessHandle.current().pid());
  }

  @Override
  public synchronized Optional<Planted> plantUntagged() throws IOException {
    Path directory = Files.createDirectories(RUNS.resolve("tck-stranger-" + UUID.randomUUID()));
    planted.add(directory);
    return Optional.of(
        new Planted() {
          @Override
          public String name() {
            return "directory " + directory;
          }

          @Override
          public boolean exists() {
            return Files.exists(directory);
          }
        });
  }

  /** What lives is told by locks and processes. */
  @Override
  public Optional<FaastProvider> providerAt(InstantSource clock) {
    return Optional.of(provider);
  }

  @Override
  public Optional<Fragile> fragile(Steps steps) {
    BreakableClasses classes = new BreakableClasses(steps);
    return Optional.of(new FragileMachine(classes, classes.provider()));
  }

  /** This machine, on which the provider's own classes find the disk full, or broken. */
  private record FragileMachine(BreakableClasses classes, FaastProvider provider)
      implements Fragile {
    @Override
    public ProviderOptions options() {
      return provider.defaultOptions();
    }

    @Override
    public List<String> existing(String runId) throws IOException {
      return found(runId);
    }

    @Override
    public String refusal() {
      return BreakableClasses.REFUSAL;
    }

    @Override
    public void close() throws IOException {
      classes.close();
    }
  }

  @Override
  public TckExtent most() {
    return TckExtent.MOST.atMost(0);
  }

  @Override
  public boolean functionsReachClient() {
    return true;
  }

  @Override
  public synchronized void close() throws IOException {
    for (Path directory : planted) {
      Files.deleteIfExists(directory);
    }
  }
}
