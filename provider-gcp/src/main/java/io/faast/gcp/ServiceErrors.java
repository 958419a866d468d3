package io.faast.gcp;

import io.faast.spi.AttemptReport;
import io.faast.spi.FailureKind;
import io.faast.spi.Outcome;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Says why an attempt got no answer of a worker: Google's front end answered, or nobody did. */
final class ServiceErrors {
  private static final String INVOKE = "run.routes.invoke";
  private static final int MAX_TEXT = 500;

  private final Reports reports;
  private final Deaths deaths;
  private final Set<String> ending = ConcurrentHashMap.newKeySet();

  ServiceErrors(Reports reports, Deaths deaths) {
    this.reports = reports;
    this.deaths = deaths;
  }

  /** Hears that an instance has said of itself that it ends, and runs nothing any more. */
  void ends(String instance) {
    ending.add(instance);
  }

  /**
   * Classifies an answer of the front end.
   *
   * @param trace names the request in the log
   * @return why the attempt failed, or nothing if it was given to an instance that was ending,
   *     which ran nothing of it
   */
  CompletableFuture<Optional<Outcome.Failed>> answered(
      GcpAttempt attempt, String trace, HttpResponse<byte[]> response) {
    String function = attempt.attempt().function();
    int status = response.statusCode();
    String what = "status " + status + ", " + text(response.body());
    return switch (status) {
      case 401 ->
          now(
              FailureKind.INFRASTRUCTURE,
              "The token for calling " + function + " was refused: " + what);
      case 403 ->
          now(
              permanent(
                  "Calling "
                      + function
                      + " is not allowed: the permission "
                      + INVOKE
                      + " is missing. "
                      + what));
      case 404 ->
          now(
              permanent(
                  "The function that runs " + function + " is not there (any more): " + what));
      case 413 -> now(permanent("The request of " + function + " was too large: " + what));
      case 429 ->
          now(
              new Outcome.Failed(
                  FailureKind.THROTTLED,
                  "No instance was free for " + function + ": " + what,
                  false,
                  retryAfter(response),
                  null,
                  reports.unused()));
      case 504 ->
          now(
              new Outcome.Failed(
                  FailureKind.TIMED_OUT,
                  function + " was given up by Google after its timeout. " + what,
                  ran(attempt)));
      default ->
          status >= 500
              ? deaths
                  .ofRequest(trace, began(attempt))
                  .thenApply(
                      death ->
                          ending.contains(death.instance())
                              ? Optional.empty()
                              : Optional.of(died(attempt, death, what, ran(attempt))))
              : now(permanent("Google refused to run " + function + ": " + what));
    };
  }

  /**
   * Says why a worker ended that had begun an attempt.
   *
   * @param workerId id of its instance
   * @param report of the attempt
   */
  CompletableFuture<Outcome.Failed> died(
      GcpAttempt attempt, String workerId, AttemptReport report) {
    return deaths
        .ofInstance(workerId, began(attempt))
        .thenApply(
            death ->
                died(
                    attempt,
                    death.cause() == Death.Cause.UNKNOWN
                        ? new Death(Death.Cause.CRASHED, death.message(), workerId)
                        : death,
                    "its instance ended",
                    report));
  }

  private Outcome.Failed died(GcpAttempt attempt, Death death, String what, AttemptReport report) {
    String function = attempt.attempt().function();
    String why = what + (death.message().isEmpty() ? "" : " (" + death.message() + ")");
    return switch (death.cause()) {
      case OUT_OF_MEMORY ->
          new Outcome.Failed(
              FailureKind.OUT_OF_MEMORY,
              function + " ran out of memory; give it more, or let it hold less: " + why,
              report);
      case CRASHED ->
          new Outcome.Failed(
              FailureKind.CRASHED,
              "The instance ended before " + function + " returned: " + why,
              report);
      case NO_INSTANCE ->
          new Outcome.Failed(
              why.contains("no available instance")
                  ? FailureKind.THROTTLED
                  : FailureKind.INFRASTRUCTURE,
              "No instance took " + function + ": " + why,
              reports.unused());
      case UNKNOWN ->
          new Outcome.Failed(
              FailureKind.INFRASTRUCTURE, "Google failed to run " + function + ": " + why, report);
    };
  }

  /** Classifies what came instead of any answer. */
  Outcome.Failed thrown(GcpAttempt attempt, Throwable cause) {
    String function = attempt.attempt().function();
    String what = Api.describe(cause);
    if (cause instanceof HttpTimeoutException
        && !(cause instanceof java.net.http.HttpConnectTimeoutException)) {
      return failed(
          "No answer came for " + function + ", which may still run: " + what, cause, ran(attempt));
    }
    boolean unsent = cause instanceof ConnectException || cause instanceof HttpTimeoutException;
    return failed(
        "The connection to Google failed while " + function + " was called: " + what,
        cause,
        unsent ? reports.unused() : ran(attempt));
  }

  /** Classifies why there is no token to call with. */
  Outcome.Failed noToken(GcpAttempt attempt, Throwable cause) {
    String missing = Api.missingPermission("iam.serviceAccounts.getOpenIdToken", cause);
    return new Outcome.Failed(
        FailureKind.INFRASTRUCTURE,
        "The token for calling "
            + attempt.attempt().function()
            + " could not be had: "
            + Api.describe(cause)
            + (missing == null ? "" : " Allow " + missing + "."),
        missing != null,
        null,
        cause,
        reports.unused());
  }

  private AttemptReport ran(GcpAttempt attempt) {
    return reports.elapsed(attempt.elapsedNanos(), null);
  }

  private static Instant began(GcpAttempt attempt) {
    return Instant.now().minusNanos(attempt.elapsedNanos());
  }

  private CompletableFuture<Optional<Outcome.Failed>> now(FailureKind kind, String message) {
    return now(new Outcome.Failed(kind, message, reports.unused()));
  }

  private static CompletableFuture<Optional<Outcome.Failed>> now(Outcome.Failed outcome) {
    return CompletableFuture.completedFuture(Optional.of(outcome));
  }

  private Outcome.Failed permanent(String message) {
    return new Outcome.Failed(
        FailureKind.INFRASTRUCTURE, message, true, null, null, reports.unused());
  }

  private static Outcome.Failed failed(String message, Throwable cause, AttemptReport report) {
    return new Outcome.Failed(FailureKind.INFRASTRUCTURE, message, false, null, cause, report);
  }

  private static @Nullable Duration retryAfter(HttpResponse<?> response) {
    String value = response.headers().firstValue("Retry-After").orElse("").strip();
    // It may be a date, which Cloud Run does not send.
    return value.matches("[0-9]{1,6}") ? Duration.ofSeconds(Long.parseLong(value)) : null;
  }

  private static String text(byte[] body) {
    String text = new String(body, 0, Math.min(body.length, MAX_TEXT), StandardCharsets.UTF_8);
    return text.isBlank() ? "without a text" : text.strip();
  }
}
