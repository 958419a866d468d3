package io.faast.corpus.aws;

import io.faast.corpus.Cases;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * AWS SDK for Java 2: one call to S3 and one to SQS, answered by a stub on the loopback address.
 */
public final class Main {
  private final Stub stub;

  private Main(Stub stub) {
    this.stub = stub;
  }

  /** Puts an object; returns what the stub saw and what the client made of the answer. */
  String put(String region, String bucket, String key, String checksum, String body) {
    try (S3Client s3 =
        S3Client.builder()
            .endpointOverride(stub.uri())
            .region(Region.of(region))
            .forcePathStyle(true)
            .httpClient(UrlConnectionHttpClient.create())
            .build()) {
      PutObjectRequest request =
          PutObjectRequest.builder()
              .bucket(bucket)
              .key(key)
              .checksumAlgorithm(ChecksumAlgorithm.fromValue(checksum))
              .metadata(Map.of("from", "corpus"))
              .build();
      PutObjectResponse response = s3.putObject(request, RequestBody.fromString(body));
      return stub.seen() + " -> " + response;
    } catch (S3Exception e) {
      return stub.seen() + " -> " + e + " " + e.awsErrorDetails();
    }
  }

  /** Sends a message; returns what the stub saw and what the client made of the answer. */
  String send(String region, String queue, String body) {
    try (SqsClient sqs =
        SqsClient.builder()
            .endpointOverride(stub.uri())
            .region(Region.of(region))
            .httpClient(
                UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(20)).build())
            .build()) {
      SendMessageResponse response =
          sqs.sendMessage(
              request -> request.queueUrl(stub.uri() + "/123456789012/" + queue).messageBody(body));
      return stub.seen() + " -> " + response;
    } catch (SqsException e) {
      return stub.seen() + " -> " + e + " " + e.awsErrorDetails();
    }
  }

  public static void main(String[] args) throws Exception {
    System.setProperty("aws.disableEc2Metadata", "true");
    credentials("AKIDEXAMPLE");
    Cases cases = new Cases();
    try (Stub stub = new Stub()) {
      Main main = new Main(stub);
      main.mainPath(cases);
      main.otherData(cases);
      main.errors(cases);
      main.otherCredentials(cases);
    }
    cases.finish();
  }

  private void mainPath(Cases cases) {
    add(cases, "put", () -> put("eu-central-1", "bucket", "a/key", "CRC32", "some text"));
    add(cases, "send", () -> send("eu-central-1", "queue", "some text"));
  }

  private void otherData(Cases cases) {
    for (String checksum : List.of("CRC32C", "SHA1", "SHA256", "CRC64NVME", "MD5000")) {
      add(cases, "checksum " + checksum, () -> put("us-east-1", "bucket", "k", checksum, "text"));
    }
    for (String region : List.of("cn-north-1", "us-gov-west-1", "aws-global", "mars-north-7")) {
      add(cases, "put " + region, () -> put(region, "bucket", "k", "CRC32", "text"));
      add(cases, "send " + region, () -> send(region, "queue", "text"));
    }
    for (Locale locale : List.of(Locale.GERMANY, Locale.forLanguageTag("tr-TR"))) {
      add(
          cases,
          "locale " + locale,
          () -> {
            Locale before = Locale.getDefault();
            Locale.setDefault(locale);
            try {
              return put("us-east-1", "bucket", "I\u0131\u0130i é+ %2F//..", "SHA256", "ß")
                  + send("us-east-1", "queue", "ß\u0131");
            } finally {
              Locale.setDefault(before);
            }
          });
    }
    add(cases, "large", () -> put("us-east-1", "bucket", "k", "SHA256", "x".repeat(1 << 18)));
    add(cases, "odd bucket", () -> put("us-east-1", "Not_a_DNS_Name", "k", "CRC32", "text"));
    add(cases, "slow down", () -> put("us-east-1", "slow", "k", "CRC32", "text"));
    add(cases, "throttled", () -> send("us-east-1", "throttled", "text"));
  }

  private void errors(Cases cases) {
    add(cases, "no bucket", () -> put("us-east-1", "missing", "k", "CRC32", "text"));
    add(cases, "no answer", () -> put("us-east-1", "garbage", "k", "CRC32", "text"));
    add(cases, "no queue", () -> send("us-east-1", "missing", "text"));
    add(cases, "wrong answer", () -> send("us-east-1", "garbage", "text"));
    add(cases, "wrong digest", () -> send("us-east-1", "digest", "text"));
    add(cases, "no key", () -> put("us-east-1", "bucket", null, "CRC32", "text"));
    add(cases, "null bucket", () -> put("us-east-1", null, "k", "CRC32", "text"));
    add(cases, "no region", () -> put("", "bucket", "k", "CRC32", "text"));
    add(
        cases,
        "access point",
        () -> put("us-east-1", "arn:aws:s3:us-east-1:123456789012:wrong:x", "k", "CRC32", "text"));
    add(
        cases,
        "other partition",
        () ->
            put(
                "us-east-1",
                "arn:aws-cn:s3:cn-north-1:123456789012:accesspoint:x",
                "k",
                "CRC32",
                "text"));
  }

  private void otherCredentials(Cases cases) throws Exception {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
    Path profiles = Path.of("profiles").toAbsolutePath();
    System.setProperty("aws.sharedCredentialsFile", profiles.toString());
    System.setProperty("aws.configFile", Path.of("no-such-file").toAbsolutePath().toString());
    add(cases, "no profiles", () -> put("us-east-1", "bucket", "k", "CRC32", "text"));
    Files.writeString(
        profiles,
        """
        [default]
        aws_access_key_id = AKIDPROFILE
        aws_secret_access_key = secret
        aws_session_token = token
        [process]
        credential_process = echo '{"Version": 1, "AccessKeyId": "AKIDPROCESS", \
        "SecretAccessKey": "secret"}'
        [role]
        role_arn = arn:aws:iam::123456789012:role/x
        source_profile = default
        [sso]
        sso_account_id = 1
        sso_region = us-east-1
        sso_role_name = x
        sso_start_url = http://127.0.0.1:1
        [broken]
        nothing = here
        """);
    for (String profile : List.of("default", "process", "role", "sso", "broken", "none")) {
      System.setProperty("aws.profile", profile);
      add(cases, "profile " + profile, () -> put("us-east-1", "bucket", "k", "CRC32", "text"));
      add(cases, "send " + profile, () -> send("us-east-1", "queue", "text"));
    }
    Files.delete(profiles);
  }

  private static void credentials(String id) {
    System.setProperty("aws.accessKeyId", id);
    System.setProperty("aws.secretAccessKey", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
  }

  /** Adds a case; where an error names the stub's port or a file, it is made neutral. */
  private void add(Cases cases, String name, Cases.Body body) {
    cases.add(
        name,
        () -> {
          stub.seen();
          try {
            return neutral(String.valueOf(body.run()));
          } catch (SdkException e) {
            return "!" + e.getClass().getName() + ": " + neutral(e.getMessage() + stub.seen());
          }
        });
  }

  private String neutral(String text) {
    URI uri = stub.uri();
    return text.replace(String.valueOf(uri.getPort()), "PORT")
        .replace(Path.of("").toAbsolutePath().toString(), "HERE");
  }
}
