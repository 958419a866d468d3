package io.faast.aws;

import io.faast.emulator.aws.AwsEmulator;
import io.faast.emulator.aws.core.Bill;
import io.faast.emulator.aws.core.Credentials;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
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

  /** Returns the bill when nothing runs any more that an earlier test has left to its end. */
  static Bill settledBill(AwsEmulator emulator) {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (emulator.account().runningInvocations() > 0) {
      if (System.nanoTime() - end > 0) {
        throw new IllegalStateException("a function runs on for minutes");
      }
      LockSupport.parkNanos(1_000_000);
    }
    return emulator.bill();
  }
}
