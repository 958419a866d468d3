package io.faast.aws;

import io.faast.spi.AttemptReport;
import io.faast.spi.FailureKind;
import io.faast.spi.Outcome;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Says why an invocation was refused, or its answer did not come. */
final class ServiceErrors {
  private static final String ACTION = "lambda:InvokeFunction";
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERROR = 500;
  private static final Set<String> BUSY =
      Set.of("EC2ThrottledException", "ThrottlingException", "Throttling", "SlowDown");

  private final Reports reports;

  ServiceErrors(Reports reports) {
    this.reports = reports;
  }

  /**
   * Classifies what the SDK threw.
   *
   * @param elapsed reports an attempt that may have run
   */
  Outcome.Failed classify(String function, Throwable cause, Supplier<AttemptReport> elapsed) {
    String what = Api.describe(cause);
    if (cause instanceof AwsServiceException service) {
      return refused(function, service, what);
    }
    if (cause instanceof TimeoutException
        || cause instanceof ApiCallTimeoutException
        || cause instanceof ApiCallAttemptTimeoutException) {
      return failed(
          FailureKind.INFRASTRUCTURE,
          "No answer of Lambda came for " + function + ", which may still run: " + what,
          cause,
          elapsed.get());
    }
    if (Api.badCredentials(cause)) {
      return failed(
          FailureKind.INFRASTRUCTURE,
          "The credentials for calling " + function + " could not be had: " + what,
          cause,
          reports.unused());
    }
    return failed(
        FailureKind.INFRASTRUCTURE,
        "The connection to Lambda failed while " + function + " was called: " + what,
        cause,
        elapsed.get());
  }

  private Outcome.Failed refused(String function, AwsServiceException service, String what) {
    AttemptReport unused = reports.unused();
    if (service.statusCode() == TOO_MANY || BUSY.contains(Api.code(service))) {
      return new Outcome.Failed(
          FailureKind.THROTTLED,
          "Lambda refused " + function + " for now: " + what,
          false,
          retryAfter(service),
          service,
          unused);
    }
    String missing = Api.missingPermission(ACTION, service);
    if (missing != null) {
      return permanent(
          "Calling "
              + function
              + " is not allowed: the permission "
              + missing
              + " is missing. "
              + what,
          service);
    }
    if (Api.code(service).equals("ResourceNotFoundException")) {
      return permanent(
          "The function that runs " + function + " was deleted under the run: " + what, service);
    }
    if (Api.badCredentials(service)) {
      return failed(
          FailureKind.INFRASTRUCTURE,
          "The credentials are not valid (any more): " + what,
          service,
          unused);
    }
    boolean passing =
        service.statusCode() >= SERVER_ERROR
            || Api.code(service).equals("ResourceConflictException");
    return passing
        ? failed(
            FailureKind.INFRASTRUCTURE,
            "Lambda failed to run " + function + ": " + what,
            service,
            unused)
        : permanent("Lambda refused to run " + function + ": " + what, service);
  }

  private static @Nullable Duration retryAfter(AwsServiceException service) {
    AwsErrorDetails details = service.awsErrorDetails();
    SdkHttpResponse response = details == null ? null : details.sdkHttpResponse();
    String seconds =
        response == null ? null : response.firstMatchingHeader("Retry-After").orElse(null);
    if (seconds != null) {
      try {
        return Duration.ofSeconds(Math.max(0, Long.parseLong(seconds.strip())));
      } catch (NumberFormatException e) {
        return null; // it may be a date, which Lambda does not send
      }
    }
    return null;
  }

  private Outcome.Failed permanent(String message, Throwable cause) {
    return new Outcome.Failed(
        FailureKind.INFRASTRUCTURE, message, true, null, cause, reports.unused());
  }

  private static Outcome.Failed failed(
      FailureKind kind, String message, Throwable cause, AttemptReport report) {
    return new Outcome.Failed(kind, message, false, null, cause, report);
  }
}
