package io.faast.tck;

import io.faast.spi.RunTag;
import io.faast.tck.functions.ValueFunctions;
import io.faast.tck.probe.SpecBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A client that dies with its run open: deploys in a JVM of its own, which is then halted. */
final class CrashedClient {
  private static final int HALTED = 86;

  private CrashedClient() {}

  /** Runs such a client against a new target of that class, and returns when it is dead. */
  static void deployAndHalt(Class<? extends TckTarget> target, RunTag run)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1"); // It lives for a second.
    for (String property : List.of("java.io.tmpdir", "user.home", "faast.cache")) {
      String value = System.getProperty(property);
      if (value != null) {
        command.add("-D" + property + "=" + value);
      }
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(CrashedClient.class.getName(), target.getName()));
    command.addAll(List.of(run.runId(), run.owner(), run.created().toString()));
    Process client = new ProcessBuilder(command).redirectErrorStream(true).start();
    client.getOutputStream().close();
    String output = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!client.waitFor(1, TimeUnit.MINUTES) || client.exitValue() != HALTED) {
      client.destroyForcibly();
      throw new IOException(
          "The client that should deploy and die failed; override TckTarget.leaveBehind if a new JVM"
              + " cannot make your target. It said: "
              + output);
    }
  }

  /** The dying client: the target's class, the run's id, its owner, and when it began. */
  public static void main(String[] arguments) throws Exception {
    TckTarget target =
        Class.forName(arguments[0])
            .asSubclass(TckTarget.class)
            .getDeclaredConstructor()
            .newInstance();
    RunTag run = new RunTag(arguments[1], arguments[2], Instant.parse(arguments[3]));
    var unused =
        target
            .provider()
            .deploy(
                new SpecBuilder(
                        run,
                        ValueFunctions.class,
                        target.options(),
                        target.provider().info().limits())
                    .build())
            .toCompletableFuture()
            .get(1, TimeUnit.MINUTES);
    Runtime.getRuntime().halt(HALTED);
  }
}
