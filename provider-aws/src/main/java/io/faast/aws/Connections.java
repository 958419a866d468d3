package io.faast.aws;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;

/**
 * Connections to one place, each of which has one request under way; a request is never sent twice.
 * HTTP/1.1 on Netty, which the SDK's HTTP client stands on, too: that one takes several times the
 * processor time for what every client may want, and calls do not. Thread-safe.
 */
final class Connections implements AutoCloseable {
  private static final int CONNECT_MILLIS = 10_000;

  /** What nobody has used for so long may have been cut by who stands in between. */
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(50);

  private static final long LOOK_MILLIS = 1_000;
  private static final int MOST_HEAD = 64 << 10;

  private final URI place;
  private final int most;
  private final @Nullable SslContext tls;
  private final Consumer<SdkHttpResponse> refused;
  private final Bootstrap bootstrap;
  private final Future<?> looks;

  // Guarded by this.
  private final Deque<Connection> idle = new ArrayDeque<>();
  private final Set<Connection> open = new HashSet<>();
  private final Deque<Exchange> waiting = new ArrayDeque<>();
  private int taken;
  private boolean closed;

  /**
   * Makes a pool without connections.
   *
   * @param loops which stay open
   * @param most connections at once; further exchanges wait
   * @param patience of the exchanges, which says how often one has to look
   * @param tls for a place of https
   * @param refused sees the head of each refusal before its exchange ends
   */
  Connections(
      SdkEventLoopGroup loops,
      URI place,
      int most,
      Duration patience,
      @Nullable SslContext tls,
      Consumer<SdkHttpResponse> refused) {
    this.place = place;
    this.most = most;
    this.tls = tls;
    this.refused = refused;
    bootstrap =
        new Bootstrap()
            .group(loops.eventLoopGroup())
            .channelFactory(loops.channelFactory())
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.SO_KEEPALIVE, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    handle(channel);
                  }
                });
    long often = Math.max(1, Math.min(LOOK_MILLIS, patience.toMillis() / 4));
    looks =
        loops
            .eventLoopGroup()
            .scheduleWithFixedDelay(this::look, often, often, TimeUnit.MILLISECONDS);
  }

  private void handle(Channel channel) {
    if (tls != null) {
      SslHandler handler = tls.newHandler(channel.alloc(), place.getHost(), port());
      SSLParameters parameters = handler.engine().getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      handler.engine().setSSLParameters(parameters);
      channel.pipeline().addLast(handler);
    }
    HttpDecoderConfig limits = new HttpDecoderConfig().setMaxHeaderSize(MOST_HEAD);
    Connection connection = new Connection(this, channel);
    channel.pipeline().addLast(new HttpResponseDecoder(limits), connection);
  }

  private int port() {
    return place.getPort() >= 0 ? place.getPort() : tls == null ? 80 : 443;
  }

  /** Sends a request by a free connection, or a new one, or as soon as one is free. */
  void send(Exchange exchange) {
    Connection free;
    synchronized (this) {
      if (closed) {
        exchange.completeExceptionally(new IOException("The connections are closed"));
        return;
      }
      free = idle.pollLast();
      if (free == null && taken == most) {
        waiting.add(exchange);
        return;
      }
      taken += free == null ? 1 : 0;
    }
    if (free != null) {
      free.send(exchange);
    } else {
      connect(exchange);
    }
  }

  private void connect(Exchange exchange) {
    var unused =
        bootstrap
            .connect(place.getHost(), port())
            .addListener((ChannelFutureListener) done -> connected(done, exchange));
  }

  private void connected(ChannelFuture done, Exchange exchange) {
    Connection made = done.isSuccess() ? done.channel().pipeline().get(Connection.class) : null;
    if (made == null) { // also where it was closed already, for what nobody had asked for
      exchange.completeExceptionally(
          done.isSuccess()
              ? new IOException("The connection was closed before the request was sent")
              : done.cause());
      oneLess();
      return;
    }
    boolean late;
    synchronized (this) {
      late = closed;
      open.add(made);
    }
    made.send(exchange);
    if (late) {
      made.close();
    }
  }

  /** Gives a connection to who waits, or keeps it for the next one. */
  void release(Connection connection) {
    Exchange next;
    synchronized (this) {
      if (!open.contains(connection)) {
        return; // it was closed meanwhile, and who waits has another one
      }
      next = nextWaiting();
      if (next == null) {
        connection.idleSince = System.nanoTime();
        idle.addLast(connection);
      }
    }
    if (next != null) {
      connection.send(next);
    }
  }

  /** Forgets a connection that is closed. */
  void gone(Connection connection) {
    synchronized (this) {
      if (!open.remove(connection)) {
        return;
      }
      idle.remove(connection);
    }
    oneLess();
  }

  private void oneLess() {
    Exchange next;
    synchronized (this) {
      next = nextWaiting();
      taken -= next == null ? 1 : 0;
    }
    if (next != null) {
      connect(next);
    }
  }

  private @Nullable Exchange nextWaiting() {
    Exchange next = waiting.poll();
    while (next != null && next.isDone()) {
      next = waiting.poll();
    }
    return next;
  }

  void refused(SdkHttpResponse head) {
    refused.accept(head);
  }

  /** Ends what takes too long; an event loop does it now and then. */
  private void look() {
    long now = System.nanoTime();
    List<Connection> old = new ArrayList<>();
    List<Exchange> late = new ArrayList<>();
    synchronized (this) {
      while (!idle.isEmpty() && now - idle.peekFirst().idleSince > IDLE_NANOS) {
        old.add(idle.pollFirst());
      }
      open.forEach(connection -> connection.check(now));
      waiting.removeIf(exchange -> now - exchange.deadline > 0 && late.add(exchange));
    }
    old.forEach(Connection::close);
    late.forEach(
        exchange ->
            exchange.completeExceptionally(new TimeoutException("no connection became free")));
  }

  /** Closes all connections; what is under way fails. */
  @Override
  public void close() {
    var unused = looks.cancel(false);
    List<Connection> all;
    List<Exchange> unsent;
    synchronized (this) {
      closed = true;
      all = List.copyOf(open);
      unsent = List.copyOf(waiting);
      waiting.clear();
    }
    unsent.forEach(
        exchange -> exchange.completeExceptionally(new IOException("The connections are closed")));
    all.forEach(Connection::close);
  }
}
