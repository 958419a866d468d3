package io.faast.emulator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.faast.emulator.aws.core.Bill;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** Functions really run, under AWS's own runtime. */
class InvokeTest {
  private static final Pattern REPORT =
      Pattern.compile(
          "REPORT RequestId: (\\S+)\tDuration: ([0-9.]+) ms\tBilled Duration: (\\d+) ms\t"
              + "Memory Size: (\\d+) MB\tMax Memory Used: (\\d+) MB\t"
              + "(?:Init Duration: ([0-9.]+) ms\t)?(.*)");

  private static TestAccount account;

  @BeforeAll
  static void start() {
    account = new TestAccount();
    account.function("deeds");
  }

  @AfterAll
  static void stop() throws Exception {
    account.close();
  }

  private static String tail(InvokeResponse response) {
    return new String(Base64.getDecoder().decode(response.logResult()), StandardCharsets.UTF_8);
  }

  private static Matcher report(InvokeResponse response) {
    Matcher matcher = REPORT.matcher(tail(response));
    assertThat(matcher.find()).as(tail(response)).isTrue();
    return matcher;
  }

  @Test
  void anInstanceKeepsItsStateFromCallToCall() {
    account.function("counting");
    assertThat(account.call("counting", "count")).isEqualTo("1");
    assertThat(account.call("counting", "count")).isEqualTo("2");
    assertThat(account.call("counting", "tmp:first")).isEqualTo("nothing");
    assertThat(account.call("counting", "tmp:second")).isEqualTo("first");
    assertThat(account.emulator.account().instances())
        .filteredOn(instance -> instance.function().equals("counting"))
        .hasSize(1);
  }

  @Test
  void aFunctionKnowsWhereItIs() {
    assertThat(account.call("deeds", "env:AWS_REGION")).isEqualTo("us-east-1");
    assertThat(account.call("deeds", "env:AWS_EXECUTION_ENV")).isEqualTo("AWS_Lambda_java17");
    assertThat(account.call("deeds", "context:")).startsWith("deeds 256 20");
  }

  @Test
  void theReportSaysWhatIsBilled() {
    account.function("billed");
    Bill before = account.emulator.bill();
    Matcher cold = report(account.invoke("billed", "count"));
    Matcher warm = report(account.invoke("billed", "count"));
    double init = Double.parseDouble(cold.group(6));
    assertThat(init).isPositive();
    assertThat(warm.group(6)).isNull();
    long coldBilled = Long.parseLong(cold.group(3));
    assertThat((double) coldBilled)
        .isBetween(
            Double.parseDouble(cold.group(2)) + init - 0.02,
            Double.parseDouble(cold.group(2)) + init + 1.02);
    assertThat(Long.parseLong(cold.group(5))).isBetween(1L, 256L);
    Bill bill = account.emulator.bill().since(before);
    assertThat(bill.lambdaRequests()).isEqualTo(2);
    assertThat(bill.lambdaMegabyteMillis())
        .isEqualTo(256 * (coldBilled + Long.parseLong(warm.group(3))));
  }

  @Test
  void whatIsPrintedIsInTheLogBetweenStartAndReport() {
    InvokeResponse response = account.invoke("deeds", "print:from within");
    String id = response.responseMetadata().requestId();
    assertThat(tail(response))
        .containsSubsequence(
            "START RequestId: " + id + " Version: $LATEST\n",
            "from within\n",
            "END RequestId: " + id + "\n",
            "REPORT RequestId: " + id + "\t");
    assertThat(account.emulator.account().log("/aws/lambda/deeds"))
        .contains("from within", "INIT_START");
    assertThat(
            account
                .logs
                .filterLogEvents(
                    r -> r.logGroupName("/aws/lambda/deeds").filterPattern("\"from within\""))
                .events())
        .isNotEmpty();
  }

