package io.faast.emulator.gcp;

import com.google.api.gax.core.FixedCredentialsProvider;
import com.google.api.gax.longrunning.OperationFuture;
import com.google.api.gax.longrunning.OperationTimedPollAlgorithm;
import com.google.api.gax.retrying.RetrySettings;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.cloud.functions.v2.BuildConfig;
import com.google.cloud.functions.v2.CreateFunctionRequest;
import com.google.cloud.functions.v2.Function;
import com.google.cloud.functions.v2.FunctionServiceClient;
import com.google.cloud.functions.v2.FunctionServiceSettings;
import com.google.cloud.functions.v2.GenerateUploadUrlRequest;
import com.google.cloud.functions.v2.GenerateUploadUrlResponse;
import com.google.cloud.functions.v2.LocationName;
import com.google.cloud.functions.v2.OperationMetadata;
import com.google.cloud.functions.v2.ServiceConfig;
import com.google.cloud.functions.v2.Source;
import io.faast.emulator.gcp.fixture.Deeds;
import io.faast.emulator.gcp.iam.Account;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** An emulator, with the clients that tests use. */
final class TestProject implements AutoCloseable {
  final GcpEmulator emulator;
  final FunctionServiceClient functions;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  TestProject(GcpEmulatorOptions options) {
    emulator = GcpEmulator.start(options);
    functions = functions(emulator.owner());
  }

  FunctionServiceClient functions(Account account) {
    AccessToken token =
        new AccessToken(account.accessToken(), Date.from(Instant.now().plusSeconds(3_000)));
    FunctionServiceSettings.Builder settings =
        FunctionServiceSettings.newHttpJsonBuilder()
            .setEndpoint(emulator.endpoint().toString())
            .setCredentialsProvider(
                FixedCredentialsProvider.create(GoogleCredentials.create(token)));
    OperationTimedPollAlgorithm soon =
        OperationTimedPollAlgorithm.create(
            RetrySettings.newBuilder()
                .setInitialRetryDelayDuration(Duration.ofMillis(20))
                .setRetryDelayMultiplier(1.2)
                .setMaxRetryDelayDuration(Duration.ofMillis(200))
                .setTotalTimeoutDuration(Duration.ofMinutes(2))
                .build());
    settings.createFunctionOperationSettings().setPollingAlgorithm(soon);
    settings.deleteFunctionOperationSettings().setPollingAlgorithm(soon);
    try {
      return FunctionServiceClient.create(settings.build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String location() {
    return LocationName.format(emulator.project(), emulator.region());
  }

  /** Deploys {@link Deeds}. */
  Function deploy(String id, UnaryOperator<ServiceConfig.Builder> how) throws Exception {
    return create(id, zip(jar()), Deeds.class.getName(), how);
  }

  Function create(String id, byte[] source, String target, UnaryOperator<ServiceConfig.Builder> how)
      throws Exception {
    return createLater(id, source, target, how).get(2, TimeUnit.MINUTES);
  }

  /** Deploys {@link Deeds}, some time. */
  OperationFuture<Function, OperationMetadata> deployLater(
      String id, UnaryOperator<ServiceConfig.Builder> how) throws Exception {
    return createLater(id, zip(jar()), Deeds.class.getName(), how);
  }

  private OperationFuture<Function, OperationMetadata> createLater(
      String id, byte[] source, String target, UnaryOperator<ServiceConfig.Builder> how)
      throws Exception {
    GenerateUploadUrlResponse upload =
        functions.generateUploadUrl(
            GenerateUploadUrlRequest.newBuilder().setParent(location()).build());
    HttpResponse<Void> sent =
        http.send(
            HttpRequest.newBuilder(URI.create(upload.getUploadUrl()))
                .header("Content-Type", "application/zip")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(source))
                .build(),
            HttpResponse.BodyHandlers.discarding());
    if (sent.statusCode() != 200) {
      throw new IOException("The upload was answered with " + sent.statusCode());
    }
    return functions.createFunctionAsync(
        CreateFunctionRequest.newBuilder()
            .setParent(location())
            .setFunctionId(id)
            .setFunction(
                Function.newBuilder()
                    .putLabels("kind", "test")
                    .setBuildConfig(
                        BuildConfig.newBuilder()
                            .setRuntime("java17")
                            .setEntryPoint(target)
                            .setSource(
                                Source.newBuilder().setStorageSource(upload.getStorageSource())))
                    .setServiceConfig(
                        how.apply(
                            ServiceConfig.newBuilder()
                                .setAvailableMemory("256Mi")
                                .setTimeoutSeconds(60))))
            .build());
  }

  /** Calls a function as the owner. */
  HttpResponse<String> call(Function function, String body) throws Exception {
    return callLater(function, body).get(2, TimeUnit.MINUTES);
  }

  CompletableFuture<HttpResponse<String>> callLater(Function function, String body) {
    String uri = function.getServiceConfig().getUri();
    return call(uri, emulator.owner().idToken(uri), body.getBytes(StandardCharsets.UTF_8));
  }

  CompletableFuture<HttpResponse<String>> call(String uri, String token, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(uri + "/some/path"))
            .header("traceparent", "00-0123456789abcdef0123456789abcdef-0123456789abcdef-01")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  static byte[] jar() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String entry = Deeds.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream jar = new JarOutputStream(out);
        InputStream in = Deeds.class.getResourceAsStream("/" + entry)) {
      jar.putNextEntry(new JarEntry(entry));
      in.transferTo(jar);
    }
    return out.toByteArray();
  }

  static byte[] zip(byte[] jar) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("function.jar"));
      zip.write(jar);
    }
    return out.toByteArray();
  }

  @Override
  public void close() {
    functions.close();
    emulator.close();
  }
}
