package io.faast.tck;

import io.faast.FaastOptions;
import io.faast.tck.probe.BeaconWatch;
import io.faast.tck.probe.RawDeployment;
import io.faast.tck.probe.RecordingProvider;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the rules of a run share, made when first asked for, and closed in reverse order.
 * Thread-safe.
 */
final class Shared implements Closeable {
  private final Session session;
  private final Map<Class<?>, Once<Opened<?>>> modules = new ConcurrentHashMap<>();
  private final Map<Class<?>, Once<RawDeployment>> deployments = new ConcurrentHashMap<>();
  private final Once<BeaconWatch> beacons = new Once<>();
  private final Deque<Closeable> closing = new ConcurrentLinkedDeque<>();

  /** Made when first asked for; whoever asks meanwhile waits for it. A failure is tried again. */
  private static final class Once<T> {
    private @Nullable T made;

    synchronized T get(Supplier<T> make) {
      if (made == null) {
        made = make.get();
      }
      return made;
    }
  }

  Shared(Session session) {
    this.session = session;
  }

  @SuppressWarnings("unchecked")
  <M> Opened<M> module(Class<M> type) {
    return (Opened<M>) modules.computeIfAbsent(type, key -> new Once<>()).get(() -> open(type));
  }

  private <M> Opened<M> open(Class<M> type) {
    Opened<M> opened =
        Opening.open(
            session, new RecordingProvider(session.provider()), type, FaastOptions.defaults());
    closing.push(() -> Opening.close(session, opened));
    return opened;
  }

  RawDeployment deployment(Class<?> type) {
    return deployments.computeIfAbsent(type, key -> new Once<>()).get(() -> deploy(type));
  }

  private RawDeployment deploy(Class<?> type) {
    RawDeployment deployed =
        Opening.deploy(session, session.provider(), Opening.spec(session, type).build());
    closing.push(() -> Opening.close(session, deployed));
    return deployed;
  }

  BeaconWatch beacons() {
    return beacons.get(this::watch);
  }

  private BeaconWatch watch() {
    try {
      BeaconWatch watch = new BeaconWatch();
      closing.push(watch);
      return watch;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    Closing.all(closing);
  }
}
