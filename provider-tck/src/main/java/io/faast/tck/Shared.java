package io.faast.tck;

import io.faast.FaastOptions;
import io.faast.tck.probe.BeaconWatch;
import io.faast.tck.probe.RawDeployment;
import io.faast.tck.probe.RecordingProvider;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the rules of a run share, made when first asked for, and closed in reverse order. */
final class Shared implements Closeable {
  private final Session session;
  private final Map<Class<?>, Opened<?>> modules = new HashMap<>();
  private final Map<Class<?>, RawDeployment> deployments = new HashMap<>();
  private final Deque<Closeable> closing = new ArrayDeque<>();
  private @Nullable BeaconWatch beacons;

  Shared(Session session) {
    this.session = session;
  }

  @SuppressWarnings("unchecked")
  synchronized <M> Opened<M> module(Class<M> type) {
    return (Opened<M>)
        modules.computeIfAbsent(
            type,
            key -> {
              Opened<M> opened =
                  Opening.open(
                      session,
                      new RecordingProvider(session.target().provider()),
                      type,
                      FaastOptions.defaults());
              closing.push(() -> Opening.close(session, opened));
              return opened;
            });
  }

  synchronized RawDeployment deployment(Class<?> type) {
    return deployments.computeIfAbsent(
        type,
        key -> {
          RawDeployment deployed = Opening.deploy(session, Opening.spec(session, type).build());
          closing.push(() -> Opening.close(session, deployed));
          return deployed;
        });
  }

  synchronized BeaconWatch beacons() {
    if (beacons == null) {
      try {
        beacons = new BeaconWatch();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      closing.push(beacons);
    }
    return beacons;
  }

  @Override
  public synchronized void close() {
    Closing.all(closing);
  }
}
