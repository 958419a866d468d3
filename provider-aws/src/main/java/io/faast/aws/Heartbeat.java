package io.faast.aws;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Says every few minutes, in a tag of the function, that the run is still held, so that a client on
 * another machine takes none of it for garbage. A tag costs nothing.
 */
final class Heartbeat {
  /** How long a run counts as held after its client was last heard of. */
  static final Duration LEASE = Duration.ofMinutes(30);

  private static final Duration PERIOD = Duration.ofMinutes(8);
  private static final System.Logger LOG = System.getLogger("io.faast.aws");

  private final Clients clients;
  private final String functionArn;
  private final Executor later =
      CompletableFuture.delayedExecutor(PERIOD.toMillis(), TimeUnit.MILLISECONDS);
  private volatile boolean stopped;

  Heartbeat(Clients clients, String functionArn) {
    this.clients = clients;
    this.functionArn = functionArn;
  }

  /** Returns until when a run is held of which its client is heard now. */
  static Instant lease(Clients clients) {
    return clients.time().now().plus(LEASE);
  }

  void start() {
    later.execute(this::beat);
  }

  void stop() {
    stopped = true;
  }

  private void beat() {
    if (stopped) {
      return;
    }
    Map<String, String> tag = Map.of(Tags.ALIVE_UNTIL, lease(clients).toString());
    var unused =
        clients
            .lambda()
            .tagResource(r -> r.resource(functionArn).tags(tag))
            .whenComplete(
                (done, failure) -> {
                  if (failure != null && !stopped) {
                    LOG.log(
                        Level.WARNING,
                        "Could not say that the run is held: " + Api.describe(Api.cause(failure)));
                  }
                  if (!stopped) {
                    start();
                  }
                });
  }
}
