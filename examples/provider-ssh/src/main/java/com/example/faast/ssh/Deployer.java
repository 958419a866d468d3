package com.example.faast.ssh;

import com.example.faast.ssh.worker.SshWorkerMain;
import io.faast.bundler.Bundle;
import io.faast.bundler.BundleException;
import io.faast.bundler.BundleRequest;
import io.faast.bundler.Bundler;
import io.faast.bundler.ClassPath;
import io.faast.bundler.Trace;
import io.faast.bundler.TraceStore;
import io.faast.bundler.hints.NativePlatform;
import io.faast.spi.Deployment;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.ProviderException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes what a run needs, and unmakes it if a step fails. */
final class Deployer {
  private static final int OLDEST = 17;
  private static final Pattern VERSION = Pattern.compile("version \"(\\d+)");

  private final DeploymentSpec spec;
  private final SshOptions options;

  Deployer(DeploymentSpec spec, SshOptions options) {
    this.spec = spec;
    this.options = options;
  }

  Deployment deploy() throws IOException {
    for (String name : spec.environment().keySet()) {
      if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
        throw new ProviderException(
            "No shell can set the environment variable \"" + name + "\".",
            "Use letters, digits and underscores.",
            null);
      }
    }
    spec.progress().accept("Logging in to " + options.hosts().size() + " machines");
    Machines machines = Machines.connect(options);
    List<RunFolder> folders = new ArrayList<>();
    try {
      int release = oldestJava(machines);
      spec.progress().accept("Bundling " + spec.module().getName());
      Path jar = bundle(release).jar();
      spec.progress().accept("Copying the bundle to " + options.hosts().size() + " machines");
      List<CompletableFuture<RunFolder>> made =
          machines.all().stream()
              .map(machine -> Background.run("copy", () -> folder(machine, jar)))
              .toList();
      made.forEach(one -> one.handle((folder, failure) -> folder).join());
      for (CompletableFuture<RunFolder> one : made) {
        if (!one.isCompletedExceptionally()) {
          folders.add(one.join());
        }
      }
      for (CompletableFuture<RunFolder> one : made) {
        RunFolder unused = Failures.value(one);
      }
      Logs logs = Logs.of(options.logDirectory(), spec.run().runId());
      WorkerPool pool = new WorkerPool(spec, options, folders, logs);
      return new SshDeployment(spec, machines, folders, pool, logs);
    } catch (IOException | BundleException | RuntimeException | Error e) {
      undo(e, machines, folders);
      if (e instanceof RuntimeException failure) {
        throw failure;
      }
      throw new ProviderException(
          "Run " + spec.run().runId() + " could not be set up: " + Failures.describe(e),
          "See the message.",
          e);
    }
  }

  private static void undo(Throwable why, Machines machines, List<RunFolder> folders) {
    for (RunFolder folder : folders) {
      try {
        folder.delete();
      } catch (IOException e) {
        why.addSuppressed(e);
      }
    }
    machines.close();
  }

  private RunFolder folder(Machine machine, Path jar) throws IOException {
    RunFolder folder = RunFolder.create(machine, options.directory(), spec.run());
    try {
      folder.upload(jar);
      return folder;
    } catch (IOException | RuntimeException e) {
      try {
        folder.delete();
      } catch (IOException failure) {
        e.addSuppressed(failure);
      }
      throw e;
    }
  }

  private int oldestJava(Machines machines) throws IOException {
    int oldest = Integer.MAX_VALUE;
    for (Machine machine : machines.all()) {
      String said = machine.run(Shell.quote(options.java()) + " -version 2>&1 || true\n").strip();
      Matcher version = VERSION.matcher(said);
      int found = version.find() ? Integer.parseInt(version.group(1)) : 0;
      if (found < OLDEST) {
        throw new ProviderException(
            "`" + options.java() + " -version` on " + machine.host() + " says: " + said,
            "Install Java " + OLDEST + " or newer there, or name its launcher with option java.",
            null);
      }
      oldest = Math.min(oldest, found);
    }
    return oldest;
  }

  /** Machines may differ in their processors, so native libraries for all of them are kept. */
  private Bundle bundle(int release) throws BundleException {
    return Bundler.withCache(Bundler.defaultCache())
        .bundle(
            BundleRequest.builder(classPath(spec.module()))
                .root(spec.module().getName())
                .mainClass(SshWorkerMain.class.getName())
                .includeClasses(spec.includeClasses())
                .includeFiles(spec.includeFiles())
                .excludes(spec.excludes())
                .targetRelease(release)
                .platform(NativePlatform.UNKNOWN)
                .build());
  }

  private static ClassPath classPath(Class<?> module) {
    Set<Path> entries = new LinkedHashSet<>(ClassPath.of(module.getClassLoader()).entries());
    entries.addAll(ClassPath.of(SshWorkerMain.class.getClassLoader()).entries());
    return new ClassPath(List.copyOf(entries));
  }

  /** Has later bundles of the module hold what its functions lacked. */
  static boolean learn(Class<?> module, Set<String> classes, Set<String> resources)
      throws BundleException {
    return TraceStore.in(Bundler.defaultCache())
            .add(module.getName(), classPath(module), new Trace(Set.of(), classes, resources))
        > 0;
  }
}
