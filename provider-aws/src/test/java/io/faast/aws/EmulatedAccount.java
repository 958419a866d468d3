package io.faast.aws;

import io.faast.emulator.aws.AwsEmulator;
import io.faast.emulator.aws.core.Credentials;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Options that lead to an emulator. */
final class EmulatedAccount {
  private EmulatedAccount() {}

  static AwsOptions options(AwsEmulator emulator) {
    return options(emulator.endpoint(), emulator.region(), emulator.credentials());
  }

  static AwsOptions options(URI endpoint, String region, Credentials credentials) {
    return AwsOptions.defaults()
        .withEndpoint(endpoint)
        .withRegion(region)
        .withCredentials(StaticCredentialsProvider.create(sdk(credentials)));
  }

  static AwsCredentials sdk(Credentials credentials) {
    String key = credentials.accessKeyId();
    String secret = credentials.secretAccessKey();
    String token = credentials.sessionToken();
    return token == null
        ? AwsBasicCredentials.create(key, secret)
        : AwsSessionCredentials.create(key, secret, token);
  }
}
