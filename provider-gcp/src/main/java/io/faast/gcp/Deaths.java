package io.faast.gcp;

import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds out why requests ended without an answer of the worker. Google's front end answers alike
 * whether an instance crashed or went over its memory; only the log tells. Projects may look there
 * once a second on average, so one look serves everybody who waits. Thread-safe.
 */
final class Deaths {
  /** How long entries take to arrive, with some to spare. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Lines of the same instance arrive out of order: a crash is believed when seen so often. */
  private static final int LOOKS = 2;

  private static final int ENTRIES = 1_000;
  private static final long PAUSE_MILLIS = 300;
  private static final int QUICK_LOOKS = 30;
  private static final long LONG_PAUSE_MILLIS = 1_500;
  private static final long CLOCK_SKEW_SECONDS = 10;

  private final LogEntries log;
  private final String filter;
  private final List<Waiting> waiting = new ArrayList<>();
  private boolean looking;
  private int looks;

  Deaths(Clients clients, String function) {
    log = new LogEntries(clients);
    filter =
        "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\""
            + function
            + "\" AND (httpRequest.status>=500 OR textPayload:\""
            + DeathNotices.MEMORY
            + "\" OR textPayload:\""
            + DeathNotices.EXIT
            + "\" OR textPayload:\""
            + DeathNotices.SIGNAL
            + "\")";
  }

  private static final class Waiting {
    final CompletableFuture<Death> death = new CompletableFuture<>();
    final Instant since;
    final long end = System.nanoTime() + PATIENCE.toNanos();
    final Function<DeathNotices, @Nullable Death> finder;
    int seen;

    Waiting(Instant since, Function<DeathNotices, @Nullable Death> finder) {
      this.since = since;
      this.finder = finder;
    }
  }

  /**
   * Finds what became of a request; never fails.
   *
   * @param since when it was sent
   */
  CompletableFuture<Death> ofRequest(String trace, Instant since) {
    return join(new Waiting(since, notices -> notices.ofRequest(trace)));
  }

  /**
   * Finds what became of an instance; never fails.
   *
   * @param since when it was alive still
   */
  CompletableFuture<Death> ofInstance(String instance, Instant since) {
    return join(new Waiting(since, notices -> notices.ofInstance(instance)));
  }

  private CompletableFuture<Death> join(Waiting one) {
    synchronized (this) {
      waiting.add(one);
      if (looking) {
        return one.death;
      }
      looking = true;
    }
    look();
    return one.death;
  }

  private void look() {
    Instant oldest = Instant.now();
    synchronized (this) {
      for (Waiting one : waiting) {
        oldest = one.since.isBefore(oldest) ? one.since : oldest;
      }
      looks++;
    }
    String since = " AND timestamp>=\"" + oldest.minusSeconds(CLOCK_SKEW_SECONDS) + "\"";
    var unused =
        log.newest(filter + since, ENTRIES)
            .handle(
                (entries, failure) -> {
                  if (failure != null) {
                    seen(
                        new DeathNotices(MissingNode.getInstance()),
                        "the log could not be read: " + Api.describe(Api.cause(failure)));
                  } else {
                    seen(new DeathNotices(entries), "the log does not tell of it");
                  }
                  return true;
                });
  }

  private void seen(DeathNotices notices, String otherwise) {
    List<Runnable> found = new ArrayList<>();
    long pause;
    synchronized (this) {
      for (Waiting one : List.copyOf(waiting)) {
        Death death = one.finder.apply(notices);
        if (death != null && (death.cause() != Death.Cause.CRASHED || ++one.seen >= LOOKS)) {
          found.add(() -> one.death.complete(death));
          waiting.remove(one);
        } else if (System.nanoTime() - one.end > 0) {
          Death last = death == null ? new Death(Death.Cause.UNKNOWN, otherwise, "") : death;
          found.add(() -> one.death.complete(last));
          waiting.remove(one);
        }
      }
      looking = !waiting.isEmpty();
      pause = !looking ? 0 : looks <= QUICK_LOOKS ? PAUSE_MILLIS : LONG_PAUSE_MILLIS;
    }
    found.forEach(Runnable::run);
    if (pause > 0) {
      CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS).execute(this::look);
    }
  }
}
