package io.faast.aws;

import io.faast.emulator.aws.AwsEmulator;
import io.faast.emulator.aws.core.ApiCall;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** Credentials that are refused from some call on, and renewed after the first refusal. */
final class ExpiringCredentials implements AwsCredentialsProvider {
  private static final String ALL =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\","
          + "\"Resource\":\"*\"}]}";

  private final AwsCredentials first;
  private final AwsCredentials second;
  private final AtomicInteger refusals = new AtomicInteger();

  ExpiringCredentials(AwsEmulator emulator) {
    first = EmulatedAccount.sdk(emulator.user("first", ALL));
    second = EmulatedAccount.sdk(emulator.user("second", ALL));
  }

  @Override
  public AwsCredentials resolveCredentials() {
    return refusals.get() == 0 ? first : second;
  }

  /** Returns whether a call is refused: if it begins it, or comes with the old ones after that. */
  boolean refused(ApiCall call, boolean begins) {
    boolean refused = call.caller().endsWith("/first") && (begins || refusals.get() > 0);
    if (refused) {
      refusals.incrementAndGet();
    }
    return refused;
  }

  int refusals() {
    return refusals.get();
  }
}
