package io.faast.cli;

import io.faast.spi.FaastProvider;
import io.faast.spi.RunTag;
import io.faast.tck.functions.ValueFunctions;
import io.faast.tck.probe.SpecBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A client that dies with its run open: deploys in a JVM of its own, which is then halted. It has
 * this JVM's environment, class path, and system properties that say where things are.
 */
final class CrashingClient {
  private static final int HALTED = 86;
  private static final int FIXED_ARGUMENTS = 4;
  private static final int MINUTES = 5;
  private static final List<String> PROPERTIES =
      List.of(
          "java.io.tmpdir",
          "user.home",
          "faast.cache",
          "aws.region",
          "aws.endpointUrl",
          "aws.profile",
          "slf4j.internal.verbosity");

  /** Arguments can be read by everybody on the machine. */
  private static final Map<String, String> SECRETS =
      Map.of(
          "aws.accessKeyId", "AWS_ACCESS_KEY_ID", "aws.secretAccessKey", "AWS_SECRET_ACCESS_KEY");

  private CrashingClient() {}

  /** Runs such a client, with options of the provider as text, and returns when it is dead. */
  static void run(Class<? extends FaastProvider> provider, Map<String, String> options, RunTag run)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1"); // It lives for a few seconds.
    for (String property : PROPERTIES) {
      String value = System.getProperty(property);
      if (value != null) {
        command.add("-D" + property + "=" + value);
      }
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(CrashingClient.class.getName(), provider.getName()));
    command.addAll(List.of(run.runId(), run.owner(), run.created().toString()));
    options.forEach((key, value) -> command.add(key + "=" + value));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    SECRETS.forEach(
        (property, variable) -> {
          String value = System.getProperty(property);
          if (value != null) {
            builder.environment().put(variable, value);
          }
        });
    Process client = builder.start();
    client.getOutputStream().close();
    String output = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!client.waitFor(MINUTES, TimeUnit.MINUTES) || client.exitValue() != HALTED) {
      client.destroyForcibly();
      throw new IOException("The client that should deploy and die failed. It said: " + output);
    }
  }

  /**
   * The dying client: the provider's class, the run's id, its owner, when it began, options. It
   * ends in any case, whatever threads a provider has left.
   */
  public static void main(String[] arguments) {
    try {
      deploy(arguments);
      Runtime.getRuntime().halt(HALTED);
    } catch (Throwable e) {
      e.printStackTrace(System.out);
    } finally {
      System.out.flush();
      Runtime.getRuntime().halt(1);
    }
  }

  private static void deploy(String[] arguments) throws Exception {
    FaastProvider provider =
        Class.forName(arguments[0])
            .asSubclass(FaastProvider.class)
            .getDeclaredConstructor()
            .newInstance();
    RunTag run = new RunTag(arguments[1], arguments[2], Instant.parse(arguments[3]));
    Map<String, String> options = new LinkedHashMap<>();
    for (String option : List.of(arguments).subList(FIXED_ARGUMENTS, arguments.length)) {
      int equals = option.indexOf('=');
      options.put(option.substring(0, equals), option.substring(equals + 1));
    }
    SpecBuilder spec =
        new SpecBuilder(
            run, ValueFunctions.class, provider.parseOptions(options), provider.info().limits());
    var unused = provider.deploy(spec.build()).toCompletableFuture().get(MINUTES, TimeUnit.MINUTES);
  }
}
