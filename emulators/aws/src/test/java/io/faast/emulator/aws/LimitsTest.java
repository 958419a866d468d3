package io.faast.emulator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faast.emulator.aws.fixture.Deeds;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.InvalidRequestContentException;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.RequestTooLargeException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** What AWS would not take is not taken here. */
class LimitsTest {
  private static TestAccount account;
  private static String role;

  @BeforeAll
  static void start() {
    account =
        new TestAccount(
            EmulatorOptions.defaults()
                .withControlPlane(2, 2)
                .withSimulation(UnaryOperator.identity(), Duration.ZERO));
    role = account.role("worker", TestAccount.LOGS_POLICY);
    for (int refused = 0; refused < 2; refused++) {
      assertThatThrownBy(() -> create("first", r -> r))
          .isInstanceOf(InvalidParameterValueException.class)
          .hasMessageContaining("The role defined for the function cannot be assumed by Lambda.");
    }
    create("first", r -> r);
    for (int refused = 0; refused < 2; refused++) {
      assertThatThrownBy(() -> invoke("first", "{}"))
          .isInstanceOf(ResourceConflictException.class)
          .hasMessageContaining("The function is currently in the following state: Pending");
    }
  }

  @AfterAll
  static void stop() throws Exception {
    account.close();
  }

  private static void create(String name, UnaryOperator<CreateFunctionRequest.Builder> more) {
    account.lambda.createFunction(
        more.apply(
                CreateFunctionRequest.builder()
                    .functionName(name)
                    .role(role)
                    .runtime("java17")
                    .handler("x.Y")
                    .code(c -> c.zipFile(SdkBytes.fromByteArray(TestAccount.zip(Deeds.class)))))
            .build());
  }

  private static String invoke(String name, String payload) {
    return account
        .lambda
        .invoke(r -> r.functionName(name).payload(SdkBytes.fromUtf8String(payload)))
        .payload()
        .asUtf8String();
  }

  @Test
  void aFunctionIsPendingUntilItHasBeenLookedAtOftenEnough() {
    create("looked-at", r -> r);
    assertThat(state("looked-at")).isEqualTo("Pending");
    assertThat(state("looked-at")).isEqualTo("Pending");
    assertThat(state("looked-at")).isEqualTo("Active");
  }

  private static String state(String name) {
    return account.lambda.getFunctionConfiguration(r -> r.functionName(name)).stateAsString();
  }

  @Test
  void payloadsHaveLimits() {
    String largest = "\"" + "x".repeat((6 << 20) - 2) + "\"";
    assertThat(invoke("first", largest)).hasSameSizeAs(largest);
    assertThatThrownBy(() -> invoke("first", largest + " "))
        .isInstanceOf(RequestTooLargeException.class)
        .hasMessageContaining("Request must be smaller than 6291456 bytes");
    assertThatThrownBy(
            () ->
                account.lambda.invoke(
                    r ->
                        r.functionName("first")
                            .invocationType(InvocationType.EVENT)
                            .payload(SdkBytes.fromUtf8String("\"" + "x".repeat(1 << 20) + "\""))))
        .isInstanceOf(RequestTooLargeException.class)
        .hasMessageContaining("1048576 bytes");
    assertThatThrownBy(() -> invoke("first", "no json"))
        .isInstanceOf(InvalidRequestContentException.class);
  }

  @Test
  void settingsHaveLimits() {
    refused("'memorySize'", r -> r.memorySize(127));
    refused("timeout", r -> r.timeout(901));
    refused("functionName", r -> r.functionName("a".repeat(65)));
    refused("runtime", r -> r.runtime("java99"));
    refused("unzip", r -> r.code(c -> c.zipFile(SdkBytes.fromUtf8String("no zip"))));
    refused(
        "Reserved keys used in this request: AWS_REGION",
        r -> r.environment(e -> e.variables(Map.of("AWS_REGION", "x"))));
    refused(
        "exceeded the 4KB limit",
        r -> r.environment(e -> e.variables(Map.of("LARGE", "x".repeat(4096)))));
    refused("cannot be assumed", r -> r.role("arn:aws:iam::000000000000:role/nobody"));
  }

  private static void refused(String part, UnaryOperator<CreateFunctionRequest.Builder> setting) {
    assertThatThrownBy(() -> create("limited", setting))
        .isInstanceOfSatisfying(
            LambdaException.class, e -> assertThat(e.statusCode()).isEqualTo(400))
        .hasMessageContaining(part);
  }

  @Test
  void namesAreTakenOnceAndGoneAfterwards() {
    create("once", r -> r);
    assertThatThrownBy(() -> create("once", r -> r))
        .isInstanceOf(ResourceConflictException.class)
        .hasMessageContaining("Function already exist: once");
    account.lambda.deleteFunction(r -> r.functionName("once"));
    assertThatThrownBy(() -> invoke("once", "{}"))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining(
            "Function not found: arn:aws:lambda:us-east-1:000000000000:function:once");
  }

  @Test
  void listsComeInPages() {
    for (int i = 0; i < 60; i++) {
      account.logs.createLogGroup(logGroup("/paged/" + i));
    }
    assertThat(account.logs.describeLogGroups(r -> r.logGroupNamePrefix("/paged/")).logGroups())
        .hasSize(50);
    assertThat(
            account
                .logs
                .describeLogGroupsPaginator(r -> r.logGroupNamePrefix("/paged/"))
                .logGroups())
        .hasSize(60);
    create("page-1", r -> r);
    create("page-2", r -> r);
    assertThat(account.lambda.listFunctions(r -> r.maxItems(1)).functions()).hasSize(1);
    assertThat(account.lambda.listFunctionsPaginator(r -> r.maxItems(1)).functions())
        .extracting(function -> function.functionName())
        .contains("page-1", "page-2");
  }

  private static CreateLogGroupRequest logGroup(String name) {
    return CreateLogGroupRequest.builder().logGroupName(name).tags(Map.of("of", name)).build();
  }

  @Test
  void logGroupsHaveTagsAndARetention() {
    account.logs.createLogGroup(logGroup("/kept"));
    assertThatThrownBy(() -> account.logs.createLogGroup(logGroup("/kept")))
        .isInstanceOf(ResourceAlreadyExistsException.class);
    assertThatThrownBy(
            () -> account.logs.putRetentionPolicy(r -> r.logGroupName("/kept").retentionInDays(2)))
        .isInstanceOf(InvalidParameterException.class);
    account.logs.putRetentionPolicy(r -> r.logGroupName("/kept").retentionInDays(1));
    String arn = "arn:aws:logs:us-east-1:000000000000:log-group:/kept";
    account.logs.tagResource(r -> r.resourceArn(arn).tags(Map.of("more", "yes")));
    account.logs.untagResource(r -> r.resourceArn(arn).tagKeys("of"));
    assertThat(account.logs.listTagsForResource(r -> r.resourceArn(arn)).tags())
        .isEqualTo(Map.of("more", "yes"));
    assertThat(account.emulator.account().logGroups())
        .contains(new Account.LogGroup("/kept", 1, Map.of("more", "yes"), 0));
    account.logs.deleteLogGroup(r -> r.logGroupName("/kept"));
    assertThatThrownBy(() -> account.logs.deleteLogGroup(r -> r.logGroupName("/kept")))
        .isInstanceOf(
            software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException.class);
  }
}
