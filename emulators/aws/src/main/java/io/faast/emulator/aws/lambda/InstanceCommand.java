package io.faast.emulator.aws.lambda;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import io.faast.emulator.aws.core.Credentials;
import io.faast.emulator.aws.core.Place;
import io.faast.emulator.aws.lambda.instance.InstanceMain;
import io.faast.emulator.core.InstanceClasses;
import io.faast.emulator.core.ParentWatch;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the process of an instance is started: as AWS's image starts it, except that the JVM is the
 * one that the emulator runs on, and that {@code /var/task} and {@code /tmp} are directories of the
 * emulator's. What a function's settings say of {@code /var/task} is translated.
 */
final class InstanceCommand {
  private static final String TASK = "/var/task";

  /** One class of each jar that makes up AWS's runtime interface client. */
  private static final List<String> RUNTIME =
      List.of(
          "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
          "com.amazonaws.services.lambda.runtime.Context",
          "com.amazonaws.services.lambda.runtime.serialization.PojoSerializer",
          "software.amazon.awssdk.utilslite.SdkInternalThreadLocal");

  private final Place place;
  private final URI endpoint;
  private final Map<String, String> extra;
  private final Layers layers;
  private final String classPath;
  private final Path nativeLibrary;

  /** Unpacks what every instance needs into {@code directory}. */
  InstanceCommand(
      Place place, URI endpoint, Map<String, String> extra, Layers layers, Path directory) {
    this.layers = layers;
    this.place = place;
    this.endpoint = endpoint;
    this.extra = extra;
    try {
      Path main = directory.resolve("instance.jar");
      InstanceClasses.pack(main, List.of(InstanceMain.class, ParentWatch.class));
      nativeLibrary = directory.resolve("libaws-lambda-jni.so");
      String machine = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
      copy(AWSLambda.class, "/jni/libaws-lambda-jni.linux-" + machine + ".so", nativeLibrary);
      classPath = main + File.pathSeparator + InstanceClasses.jarsOf(RUNTIME);
    } catch (IOException | ReflectiveOperationException | URISyntaxException e) {
      throw new IllegalStateException(
          "The runtime interface client could not be unpacked to " + directory, e);
    }
  }

  private static void copy(Class<?> from, String resource, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    try (InputStream in = from.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("There is no " + resource + " beside " + from);
      }
      Files.copy(in, to);
    }
  }

  /** Starts a process that prints to {@code output} and asks {@code runtimeApi} for work. */
  Process start(
      LambdaFunction function,
      FunctionConfig config,
      CodePackage code,
      Credentials credentials,
      String stream,
      Path temporary,
      Path output,
      String runtimeApi)
      throws IOException {
    Files.createDirectories(temporary);
    ProcessBuilder builder = new ProcessBuilder(arguments(config, code, temporary));
    builder.directory(code.root().toFile());
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    Map<String, String> env = builder.environment();
    String path = env.getOrDefault("PATH", "/usr/bin:/bin");
    env.clear();
    env.put("PATH", path);
    env.put("LANG", "C.UTF-8");
    env.put("TZ", ":UTC");
    env.put("TMPDIR", temporary.toString());
    env.put("LAMBDA_TASK_ROOT", code.root().toString());
    env.put("AWS_REGION", place.region());
    env.put("AWS_DEFAULT_REGION", place.region());
    env.put("AWS_EXECUTION_ENV", "AWS_Lambda_" + config.runtime());
    env.put("AWS_LAMBDA_INITIALIZATION_TYPE", function.snapshot() ? "snap-start" : "on-demand");
    env.put("AWS_LAMBDA_FUNCTION_NAME", function.baseName());
    env.put("AWS_LAMBDA_FUNCTION_VERSION", function.version());
    env.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", String.valueOf(config.memoryMb()));
    env.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
    env.put("_HANDLER", config.handler());
    if (function.snapshot()) {
      // What differs from instance to instance cannot be in the environment of a snapshot.
      String own = "http://" + runtimeApi + "/" + RuntimeApi.CREDENTIALS;
      env.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", own);
      env.put(
          "AWS_CONTAINER_AUTHORIZATION_TOKEN",
          runtimeApi.substring(runtimeApi.lastIndexOf('/') + 1));
    } else {
      env.put("AWS_LAMBDA_LOG_GROUP_NAME", config.logGroup());
      env.put("AWS_LAMBDA_LOG_STREAM_NAME", stream);
      env.put("AWS_ACCESS_KEY_ID", credentials.accessKeyId());
      env.put("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey());
      env.put("AWS_SESSION_TOKEN", String.valueOf(credentials.sessionToken()));
    }
    env.put("AWS_ENDPOINT_URL", endpoint.toString());
    env.putAll(extra);
    config.environment().forEach((name, value) -> env.put(name, inTask(value, code)));
    return builder.start();
  }

  private List<String> arguments(FunctionConfig config, CodePackage code, Path temporary) {
    List<String> arguments = new ArrayList<>();
    String wrapper = config.environment().get("AWS_LAMBDA_EXEC_WRAPPER");
    if (wrapper != null) {
      arguments.add(inTask(wrapper, code));
    }
    arguments.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // As seen in AWS's image: 85 % of the memory are heap, and only the first compiler compiles.
    arguments.add(
        String.format(Locale.ROOT, "-XX:MaxHeapSize=%dk", config.memoryMb() * 1024L * 85 / 100));
    arguments.add("-XX:+UseSerialGC");
    arguments.add("-Xshare:auto");
    arguments.add("-XX:+TieredCompilation");
    arguments.add("-XX:TieredStopAtLevel=1");
    arguments.add("--add-opens=java.base/java.io=ALL-UNNAMED");
    arguments.add("-Djava.net.preferIPv4Stack=true");
    arguments.add("-XX:+ErrorFileToStderr");
    if (Runtime.version().feature() >= 24) {
      arguments.add("--enable-native-access=ALL-UNNAMED");
    }
    arguments.add("-XX:-UsePerfData");
    arguments.add("-XX:-CreateCoredumpOnCrash");
    arguments.add("-Djava.io.tmpdir=" + temporary);
    arguments.add(
        "-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI="
            + nativeLibrary);
    arguments.add("-classpath");
    arguments.add(
        Stream.concat(Stream.of(classPath), layers.jars(config).stream())
            .collect(Collectors.joining(File.pathSeparator)));
    arguments.add(InstanceMain.class.getName());
    arguments.add(config.handler());
    return arguments;
  }

  private static String inTask(String value, CodePackage code) {
    return value.replace(TASK, code.root().toString());
  }
}
