package io.faast.gcp;

import io.faast.spi.ProviderException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Waits where a new service account is not known yet: some seconds, now and then a minute. */
final class NewAccounts {
  /** How long a new account, or grant, may take to be known everywhere. */
  static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LAST_PAUSE_MILLIS = 8_000;

  private NewAccounts() {}

  /**
   * Does something that names an account, again while Google says that there is none.
   *
   * @throws ProviderException if it fails otherwise, or goes on to
   */
  static <T> T onceKnown(Consumer<String> progress, Supplier<T> step) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    long pause = FIRST_PAUSE_MILLIS;
    boolean told = false;
    while (true) {
      try {
        return step.get();
      } catch (ProviderException e) {
        if (!isNew(e.getCause()) || System.nanoTime() - end > 0) {
          throw e;
        }
      }
      if (!told && pause > FIRST_PAUSE_MILLIS) {
        progress.accept("Waiting for Google to know the service account");
        told = true;
      }
      CompletableFuture.runAsync(
              () -> {}, CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS))
          .join();
      pause = Math.min(LAST_PAUSE_MILLIS, pause * 2);
    }
  }

  /** Returns whether something failed because an account is not known yet. */
  static boolean isNew(@Nullable Throwable cause) {
    if (cause == null) {
      return false;
    }
    String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("service account")
        && (message.contains("not exist") || message.contains("not found"));
  }
}