  @Test
  void anExceptionIsAnUnhandledErrorWithItsType() {
    InvokeResponse response = account.invoke("deeds", "throw:on purpose");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.functionError()).isEqualTo("Unhandled");
    assertThat(response.payload().asUtf8String())
        .contains("\"errorMessage\":\"on purpose\"", "java.lang.IllegalArgumentException");
  }

  @Test
  void anExitIsReportedAsAnExitOfTheRuntime() {
    InvokeResponse response = account.invoke("deeds", "exit:3");
    String id = response.responseMetadata().requestId();
    assertThat(response.payload().asUtf8String())
        .isEqualTo(
            "{\"errorType\":\"Runtime.ExitError\",\"errorMessage\":\"RequestId: "
                + id
                + " Error: Runtime exited with error: exit status 3\"}");
    assertThat(report(response).group(7)).isEqualTo("Status: error\tError Type: Runtime.ExitError");
    assertThat(account.invoke("deeds", "exit:137").payload().asUtf8String())
        .contains("Error: Runtime exited with error: exit status 137");
    assertThat(account.call("deeds", "count")).isNotEmpty();
  }

  @Test
  void aCallOverItsTimeIsEndedAndBilledForItsTime() {
    account.function("slow", r -> r.timeout(1));
    InvokeResponse response = account.invoke("slow", "hang");
    assertThat(response.payload().asUtf8String())
        .contains("\"Sandbox.Timedout\"", "Error: Task timed out after 1.00 seconds");
    Matcher report = report(response);
    assertThat(report.group(2)).isEqualTo("1000.00");
    assertThat(report.group(7)).isEqualTo("Status: timeout");
    assertThat(tail(response)).contains("Task timed out after 1.00 seconds");
  }

  @Test
  void theSmallestMemoryIsEnoughForAJvm() {
    account.function("small", r -> r.memorySize(128).timeout(900));
    assertThat(account.call("small", "count")).isEqualTo("1");
  }

  @Test
  void moreHeapThanThereIsIsAnErrorOfTheFunction() {
    InvokeResponse response = account.invoke("deeds", "heap");
    assertThat(response.functionError()).isEqualTo("Unhandled");
    assertThat(response.payload().asUtf8String()).contains("java.lang.OutOfMemoryError");
  }

  @Test
  void moreMemoryThanThereIsEndsTheInstance() {
    account.function(
        "hungry",
        r ->
            r.environment(
                e -> e.variables(Map.of("JAVA_TOOL_OPTIONS", "-XX:MaxDirectMemorySize=4g"))));
    InvokeResponse response = account.invoke("hungry", "native");
    assertThat(response.payload().asUtf8String())
        .contains("\"Runtime.OutOfMemory\"", "Runtime exited with error: signal: killed");
    Matcher report = report(response);
    assertThat(report.group(5)).isEqualTo("256");
    assertThat(report.group(7)).isEqualTo("Status: error\tError Type: Runtime.OutOfMemory");
  }

  @Test
  void anAnswerOverSixMegabytesIsAnError() {
    InvokeResponse response = account.invoke("deeds", "big:6291600");
    assertThat(response.functionError()).isEqualTo("Unhandled");
    assertThat(response.payload().asUtf8String())
        .contains("Function.ResponseSizeTooLarge", "6291602 bytes");
    assertThat(account.call("deeds", "big:6291500")).hasSize(6_291_500);
  }

  @Test
  void whatFailsWhenItBeginsIsTriedTwiceAndReportedOnce() {
    account.function("broken", r -> r.environment(e -> e.variables(Map.of("FAIL", "init"))));
    InvokeResponse response = account.invoke("broken", "count");
    assertThat(response.functionError()).isEqualTo("Unhandled");
    assertThat(response.payload().asUtf8String()).contains("java.lang.ExceptionInInitializerError");
    assertThat(account.emulator.account().log("/aws/lambda/broken"))
        .contains("\tPhase: init\tStatus: error", "\tPhase: invoke\tStatus: error");
    account.function("ending", r -> r.environment(e -> e.variables(Map.of("FAIL", "exit"))));
    assertThat(account.invoke("ending", "count").payload().asUtf8String())
        .contains("Runtime.ExitError", "exit status 4");
  }
}
