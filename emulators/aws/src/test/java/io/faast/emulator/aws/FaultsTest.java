package io.faast.emulator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faast.emulator.aws.core.ApiCall;
import io.faast.emulator.aws.core.Bill;
import io.faast.emulator.core.Fault;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.ServiceException;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/** What goes wrong does so exactly where it was told to. */
class FaultsTest {
  private static final CountDownLatch RAN_TWICE = new CountDownLatch(2);
  private static TestAccount account;

  @BeforeAll
  static void start() {
    account =
        new TestAccount(
            EmulatorOptions.defaults()
                .withControlPlane(0, 0)
                .withSimulation(
                    event -> {
                      if (event.length > 2) {
                        RAN_TWICE.countDown();
                      }
                      return event;
                    },
                    Duration.ofMillis(2)));
    account.function("simulated");
  }

  @AfterAll
  static void stop() throws Exception {
    account.close();
  }

  @AfterEach
  void heal() {
    account.emulator.faults().clear();
  }

  private static void inject(String operation, UnaryOperator<Long> nth, Fault fault) {
    long before =
        account.emulator.calls().stream()
            .filter(call -> call.operation().equals(operation))
            .count();
    account
        .emulator
        .faults()
        .inject(
            call ->
                call.operation().equals(operation)
                    && call.nth() - before == nth.apply(call.nth() - before),
            fault);
  }

  private static String invoke() {
    return account
        .lambda
        .invoke(r -> r.functionName("simulated").payload(SdkBytes.fromUtf8String("{}")))
        .payload()
        .asUtf8String();
  }

  @Test
  void onlyTheCallThatWasChosenIsThrottledAndItIsNotBilled() {
    inject("Invoke", nth -> 2L, new Fault.Throttle());
    Bill before = account.emulator.bill();
    assertThat(invoke()).isEqualTo("{}");
    assertThatThrownBy(FaultsTest::invoke)
        .isInstanceOfSatisfying(
            TooManyRequestsException.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(429);
              assertThat(e.reasonAsString()).isEqualTo("CallerRateLimitExceeded");
            });
    assertThat(invoke()).isEqualTo("{}");
    assertThat(account.emulator.bill().since(before).lambdaRequests()).isEqualTo(2);
  }

  @Test
  void everyServiceThrottlesInItsOwnWords() {
    inject("ListRoles", nth -> nth, new Fault.Throttle());
    inject("DescribeLogGroups", nth -> nth, new Fault.Throttle());
    assertThatThrownBy(() -> account.iam.listRoles())
        .isInstanceOfSatisfying(
            IamException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("Throttling"));
    assertThatThrownBy(() -> account.logs.describeLogGroups())
        .isInstanceOfSatisfying(
            CloudWatchLogsException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ThrottlingException"));
  }

  @Test
  void servicesBreak() {
    inject("Invoke", nth -> nth, new Fault.ServerError(503));
    assertThatThrownBy(FaultsTest::invoke)
        .isInstanceOfSatisfying(
            ServiceException.class, e -> assertThat(e.statusCode()).isEqualTo(503));
  }

  @Test
  void connectionsAreCutBeforeAndAfterTheWork() {
    inject("Invoke", nth -> 1L, new Fault.DropConnection(false));
    inject("Invoke", nth -> 2L, new Fault.DropConnection(true));
    Bill before = account.emulator.bill();
    assertThatThrownBy(FaultsTest::invoke).isInstanceOf(SdkClientException.class);
    assertThat(account.emulator.bill().since(before).lambdaRequests()).isZero();
    assertThatThrownBy(FaultsTest::invoke).isInstanceOf(SdkClientException.class);
    assertThat(account.emulator.bill().since(before).lambdaRequests()).isEqualTo(1);
  }

  @Test
  void answersComeLate() {
    inject("Invoke", nth -> nth, new Fault.Delay(Duration.ofMillis(300)));
    long start = System.nanoTime();
    assertThat(invoke()).isEqualTo("{}");
    assertThat(System.nanoTime() - start).isGreaterThan(300_000_000);
  }

  @Test
  void credentialsExpireInTheMiddle() {
    inject("Invoke", nth -> 1L, new Fault.ExpireCredentials());
    assertThatThrownBy(FaultsTest::invoke)
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ExpiredTokenException"));
    assertThat(invoke()).isEqualTo("{}");
  }

  @Test
  void instancesAreKilled() throws Exception {
    inject("Invoke", nth -> 1L, new Fault.KillInstance());
    assertThat(invoke()).contains("Runtime.ExitError", "signal: killed");
    try (TestAccount real = new TestAccount()) {
      real.function("killed");
      real.emulator
          .faults()
          .inject(call -> call.is("lambda", "Invoke") && call.nth() == 2, new Fault.KillInstance());
      assertThat(real.call("killed", "count")).isEqualTo("1");
      assertThat(real.invoke("killed", "hang").payload().asUtf8String())
          .contains("Runtime.ExitError", "signal: killed");
      assertThat(real.call("killed", "count")).isEqualTo("1");
    }
  }

  @Test
  void eventsAreLostAndRunTwice() throws Exception {
    inject("Invoke", nth -> 1L, new Fault.Lose());
    inject("Invoke", nth -> 2L, new Fault.Duplicate());
    Bill before = account.emulator.bill();
    event("{}");
    event("[[1]]");
    assertThat(RAN_TWICE.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(account.emulator.bill().since(before).lambdaRequests()).isEqualTo(2);
  }

  private static void event(String payload) {
    account.lambda.invoke(
        r ->
            r.functionName("simulated")
                .invocationType(InvocationType.EVENT)
                .payload(SdkBytes.fromUtf8String(payload)));
  }

  @Test
  void callsAreToldInOrderWithWhatTheyNeeded() {
    int before = account.emulator.calls().size();
    invoke();
    account.iam.listRoles();
    assertThat(account.emulator.calls().subList(before, before + 2))
        .extracting(ApiCall::operation)
        .containsExactly("Invoke", "ListRoles");
    assertThat(account.emulator.calls().get(before).permissions())
        .extracting(needed -> needed.action() + " " + needed.resource())
        .containsExactly(
            "lambda:InvokeFunction arn:aws:lambda:us-east-1:000000000000:function:simulated");
  }
}
