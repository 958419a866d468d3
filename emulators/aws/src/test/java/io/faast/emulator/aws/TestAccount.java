package io.faast.emulator.aws;

import io.faast.emulator.aws.core.Credentials;
import io.faast.emulator.aws.fixture.Deeds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LogType;

/** An emulator, with unmodified clients of the SDK that do not retry. */
final class TestAccount implements AutoCloseable {
  static final String LOGS_POLICY =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Resource":"*",
       "Action":["logs:CreateLogGroup","logs:CreateLogStream","logs:PutLogEvents"]}]}""";
  static final String TRUST_LAMBDA =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",
       "Principal":{"Service":"lambda.amazonaws.com"}}]}""";

  final AwsEmulator emulator;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  final LambdaClient lambda;
  final IamClient iam;
  final CloudWatchLogsClient logs;

  TestAccount() {
    this(EmulatorOptions.defaults().withControlPlane(0, 0));
  }

  TestAccount(EmulatorOptions options) {
    emulator = AwsEmulator.start(options);
    open.push(emulator);
    lambda = client(LambdaClient.builder(), emulator.credentials());
    iam = client(IamClient.builder(), emulator.credentials());
    logs = client(CloudWatchLogsClient.builder(), emulator.credentials());
  }

  <C extends AutoCloseable, B extends AwsClientBuilder<B, C>> C client(
      B builder, Credentials credentials) {
    C client =
        builder
            .endpointOverride(emulator.endpoint())
            .region(Region.of(emulator.region()))
            .credentialsProvider(StaticCredentialsProvider.create(forSdk(credentials)))
            .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()))
            .build();
    open.push(client);
    return client;
  }

  static AwsCredentials forSdk(Credentials of) {
    return of.sessionToken() == null
        ? AwsBasicCredentials.create(of.accessKeyId(), of.secretAccessKey())
        : AwsSessionCredentials.create(of.accessKeyId(), of.secretAccessKey(), of.sessionToken());
  }

  URI endpoint() {
    return emulator.endpoint();
  }

  String role(String name, String policy) {
    String arn =
        iam.createRole(r -> r.roleName(name).assumeRolePolicyDocument(TRUST_LAMBDA)).role().arn();
    iam.putRolePolicy(r -> r.roleName(name).policyName("may").policyDocument(policy));
    return arn;
  }

  /** Creates a function that runs {@link Deeds}, of a role that may log. */
  void function(String name) {
    function(name, request -> request);
  }

  void function(String name, UnaryOperator<CreateFunctionRequest.Builder> more) {
    String role = role("role-" + name, LOGS_POLICY);
    lambda.createFunction(
        more.apply(
                CreateFunctionRequest.builder()
                    .functionName(name)
                    .role(role)
                    .runtime("java17")
                    .handler(Deeds.class.getName())
                    .memorySize(256)
                    .timeout(30)
                    .code(c -> c.zipFile(SdkBytes.fromByteArray(zip(Deeds.class)))))
            .build());
  }

  InvokeResponse invoke(String name, String deed) {
    return lambda.invoke(
        r ->
            r.functionName(name)
                .logType(LogType.TAIL)
                .payload(SdkBytes.fromUtf8String("\"" + deed + "\"")));
  }

  String call(String name, String deed) {
    InvokeResponse response = invoke(name, deed);
    if (response.functionError() != null) {
      throw new AssertionError(response.payload().asUtf8String());
    }
    return response.payload().asUtf8String().replace("\"", "");
  }

  static byte[] zip(Class<?>... classes) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Class<?> type : classes) {
        String name = type.getName().replace('.', '/') + ".class";
        zip.putNextEntry(new ZipEntry(name));
        try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
          in.transferTo(zip);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }
}
