package io.faast.local;

import io.faast.spi.AttemptListener;
import io.faast.spi.Invocation;
import io.faast.spi.Outcome;
import io.faast.worker.MethodCodec;
import io.faast.worker.ReplyMessage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Collects what is heard of one attempt. */
final class Hearing implements AttemptListener {
  private static final long GUARD_SECONDS = 60;

  private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
  private final BlockingQueue<ByteBuffer> items = new LinkedBlockingQueue<>();
  private Invocation invocation;
  private MethodCodec codec;

  void began(Invocation begun, MethodCodec resultCodec) {
    invocation = begun;
    codec = resultCodec;
  }

  Invocation invocation() {
    return invocation;
  }

  @Override
  public void onItem(ByteBuffer item) {
    items.add(item);
  }

  @Override
  public void onOutcome(Outcome heard) {
    if (!outcome.complete(heard)) {
      throw new IllegalStateException("a second outcome");
    }
  }

  Outcome outcome() throws Exception {
    return outcome.get(GUARD_SECONDS, TimeUnit.SECONDS);
  }

  boolean ended() {
    return outcome.isDone();
  }

  int arrived() {
    return items.size();
  }

  /** Waits for a number of items. */
  List<Object> take(int count) throws Exception {
    List<Object> values = new ArrayList<>();
    while (values.size() < count) {
      ByteBuffer item = items.poll(GUARD_SECONDS, TimeUnit.SECONDS);
      if (item == null) {
        throw new AssertionError("only " + values + " arrived");
      }
      if (ReplyMessage.read(item) instanceof ReplyMessage.Item read) {
        values.add(codec.readItem(read.value()));
      }
    }
    return values;
  }
}
