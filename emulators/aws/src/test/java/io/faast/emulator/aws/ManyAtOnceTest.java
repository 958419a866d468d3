package io.faast.emulator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.services.lambda.LambdaAsyncClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/** A thousand invocations run at once, and not one more. */
@Timeout(120)
class ManyAtOnceTest {
  @Test
  void aThousandInvocationsAreHeldAndTheNextIsRefused() throws Exception {
    TestAccount account =
        new TestAccount(
            EmulatorOptions.defaults()
                .withControlPlane(0, 0)
                .withSimulation(UnaryOperator.identity(), Duration.ofHours(1)));
    List<CompletableFuture<InvokeResponse>> calls = new ArrayList<>();
    try (account;
        SdkAsyncHttpClient http =
            NettyNioAsyncHttpClient.builder()
                .maxConcurrency(1_100)
                .connectionAcquisitionTimeout(Duration.ofMinutes(1))
                .build()) {
      account.function("held");
      LambdaAsyncClient lambda =
          account.client(
              LambdaAsyncClient.builder().httpClient(http), account.emulator.credentials());
      for (int i = 0; i < 1_000; i++) {
        calls.add(invoke(lambda));
      }
      while (account.emulator.account().runningInvocations() < 1_000) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
      }
      assertThatThrownBy(() -> invoke(lambda).join())
          .hasCauseInstanceOf(TooManyRequestsException.class)
          .hasMessageContaining("Rate Exceeded");
      assertThat(calls).noneMatch(CompletableFuture::isDone);
      assertThat(account.emulator.account().mostInvocationsAtOnce()).isEqualTo(1_000);
    }
  }

  private static CompletableFuture<InvokeResponse> invoke(LambdaAsyncClient lambda) {
    return lambda.invoke(r -> r.functionName("held").payload(SdkBytes.fromUtf8String("{}")));
  }

  @Test
  void aReservedConcurrencyIsALimitOfItsOwn() throws Exception {
    try (TestAccount account =
        new TestAccount(
            EmulatorOptions.defaults()
                .withControlPlane(0, 0)
                .withSimulation(UnaryOperator.identity(), Duration.ofHours(1)))) {
      account.function("reserved");
      account.lambda.putFunctionConcurrency(
          r -> r.functionName("reserved").reservedConcurrentExecutions(0));
      assertThatThrownBy(() -> account.invoke("reserved", "x"))
          .isInstanceOfSatisfying(
              TooManyRequestsException.class,
              e ->
                  assertThat(e.reasonAsString())
                      .isEqualTo("ReservedFunctionConcurrentInvocationLimitExceeded"));
    }
  }
}
