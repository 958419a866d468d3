package io.faast.local;

import io.faast.bundler.Bundle;
import io.faast.bundler.BundleException;
import io.faast.bundler.BundleRequest;
import io.faast.bundler.Bundler;
import io.faast.local.worker.Frames;
import io.faast.local.worker.LocalWorkerMain;
import io.faast.spi.Deployment;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.ProviderException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Makes what a run needs, step by step, and unmakes it if a step fails. */
final class Deployer {
  /**
   * Workers started before there is any call. A second one would only take the core on which the
   * client prepares its first call; when calls come, more are started at once.
   */
  private static final int AHEAD = 1;

  private static final String BUNDLE = "bundle.jar";

  /**
   * The class path as workers are told it, from their working directory. It is the same in every
   * run, without which a JVM would take no class-data archive.
   */
  private static final String SEEN_BY_WORKERS = Path.of("..", "..", BUNDLE).toString();

  private final DeploymentSpec spec;
  private final LocalOptions options;
  private final ModuleClassPath classPath;

  Deployer(DeploymentSpec spec, LocalOptions options) {
    this.spec = spec;
    this.options = options;
    classPath = new ModuleClassPath(spec.module());
  }

  /**
   * The bundle, the directory and the socket are made at the same time, as each takes a young JVM
   * tens of milliseconds.
   */
  Deployment deploy() {
    JavaHome java = JavaHome.find(options.javaHome());
    CompletableFuture<Optional<Bundle>> bundling =
        LocalProvider.inBackground("bundle", () -> bundle(java));
    try {
      return deploy(java, bundling);
    } finally {
      // Whatever happened here: what is given up must not go on behind the caller's back.
      bundling.handle((bundle, failure) -> java).join();
    }
  }

  private Deployment deploy(JavaHome java, CompletableFuture<Optional<Bundle>> bundling) {
    RunDirectory directory;
    try {
      directory = RunDirectory.create(spec.run());
    } catch (IOException e) {
      throw new ProviderException(
          "The directory of run " + spec.run().runId() + " could not be created: " + e,
          "Make room in " + PrivateDirectory.basePath() + ", or set -Djava.io.tmpdir.",
          e);
    }
    try {
      return deploy(java, directory, bundling);
    } catch (IOException e) {
      throw undo(
          directory,
          new ProviderException(
              "Run "
                  + spec.run().runId()
                  + " could not be set up in "
                  + directory.path()
                  + ": "
                  + e,
              "Make room there, or set -Djava.io.tmpdir to another directory.",
              e));
    } catch (BundleException e) {
      String message = e.getMessage();
      throw undo(
          directory,
          new ProviderException(
              "The bundle of " + spec.module().getName() + " could not be made: " + message,
              "See the message; `faast bundle` shows what a bundle holds and why.",
              e));
    } catch (RuntimeException e) {
      throw undo(directory, e);
    } catch (Error e) {
      throw undo(directory, e);
    }
  }

  private static <T extends Throwable> T undo(RunDirectory directory, T why) {
    for (String failure : directory.delete()) {
      why.addSuppressed(new IOException(failure));
    }
    return why;
  }

  private Deployment deploy(
      JavaHome java, RunDirectory directory, CompletableFuture<Optional<Bundle>> bundling)
      throws IOException, BundleException {
    Endpoint endpoint = Endpoint.open(directory.socket());
    try {
      SecureRandom random = new SecureRandom();
      random.nextBytes(new byte[1]); // finds its seed, which takes time, too
      return deploy(java, directory, endpoint, random, result(bundling));
    } catch (IOException | BundleException | RuntimeException e) {
      endpoint.close();
      throw e;
    }
  }

  private static Optional<Bundle> result(CompletableFuture<Optional<Bundle>> bundling)
      throws IOException, BundleException {
    try {
      return bundling.join();
    } catch (CompletionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof IOException failure) {
        throw failure;
      } else if (cause instanceof BundleException failure) {
        throw failure;
      }
      throw e;
    }
  }

  private Deployment deploy(
      JavaHome java,
      RunDirectory directory,
      Endpoint endpoint,
      SecureRandom random,
      Optional<Bundle> bundle)
      throws IOException {
    Path logs = logs(directory);
    List<Path> entries = new ArrayList<>();
    RunTrace trace = null;
    if (options.trace()) {
      trace = new RunTrace(spec, classPath, directory);
      entries.addAll(classPath.find().entries());
    }
    Path jar = bundle.isPresent() ? directory.takeIn(bundle.get().jar(), BUNDLE) : null;
    if (jar != null) {
      entries.add(jar);
    }
    ClassSharing sharing =
        trace == null && bundle.isPresent() && ArchiveOptions.allow(spec, options)
            ? ClassSharing.of(bundle.get().jar(), java, options.jvmOptions(), directory)
            : ClassSharing.none();
    WorkerCommand command =
        new WorkerCommand(
            java.java(),
            jar != null && trace == null ? SEEN_BY_WORKERS : joined(entries),
            spec.memoryMb(),
            options.jvmOptions(),
            spec.environment(),
            trace,
            sharing);
    WorkerFactory factory =
        new WorkerFactory(
            command,
            endpoint,
            spec.module().getName(),
            spec.run().runId(),
            spec.memoryMb(),
            directory.path(),
            logs,
            (long) options.logLimitMb() << 20,
            spec.timeout(),
            random);
    Billing billing = new Billing(spec.memoryMb());
    WorkerPool pool =
        new WorkerPool(
            factory, billing, spec.concurrency(), spec.memoryMb(), options.cancelGrace());
    Reactor reactor =
        new Reactor(endpoint, LocalLimits.PAYLOAD_BYTES + Frames.SLACK, spec.run().runId(), pool);
    pool.start(reactor, Math.min(AHEAD, spec.concurrency()));
    return new LocalDeployment(
        pool, reactor, directory, billing, logs.toUri(), classPath, trace, sharing);
  }

  private static String joined(List<Path> entries) {
    StringBuilder text = new StringBuilder();
    for (Path entry : entries) {
      text.append(text.length() == 0 ? "" : File.pathSeparator).append(entry.toAbsolutePath());
    }
    return text.toString();
  }

  /** A traced run needs a bundle only for the files in it that are on no class path. */
  private Optional<Bundle> bundle(JavaHome java) throws BundleException {
    if (options.trace() && spec.includeFiles().isEmpty()) {
      return Optional.empty();
    }
    spec.progress().accept("Bundling " + spec.module().getName());
    BundleRequest request =
        BundleRequest.builder(classPath.find())
            .root(spec.module().getName())
            .mainClass(LocalWorkerMain.class.getName())
            .includeClasses(spec.includeClasses())
            .includeFiles(spec.includeFiles())
            .excludes(spec.excludes())
            .targetRelease(java.release())
            .build();
    return Optional.of(Bundler.withCache(Bundler.defaultCache()).bundle(request));
  }

  private Path logs(RunDirectory directory) throws IOException {
    Path kept = options.logDirectory();
    if (kept == null) {
      return PrivateDirectory.create(directory.path().resolve("logs"));
    }
    Files.createDirectories(kept);
    return PrivateDirectory.create(kept.toAbsolutePath().resolve(spec.run().runId()));
  }
}
