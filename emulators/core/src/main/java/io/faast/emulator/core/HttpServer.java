package io.faast.emulator.core;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * An HTTP/1.1 server on a free port of loopback. It stands on Netty: a thousand calls in flight are
 * a thousand sockets and no threads, an answer can come from anywhere at any time, and a connection
 * can be cut, which the JDK's server cannot do.
 */
public final class HttpServer implements AutoCloseable {
  private static final int MAX_HEAD = 64 << 10;
  private static final int MAX_BODY = 300 << 20;
  private static final int BACKLOG = 4_096;

  private final EventLoopGroup loops =
      new NioEventLoopGroup(2, new DefaultThreadFactory("emulator", true));
  private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
  private final Channel listener;

  /** Starts to listen. What {@code handler} answers is sent; what it fails with cuts the line. */
  public HttpServer(Function<Request, CompletableFuture<Response>> handler) {
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    open.add(channel);
                    channel
                        .pipeline()
                        .addLast(new HttpServerCodec(MAX_HEAD, MAX_HEAD, 64 << 10))
                        .addLast(new HttpObjectAggregator(MAX_BODY))
                        .addLast(new Exchange(handler));
                  }
                });
    listener =
        bootstrap
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .syncUninterruptibly()
            .channel();
  }

  /** Returns the port. */
  public int port() {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  /** Runs something later, on a thread that must not block. */
  public void later(long nanos, Runnable task) {
    var unused = loops.schedule(task, nanos, TimeUnit.NANOSECONDS);
  }

  /** Cuts every connection and stops to listen. */
  @Override
  public void close() {
    listener.close().syncUninterruptibly();
    open.close().awaitUninterruptibly();
    loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
