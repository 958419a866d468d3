package io.faast.gcp;

import io.faast.spi.ProviderException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Waits for the first token to call a function with: a new account, and who may have tokens of it,
 * take a while to be known everywhere. Then it is known before any call that calls are possible.
 */
final class FirstToken {
  private static final String PERMISSION = "iam.serviceAccounts.getOpenIdToken";

  private FirstToken() {}

  /**
   * Waits.
   *
   * @param patience how long a missing permission, or account, may be one that is not known yet
   * @throws ProviderException if there is no token
   */
  static void await(
      IdTokens tokens, Duration patience, Clients clients, Consumer<String> progress) {
    long end = System.nanoTime() + patience.toNanos();
    AtomicBoolean told = new AtomicBoolean();
    CompletableFuture<Boolean> first =
        Polling.until(
            "The first token",
            patience.plusMinutes(1),
            clients.executor(),
            () ->
                tokens
                    .token()
                    .handle(
                        (token, failure) -> {
                          if (failure == null) {
                            return Optional.of(true);
                          }
                          Throwable cause = Api.cause(failure);
                          if (!mayPass(cause) || System.nanoTime() - end > 0) {
                            throw new CompletionException(cause);
                          }
                          if (!told.getAndSet(true)) {
                            progress.accept("Waiting for Google to know who calls the function");
                          }
                          return Optional.empty();
                        }));
    Object unused = Api.await(PERMISSION, "the account that calls come from", first);
  }

  private static boolean mayPass(Throwable cause) {
    return Api.missingPermission(PERMISSION, cause) != null || Api.notFound(cause);
  }
}
