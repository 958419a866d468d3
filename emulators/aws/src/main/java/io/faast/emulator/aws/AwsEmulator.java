package io.faast.emulator.aws;

import io.faast.emulator.aws.core.ApiCall;
import io.faast.emulator.aws.core.Bill;
import io.faast.emulator.aws.core.Credentials;
import io.faast.emulator.aws.core.Faults;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/**
 * An account of AWS: one HTTP endpoint on loopback for Lambda, IAM, STS, CloudWatch Logs, SQS, S3
 * (path style) and Pricing, told apart by the scope of the signature. Thread-safe.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class AwsEmulator implements AutoCloseable {
  private AwsEmulator() {}

  /** Starts an emulator with the defaults. */
  public static AwsEmulator start() {
    return start(EmulatorOptions.defaults());
  }

  /** Starts an emulator; close it. */
  public static AwsEmulator start(EmulatorOptions options) {
    throw new UnsupportedOperationException("not there yet: " + options);
  }

  /** Returns where the clients' endpoint override points. */
  public URI endpoint() {
    throw new UnsupportedOperationException();
  }

  /** Returns the only region that there is. */
  public String region() {
    throw new UnsupportedOperationException();
  }

  /** Returns the account's id. */
  public String accountId() {
    throw new UnsupportedOperationException();
  }

  /** Returns credentials of a user who may do everything. */
  public Credentials credentials() {
    throw new UnsupportedOperationException();
  }

  /** Makes a user who may do what {@code policy} allows, and returns the user's credentials. */
  public Credentials user(String name, String policy) {
    throw new UnsupportedOperationException();
  }

  /** Returns credentials with the rights of {@code of} that expire. */
  public Credentials temporary(Credentials of, Instant expires) {
    throw new UnsupportedOperationException();
  }

  /** Returns a look at what exists. */
  public Account account() {
    throw new UnsupportedOperationException();
  }

  /** Returns what AWS would bill up to now. */
  public Bill bill() {
    throw new UnsupportedOperationException();
  }

  /** Returns where to say what goes wrong. */
  public Faults faults() {
    throw new UnsupportedOperationException();
  }

  /** Returns the calls up to now, in the order in which they arrived. */
  public List<ApiCall> calls() {
    throw new UnsupportedOperationException();
  }

  /** Ends every instance and the endpoint, and deletes what was unpacked. Again: does nothing. */
  @Override
  public void close() {}
}
