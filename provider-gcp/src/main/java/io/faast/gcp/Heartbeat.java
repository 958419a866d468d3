package io.faast.gcp;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Says every few minutes, in a label of the run's bucket, that the run is still held, so that a
 * client on another machine takes none of it for garbage. A label of the function would be a new
 * revision of it; one of the bucket costs as much as to store an object.
 */
final class Heartbeat {
  /** How long a run counts as held after its client was last heard of. */
  static final Duration LEASE = Duration.ofMinutes(30);

  private static final Duration PERIOD = Duration.ofMinutes(8);
  private static final System.Logger LOG = System.getLogger("io.faast.gcp");

  private final Rest rest;
  private final ServiceTime time;
  private final String bucket;
  private final Metering metering;
  private final Executor later =
      CompletableFuture.delayedExecutor(PERIOD.toMillis(), TimeUnit.MILLISECONDS);
  private volatile boolean stopped;

  Heartbeat(Clients clients, String bucket, Metering metering) {
    rest = clients.rest();
    time = clients.time();
    this.bucket = bucket;
    this.metering = metering;
  }

  /** Returns the label's value now. */
  static String lease(ServiceTime time) {
    return Long.toString(time.now().plus(LEASE).toEpochMilli());
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
    ObjectNode change = JsonNodeFactory.instance.objectNode();
    change.putObject("labels").put(Labels.ALIVE_UNTIL, lease(time));
    metering.storageWrites(1);
    var unused =
        rest.patch(PayloadBucket.HOST, "/storage/v1/b/" + bucket, change)
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
