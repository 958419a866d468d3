package io.faast.gcp;

import com.google.api.client.http.HttpResponseException;
import com.google.api.core.ApiFuture;
import com.google.api.core.ApiFutureCallback;
import com.google.api.core.ApiFutures;
import com.google.api.gax.rpc.ApiException;
import io.faast.spi.ProviderException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Waits for answers of the control plane, and tells people what went wrong. */
final class Api {
  /** A permission as Google names it in messages: service.things.verb. */
  private static final Pattern PERMISSION =
      Pattern.compile("(?<![\\w./-])([a-z][a-zA-Z]+\\.[a-zA-Z]+\\.[a-zA-Z]+)(?![\\w./-])");

  private Api() {}

  /**
   * Waits for an answer.
   *
   * @param permission what it takes, such as {@code cloudfunctions.functions.create}
   * @param object what is acted on, for people
   * @throws ProviderException if it failed; its cause is what the client threw
   */
  static <T> T await(String permission, String object, CompletableFuture<T> answer) {
    try {
      return answer.join();
    } catch (CompletionException e) {
      throw failure(permission, object, cause(e));
    }
  }

  /** Returns the future of a client of Google as one of the JDK. */
  static <T> CompletableFuture<T> future(ApiFuture<T> from) {
    CompletableFuture<T> to = new CompletableFuture<>();
    ApiFutures.addCallback(
        from,
        new ApiFutureCallback<T>() {
          @Override
          public void onSuccess(T result) {
            to.complete(result);
          }

          @Override
          public void onFailure(Throwable failure) {
            to.completeExceptionally(told(failure));
          }
        },
        Runnable::run);
    return to;
  }

  /** Google's client of a JSON API leaves out what the API said: that is in what it threw first. */
  private static Throwable told(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof HttpResponseException refused) {
        String content = refused.getContent();
        return Rest.refusal(refused.getStatusCode(), content == null ? "" : content);
      }
    }
    return failure;
  }

  /** Returns what is below the wrapping of futures. */
  static Throwable cause(Throwable thrown) {
    Throwable cause = thrown;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  static ProviderException failure(String permission, String object, Throwable cause) {
    return new ProviderException(
        permission + " of " + object + " failed: " + describe(cause),
        advice(permission, cause),
        cause);
  }

  static String describe(Throwable cause) {
    String message = cause.getMessage();
    if (cause instanceof RestException refused) {
      return (refused.code().isEmpty() ? "" : refused.code() + ", ")
          + "status "
          + refused.status()
          + ": "
          + (message == null || message.isEmpty() ? "no message" : message);
    }
    if (cause instanceof ApiException refused) {
      String code = refused.getStatusCode().getCode() + ": ";
      String said = said(refused);
      return said.startsWith(code) ? said : code + said;
    }
    return message == null ? cause.getClass().getName() : message;
  }

  /** Returns what Google said, without the names of classes that gRPC's client puts before it. */
  private static String said(ApiException refused) {
    Throwable first = refused.getCause() == null ? refused : refused.getCause();
    return String.valueOf(first.getMessage());
  }

  /** Returns Google's name of what went wrong, such as {@code NOT_FOUND}, or an empty text. */
  static String code(Throwable cause) {
    if (cause instanceof RestException refused) {
      return refused.code().isEmpty() ? byStatus(refused.status()) : refused.code();
    }
    return cause instanceof ApiException refused ? refused.getStatusCode().getCode().name() : "";
  }

  /** Some services of Google leave the name out, or have names of their own. */
  private static String byStatus(int status) {
    return switch (status) {
      case 401 -> "UNAUTHENTICATED";
      case 403 -> "PERMISSION_DENIED";
      case 404 -> "NOT_FOUND";
      case 409 -> "ALREADY_EXISTS";
      case 429 -> "RESOURCE_EXHAUSTED";
      case 503 -> "UNAVAILABLE";
      default -> "";
    };
  }

  private static int status(Throwable cause) {
    return cause instanceof RestException refused ? refused.status() : 0;
  }

  static boolean notFound(Throwable cause) {
    return code(cause).equals("NOT_FOUND") || status(cause) == 404;
  }

  static boolean alreadyExists(Throwable cause) {
    return code(cause).equals("ALREADY_EXISTS") || status(cause) == 409;
  }

  /** Returns the permission that is missing, or null if that is not what is wrong. */
  static @Nullable String missingPermission(String permission, Throwable cause) {
    if (!code(cause).equals("PERMISSION_DENIED") && status(cause) != 403) {
      return null;
    }
    String said =
        cause instanceof ApiException refused ? said(refused) : String.valueOf(cause.getMessage());
    Matcher matcher = PERMISSION.matcher(said);
    while (matcher.find()) {
      String named = matcher.group(1);
      if (!named.contains("googleapis") && !named.contains("google.")) {
        return named;
      }
    }
    return permission;
  }

  /** Returns whether the credentials, not their rights, are what is wrong. */
  static boolean badCredentials(Throwable cause) {
    return code(cause).equals("UNAUTHENTICATED")
        || (cause instanceof IOException
            && cause.getClass().getName().startsWith("com.google.auth."));
  }

  private static String advice(String permission, Throwable cause) {
    String missing = missingPermission(permission, cause);
    if (missing != null) {
      return "Allow " + missing + "; docs/providers/gcp.md has all permissions that a user needs.";
    }
    if (badCredentials(cause)) {
      return "Renew the credentials: `gcloud auth application-default print-access-token` shows"
          + " whether they work.";
    }
    if (String.valueOf(cause.getMessage()).contains("has not been used in project")
        || String.valueOf(cause.getMessage()).contains("SERVICE_DISABLED")) {
      return "Enable the API that the message names; docs/providers/gcp.md has the command.";
    }
    return "See the message; docs/providers/gcp.md lists what may go wrong, by message.";
  }
}
