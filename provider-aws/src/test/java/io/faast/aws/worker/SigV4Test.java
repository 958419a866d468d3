package io.faast.aws.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

class SigV4Test {
  @Test
  void signsAsTheSdkDoes() throws Exception {
    String body = "{\"QueueUrl\":\"https://sqs.eu-west-1.amazonaws.com/1/q\"}";
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(URI.create("https://sqs.eu-west-1.amazonaws.com/"))
            .putHeader("content-type", "application/x-amz-json-1.0")
            .putHeader("x-amz-target", "AmazonSQS.SendMessage")
            .build();
    AwsCredentialsIdentity identity = AwsCredentialsIdentity.create("AKIDEXAMPLE", "secret/Key+1");
    Clock clock = Clock.fixed(Instant.parse("2025-01-02T03:04:05Z"), ZoneOffset.UTC);
    String expected =
        AwsV4HttpSigner.create()
            .sign(
                SignRequest.builder(identity)
                    .request(request)
                    .payload(ContentStreamProvider.fromUtf8String(body))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "sqs")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1")
                    .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, true)
                    .putProperty(HttpSigner.SIGNING_CLOCK, clock)
                    .build())
            .request()
            .firstMatchingHeader("Authorization")
            .orElseThrow();

    SortedMap<String, String> headers = new TreeMap<>();
    headers.put("content-type", "application/x-amz-json-1.0");
    headers.put("host", "sqs.eu-west-1.amazonaws.com");
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
    headers.put("x-amz-content-sha256", HexFormat.of().formatHex(digest));
    headers.put("x-amz-date", "20250102T030405Z");
    headers.put("x-amz-target", "AmazonSQS.SendMessage");
    SigV4 signer = new SigV4("AKIDEXAMPLE", "secret/Key+1", "eu-west-1", "sqs");
    String actual =
        signer.authorization(headers, "20250102T030405Z", body.getBytes(StandardCharsets.UTF_8));

    assertEquals(signedHeaders(expected), signedHeaders(actual));
    assertEquals(expected, actual);
  }

  private static String signedHeaders(String authorization) {
    int from = authorization.indexOf("SignedHeaders=");
    return authorization.substring(from, authorization.indexOf(',', from));
  }
}
