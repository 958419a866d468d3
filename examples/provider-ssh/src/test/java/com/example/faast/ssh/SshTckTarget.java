package com.example.faast.ssh;

import io.faast.spi.FaastProvider;
import io.faast.spi.ProviderOptions;
import io.faast.spi.RunTag;
import io.faast.tck.TckTarget;
import io.faast.tck.probe.Steps;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Lets the conformance kit look at the machines without asking the provider. */
public final class SshTckTarget implements TckTarget {
  private static final Path PROC = Path.of("/proc");

  private final SshProvider provider = new SshProvider();
  private final TestMachines machines;
  private final List<Path> planted = new ArrayList<>();

  /** Called by the kit. */
  public SshTckTarget() throws Exception {
    machines = new TestMachines();
  }

  @Override
  public FaastProvider provider() {
    return provider;
  }

  @Override
  public ProviderOptions options() {
    return machines.options();
  }

  @Override
  public List<String> existing(String runId) throws IOException {
    return found(machines, runId);
  }

  static List<String> found(TestMachines machines, String runId) throws IOException {
    List<String> found = new ArrayList<>();
    for (Path directory : machines.directories()) {
      for (String name : List.of(runId, "." + runId)) {
        if (Files.exists(directory.resolve(name))) {
          found.add(directory.resolve(name).toString());
        }
      }
    }
    processes(runId).forEach(process -> found.add("process " + process.pid()));
    return found;
  }

  /** Finds the processes that run in the run's folder. */
  private static List<ProcessHandle> processes(String runId) throws IOException {
    List<ProcessHandle> found = new ArrayList<>();
    if (Files.isDirectory(PROC)) {
      try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
        for (Path process : processes) {
          if (directory(process).contains("/" + runId)) {
            ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
                .ifPresent(found::add);
          }
        }
      }
    }
    return found;
  }

  private static String directory(Path process) {
    try {
      return Files.readSymbolicLink(process.resolve("cwd")).toString();
    } catch (IOException e) {
      return ""; // it ended just now, or is another user's
    }
  }

  /** Also waits for the machines to notice that the client is gone. */
  @Override
  public void leaveBehind(RunTag run) throws Exception {
    TckTarget.super.leaveBehind(run);
    for (Path directory : machines.directories()) {
      long keeper =
          Long.parseLong(Files.readString(directory.resolve(run.runId() + "/keeper")).strip());
      Optional<ProcessHandle> process = ProcessHandle.of(keeper);
      if (process.isPresent()) {
        var unused = process.get().onExit().get(30, TimeUnit.SECONDS);
      }
    }
  }

  @Override
  public Optional<Planted> plantUntagged() throws IOException {
    Path stranger = machines.directories().get(0).resolve("stranger-" + UUID.randomUUID());
    Files.createDirectories(stranger);
    planted.add(stranger);
    return Optional.of(
        new Planted() {
          @Override
          public String name() {
            return stranger.toString();
          }

          @Override
          public boolean exists() {
            return Files.exists(stranger);
          }
        });
  }

  /** What lives is told by processes. */
  @Override
  public Optional<FaastProvider> providerAt(InstantSource clock) {
    return Optional.of(provider);
  }

  @Override
  public Optional<Fragile> fragile(Steps steps) throws Exception {
    return Optional.of(new FragileMachines(provider, steps));
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
    machines.close();
  }
}
