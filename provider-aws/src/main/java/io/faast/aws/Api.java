package io.faast.aws;

import io.faast.spi.ProviderException;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Waits for answers of the control plane, and tells people what went wrong. */
final class Api {
  private static final Pattern DENIED =
      Pattern.compile("not authorized to perform:? \\[?([a-z0-9]+:[A-Za-z]+)");

  private Api() {}

  /**
   * Waits for an answer.
   *
   * @param action the permission that it takes, such as {@code lambda:CreateFunction}
   * @param object what is acted on, for people
   * @throws ProviderException if it failed; its cause is what the SDK threw
   */
  static <T> T await(String action, String object, CompletableFuture<T> answer) {
    try {
      return answer.join();
    } catch (CompletionException e) {
      throw failure(action, object, cause(e));
    }
  }

  /** Returns what is below the wrapping of futures. */
  static Throwable cause(Throwable thrown) {
    Throwable cause = thrown;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  static ProviderException failure(String action, String object, Throwable cause) {
    return new ProviderException(
        action + " of " + object + " failed: " + describe(cause), advice(action, cause), cause);
  }

  static String describe(Throwable cause) {
    if (cause instanceof AwsServiceException service) {
      String code = code(service);
      String message =
          service.awsErrorDetails() == null ? null : service.awsErrorDetails().errorMessage();
      return code
          + " (status "
          + service.statusCode()
          + ", request "
          + service.requestId()
          + "): "
          + (message == null ? "no message" : message);
    }
    String message = cause.getMessage();
    return message == null ? cause.getClass().getName() : message;
  }

  static String code(AwsServiceException service) {
    String code = service.awsErrorDetails() == null ? null : service.awsErrorDetails().errorCode();
    return code == null ? service.getClass().getSimpleName() : code;
  }

  /** Returns the permission that is missing, or null if that is not what is wrong. */
  static @Nullable String missingPermission(String action, Throwable cause) {
    if (!(cause instanceof AwsServiceException service) || service.statusCode() != 403) {
      return null;
    }
    String code = code(service);
    if (!code.startsWith("AccessDenied") && !code.equals("UnauthorizedOperation")) {
      return null;
    }
    Matcher matcher = DENIED.matcher(String.valueOf(service.getMessage()));
    return matcher.find() ? matcher.group(1) : action;
  }

  /** Returns whether the credentials, not their rights, are what is wrong. */
  static boolean badCredentials(Throwable cause) {
    if (cause instanceof AwsServiceException service) {
      String code = code(service).toLowerCase(Locale.ROOT);
      return code.contains("expiredtoken")
          || code.contains("unrecognizedclient")
          || code.contains("invalidclienttoken")
          || code.contains("invalidsignature");
    }
    return cause instanceof SdkClientException && describe(cause).contains("credentials");
  }

  private static String advice(String action, Throwable cause) {
    String missing = missingPermission(action, cause);
    if (missing != null) {
      return "Allow " + missing + "; docs/providers/aws.md has the whole policy that a user needs.";
    }
    if (badCredentials(cause)) {
      return "Renew the credentials: `aws sts get-caller-identity` shows whether they work.";
    }
    return "See the message; docs/providers/aws.md lists what may go wrong, by message.";
  }
}
