package io.faast.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faast.Faast;
import io.faast.FaastException;
import io.faast.FaastModule;
import io.faast.FaastOptions;
import io.faast.GcMode;
import io.faast.emulator.aws.AwsEmulator;
import io.faast.emulator.aws.EmulatorOptions;
import io.faast.emulator.aws.core.Credentials;
import io.faast.spi.FailureKind;
import io.faast.spi.Outcome;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** What Lambda and the SDK say, and what it is for the engine. */
class FailureKindsTest {
  private static final String FULL =
      "REPORT RequestId: 1\tDuration: 9.00 ms\tBilled Duration: 9 ms\tMemory Size: 128 MB\t"
          + "Max Memory Used: 128 MB\t";
  private static final String HALF = FULL.replace("Used: 128", "Used: 64");

  private final Reports reports = new Reports(128, URI.create("https://log.example"));
  private final ServiceErrors errors = new ServiceErrors(reports);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Sandbox.Timedout | Task timed out after 3.00 seconds | | TIMED_OUT | false",
        "'' | 2026-01-01 1 Task timed out after 3.00 seconds | | TIMED_OUT | false",
        "Runtime.OutOfMemory | Runtime exited with error: signal: killed | | OUT_OF_MEMORY | false",
        "java.lang.OutOfMemoryError | Java heap space | | OUT_OF_MEMORY | false",
        "Runtime.ExitError | Runtime exited with error: signal: killed | full | OUT_OF_MEMORY |"
            + " false",
        "Runtime.ExitError | Runtime exited with error: signal: killed | half | CRASHED | false",
        "Runtime.ExitError | Runtime exited with error: exit status 1 | full | CRASHED | false",
        "Runtime.ExitError | Runtime exited without providing a reason | | CRASHED | false",
        "Runtime.InvalidEntrypoint | exec failed | | INFRASTRUCTURE | true",
        "Runtime.BadFunctionCode | broken | | INFRASTRUCTURE | true",
        "java.lang.ClassNotFoundException | io.faast.aws.worker.FaastHandler | | INFRASTRUCTURE |"
            + " true",
        "java.lang.NoClassDefFoundError | com/example/Gone | | INFRASTRUCTURE | true",
        "Sandbox.InitTimedout | Init timed out | | INFRASTRUCTURE | true",
        "java.io.IOException | The answers' queue takes no more | | CRASHED | false",
      })
  void endsOfExecutions(
      String type, String message, String log, FailureKind kind, boolean permanent) {
    String report = log == null ? "" : log.equals("full") ? FULL : HALF;
    Outcome.Failed failed =
        FunctionErrors.classify("f", type, message, report, reports.elapsed(1, null));
    assertEquals(kind, failed.kind(), failed::message);
    assertEquals(permanent, failed.permanent(), failed::message);
    assertTrue(failed.message().contains(message), failed::message);
  }

  private Outcome.Failed refused(Throwable cause) {
    return errors.classify("f", cause, () -> reports.elapsed(5_000_000, null));
  }

  private static <T extends AwsServiceException.Builder> T said(
      T builder, int status, String code, String message) {
    builder.statusCode(status);
    builder.message(message);
    builder.awsErrorDetails(
        AwsErrorDetails.builder().errorCode(code).errorMessage(message).build());
    return builder;
  }

  private static AwsServiceException service(int status, String code, String message) {
    return said(LambdaException.builder(), status, code, message).build();
  }

  @Test
  void tooManyAtOnceIsThrottledAndSaysWhenToComeBack() {
    Outcome.Failed failed =
        refused(
            AwsServiceException.builder()
                .statusCode(429)
                .awsErrorDetails(
                    AwsErrorDetails.builder()
                        .errorCode("TooManyRequestsException")
                        .errorMessage("Rate")
                        .sdkHttpResponse(
                            SdkHttpResponse.builder().putHeader("Retry-After", "3").build())
                        .build())
                .build());
    assertEquals(FailureKind.THROTTLED, failed.kind());
    assertEquals(Duration.ofSeconds(3), failed.retryAfter());
    assertEquals(0, failed.report().usage()[Usage.REQUESTS], "a refused request is free");
    assertEquals(FailureKind.THROTTLED, refused(service(503, "EC2ThrottledException", "x")).kind());
  }

  @Test
  void whatPassesIsTriedAgainAndWhatStaysIsNot() {
    assertPassing(
        said(ResourceConflictException.builder(), 409, "ResourceConflictException", "Pending")
            .build());
    assertPassing(service(500, "ServiceException", "x"));
    assertPassing(service(403, "ExpiredTokenException", "expired"));
    assertPassing(SdkClientException.create("Unable to load credentials from any provider"));
    assertPassing(SdkClientException.create("Connection reset"));
    assertPermanent(
        said(ResourceNotFoundException.builder(), 404, "ResourceNotFoundException", "no").build(),
        "was deleted under the run");
    assertPermanent(service(400, "InvalidParameterValueException", "no"), "refused");
    assertPermanent(
        service(
            403,
            "AccessDeniedException",
            "User: u is not authorized to perform: lambda:InvokeFunction on resource: r"),
        "lambda:InvokeFunction is missing");
  }

  private void assertPassing(Throwable cause) {
    Outcome.Failed failed = refused(cause);
    assertEquals(FailureKind.INFRASTRUCTURE, failed.kind(), failed::message);
    assertEquals(false, failed.permanent(), failed::message);
  }

  private void assertPermanent(Throwable cause, String text) {
    Outcome.Failed failed = refused(cause);
    assertEquals(FailureKind.INFRASTRUCTURE, failed.kind(), failed::message);
    assertEquals(true, failed.permanent(), failed::message);
    assertTrue(failed.message().contains(text), failed::message);
  }

  @Test
  void answerThatDoesNotComeMayHaveRunAndIsPaidFor() {
    Outcome.Failed failed = refused(ApiCallTimeoutException.create(150_000));
    assertEquals(FailureKind.INFRASTRUCTURE, failed.kind());
    assertTrue(failed.message().contains("may still run"), failed::message);
    assertEquals(1, failed.report().usage()[Usage.REQUESTS]);
  }

  @Test
  void userWhoMayNotCallFunctionsIsToldSoOnce() {
    String policy =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"NotAction\":"
            + "\"lambda:InvokeFunction\",\"Resource\":\"*\"}]}";
    try (AwsEmulator emulator = AwsEmulator.start(EmulatorOptions.defaults())) {
      Credentials user = emulator.user("no-calls", policy);
      AwsOptions options = EmulatedAccount.options(emulator.endpoint(), emulator.region(), user);
      FaastOptions quiet = FaastOptions.defaults().withGc(GcMode.OFF).withSpeculation(0);
      try (FaastModule<TroubleFunctions> m = Faast.faast(options, TroubleFunctions.class, quiet)) {
        CompletionException thrown =
            assertThrows(CompletionException.class, m.call(TroubleFunctions::fine, "x")::join);
        FaastException failed = (FaastException) thrown.getCause();
        assertTrue(failed.getMessage().contains("lambda:InvokeFunction"), failed::getMessage);
        assertEquals(1, m.costSnapshot().attempts(), "it stays so, however often it is tried");
      }
    }
  }
}
