package io.faast.gcp;

import io.faast.emulator.gcp.GcpEmulator;
import io.faast.spi.RunTag;
import io.faast.tck.functions.StreamFunctions;
import io.faast.tck.probe.SpecBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A client in a JVM of its own, which deploys and is halted. */
final class DoomedClient {
  /** A deployment starts a JVM, which may wait for others to start. */
  private static final int DEPLOY_MINUTES = 4;

  private static final int HALTED = 86;

  private DoomedClient() {}

  /** Runs such a client, and returns when it is dead. */
  static void run(GcpEmulator emulator, RunTag run) throws IOException, InterruptedException {
    Process client = start(emulator, run);
    String output = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!client.waitFor(1, TimeUnit.MINUTES) || client.exitValue() != HALTED) {
      client.destroyForcibly();
      throw new IOException("The client that should deploy and die failed: " + output);
    }
  }

  /** Starts such a client. */
  static Process start(GcpEmulator emulator, RunTag run) throws IOException {
    Process client =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", // It lives for a second.
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-Dfaast.cache=" + System.getProperty("faast.cache"),
                "-cp",
                System.getProperty("java.class.path"),
                DoomedClient.class.getName(),
                emulator.endpoint().toString(),
                emulator.pubsubTarget(),
                emulator.project(),
                emulator.region(),
                emulator.owner().accessToken(),
                run.runId(),
                run.owner(),
                run.created().toString())
            .redirectErrorStream(true)
            .start();
    client.getOutputStream().close();
    return client;
  }

  /** Ends the process in any case: what the clients of Google's libraries leave would keep it. */
  public static void main(String[] args) {
    try {
      deploy(List.of(args));
      Runtime.getRuntime().halt(HALTED);
    } catch (Throwable e) {
      e.printStackTrace(System.out);
    } finally {
      System.out.flush();
      Runtime.getRuntime().halt(1);
    }
  }

  private static void deploy(List<String> all) throws Exception {
    GcpProvider provider = new GcpProvider();
    GcpOptions options =
        EmulatedProject.options(
            URI.create(all.get(0)), all.get(1), all.get(2), all.get(3), all.get(4));
    RunTag run = new RunTag(all.get(5), all.get(6), Instant.parse(all.get(7)));
    var unused =
        provider
            .deploy(
                new SpecBuilder(run, StreamFunctions.class, options, provider.info().limits())
                    .build())
            .toCompletableFuture()
            .get(DEPLOY_MINUTES, TimeUnit.MINUTES);
  }
}
