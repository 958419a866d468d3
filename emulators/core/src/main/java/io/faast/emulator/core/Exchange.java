package io.faast.emulator.core;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Hands the requests of a connection on, and their responses back. */
final class Exchange extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final System.Logger LOGGER = System.getLogger(Exchange.class.getName());

  private final Function<Request, CompletableFuture<Response>> handler;

  /** Completes if the client goes away while its last request is served. */
  private CompletableFuture<Void> gone = new CompletableFuture<>();

  Exchange(Function<Request, CompletableFuture<Response>> handler) {
    this.handler = handler;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest message) {
    if (!message.decoderResult().isSuccess()) {
      close(context);
      return;
    }
    boolean keepAlive = HttpUtil.isKeepAlive(message);
    gone = new CompletableFuture<>();
    var unused =
        handler
            .apply(request(message))
            .whenComplete(
                (response, failure) -> {
                  if (response == null) {
                    tell(failure);
                    close(context);
                  } else {
                    send(context, response, keepAlive);
                  }
                });
  }

  private Request request(FullHttpRequest message) {
    Map<String, String> headers = new HashMap<>();
    for (Map.Entry<String, String> header : message.headers()) {
      headers.merge(
          header.getKey().toLowerCase(Locale.ROOT), header.getValue(), (a, b) -> a + "," + b);
    }
    String uri = message.uri();
    int question = uri.indexOf('?');
    return new Request(
        message.method().name(),
        question < 0 ? uri : uri.substring(0, question),
        question < 0 ? "" : uri.substring(question + 1),
        headers,
        ByteBufUtil.getBytes(message.content()),
        gone);
  }

  private static void send(ChannelHandlerContext context, Response response, boolean keepAlive) {
    FullHttpResponse message =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(response.status()),
            Unpooled.wrappedBuffer(response.body()));
    if (response.status() != 204) {
      message.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, response.body().length);
    }
    response.headers().forEach((name, value) -> message.headers().set(name, value));
    HttpUtil.setKeepAlive(message, keepAlive);
    var written = context.writeAndFlush(message);
    if (!keepAlive) {
      var unused = written.addListener(done -> close(context));
    }
  }

  private static void tell(@Nullable Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (!(cause instanceof Cut)) {
      LOGGER.log(System.Logger.Level.ERROR, "The emulator has a defect", cause);
    }
  }

  private static void close(ChannelHandlerContext context) {
    var unused = context.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    gone.complete(null);
    context.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    close(context); // the client went away, or sent what is not HTTP
  }
}
