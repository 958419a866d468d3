package io.faast.emulator.core;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Calls processes on loopback over HTTP/1.1. Each call has a connection of its own, so it is never
 * in doubt whether a call was answered, or died with its process. Thread-safe.
 */
public final class HttpCalls implements AutoCloseable {
  /** What belongs to a connection and not to what is said over it. */
  private static final Set<String> OWN =
      Set.of("connection", "keep-alive", "transfer-encoding", "content-length", "upgrade", "te");

  private final EventLoopGroup loops =
      new NioEventLoopGroup(1, new DefaultThreadFactory("emulator-calls", true));
  private final int maxAnswer;

  /** Takes answers of up to so many bytes. */
  public HttpCalls(int maxAnswer) {
    this.maxAnswer = maxAnswer;
  }

  /**
   * Sends a request to a port of loopback. Completing the future otherwise closes the connection.
   *
   * @return the answer; fails with an {@link IOException} if there is none, or it is too large
   */
  public CompletableFuture<Response> send(int port, Request request) {
    CompletableFuture<Response> answer = new CompletableFuture<>();
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loops)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .handler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    channel
                        .pipeline()
                        .addLast(new HttpClientCodec())
                        .addLast(new HttpObjectAggregator(maxAnswer))
                        .addLast(new Answer(answer));
                  }
                });
    ChannelFuture connected = bootstrap.connect(InetAddress.getLoopbackAddress(), port);
    Channel channel = connected.channel();
    var unused = connected.addListener(done -> connected(done, channel, request, answer));
    closeAfter(answer, channel);
    return answer;
  }

  private static void connected(
      Future<?> done, Channel channel, Request request, CompletableFuture<Response> answer) {
    if (done.isSuccess()) {
      var unused = channel.writeAndFlush(message(request));
    } else {
      answer.completeExceptionally(done.cause());
    }
  }

  private static void closeAfter(CompletableFuture<Response> answer, Channel channel) {
    var unused = answer.whenComplete((response, failure) -> close(channel));
  }

  private static void close(Channel channel) {
    var unused = channel.close();
  }

  private static FullHttpRequest message(Request request) {
    String uri =
        request.rawQuery().isEmpty()
            ? request.rawPath()
            : request.rawPath() + "?" + request.rawQuery();
    FullHttpRequest message =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1,
            HttpMethod.valueOf(request.method()),
            uri,
            Unpooled.wrappedBuffer(request.body()));
    request
        .headers()
        .forEach(
            (name, value) -> {
              if (!OWN.contains(name)) {
                message.headers().set(name, value);
              }
            });
    message.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, request.body().length);
    message.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    return message;
  }

  /** Ends the calls that are still under way. */
  @Override
  public void close() {
    loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  /** Waits for the answer on a connection. */
  private static final class Answer extends SimpleChannelInboundHandler<FullHttpResponse> {
    private final CompletableFuture<Response> answer;

    Answer(CompletableFuture<Response> answer) {
      this.answer = answer;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpResponse message) {
      Map<String, String> headers = new HashMap<>();
      message
          .headers()
          .forEach(
              header -> {
                String name = header.getKey().toLowerCase(Locale.ROOT);
                if (!OWN.contains(name)) {
                  headers.put(name, header.getValue());
                }
              });
      if (message.decoderResult().isSuccess()) {
        answer.complete(
            new Response(
                message.status().code(), headers, ByteBufUtil.getBytes(message.content())));
      } else {
        answer.completeExceptionally(new IOException("what was answered is no HTTP"));
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      answer.completeExceptionally(new IOException("the connection was closed without an answer"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      answer.completeExceptionally(cause);
    }
  }
}
