package io.faast.aws;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One connection, with one exchange at a time. What is not a clean end of an exchange closes it.
 * Its event loop calls everything but what says otherwise.
 */
final class Connection extends ChannelInboundHandlerAdapter implements ChannelFutureListener {
  private final Connections pool;
  private final Channel channel;
  private volatile @Nullable Exchange current;
  private @Nullable LambdaResponse response;
  private boolean written;
  private boolean clean;

  /** When it was last released, in the time of {@code System.nanoTime()}; the pool's. */
  long idleSince;

  Connection(Connections pool, Channel channel) {
    this.pool = pool;
    this.channel = channel;
  }

  /**
   * Begins an exchange, after all that has been read by now; called from any thread, by who has
   * taken the connection. What was said too much is so never taken for the next answer.
   */
  void send(Exchange exchange) {
    channel.eventLoop().execute(() -> begin(exchange));
  }

  private void begin(Exchange exchange) {
    if (!exchange.goesBy(this)) {
      pool.release(this);
      return;
    }
    current = exchange;
    response = null;
    written = false;
    clean = false;
    ByteBuf request = channel.alloc().ioBuffer(exchange.head.length + exchange.body.length);
    request.writeBytes(exchange.head).writeBytes(exchange.body);
    var unused = channel.writeAndFlush(request).addListener(this);
  }

  @Override
  public void operationComplete(ChannelFuture write) {
    if (write.isSuccess()) {
      written = true;
    } else {
      broken(write.cause());
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      read((HttpObject) message);
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void read(HttpObject part) {
    Exchange exchange = current;
    if (exchange == null) {
      pool.gone(this); // nothing was asked for; nobody is to take it any more
      close();
      return;
    }
    if (part.decoderResult().isFailure()) {
      broken(new IOException("what was answered is no HTTP", part.decoderResult().cause()));
      return;
    }
    if (part instanceof HttpResponse head && !isInterim(head)) {
      response = new LambdaResponse(head);
      clean = HttpUtil.isKeepAlive(head) && hasEnd(head);
    }
    LambdaResponse whole = response;
    if (part instanceof HttpContent content && whole != null) {
      try {
        whole.add(content.content());
      } catch (IOException e) {
        broken(e);
        return;
      }
      if (content instanceof LastHttpContent) {
        end(exchange, whole);
      }
    }
  }

  /** A server may say that it goes on, any number of times, before it answers. */
  private static boolean isInterim(HttpResponse head) {
    return head.status().codeClass() == HttpStatusClass.INFORMATIONAL
        && !head.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS);
  }

  /** Without either, the end of the connection is the end of the answer. */
  private static boolean hasEnd(HttpResponse head) {
    return HttpUtil.isContentLengthSet(head) || HttpUtil.isTransferEncodingChunked(head);
  }

  /** Frees the connection first: who hears of the answer may call again. */
  private void end(Exchange exchange, LambdaResponse whole) {
    current = null;
    response = null;
    if (clean && written) {
      pool.release(this);
    } else {
      close(); // of a request that was not read to its end, the rest would be taken for another
    }
    whole.settle(exchange, pool::refused);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    pool.gone(this);
    broken(
        new IOException(
            written
                ? "The connection was closed before there was an answer"
                : "The connection was closed before the request was sent"));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    broken(cause);
  }

  private void broken(Throwable cause) {
    Exchange exchange = current;
    current = null;
    response = null;
    close();
    if (exchange != null) {
      exchange.completeExceptionally(cause);
    }
  }

  /** Closes the connection if it still has that exchange; called from any thread. */
  void giveUp(Exchange exchange) {
    channel
        .eventLoop()
        .execute(
            () -> {
              if (exchange.equals(current)) {
                broken(new TimeoutException("no answer came in time"));
              }
            });
  }

  /** Gives up an exchange that should have ended; called from any thread. */
  void check(long now) {
    Exchange exchange = current;
    if (exchange != null && now - exchange.deadline > 0) {
      giveUp(exchange);
    }
  }

  /** Closes the connection; called from any thread. */
  void close() {
    var unused = channel.close();
  }
}
