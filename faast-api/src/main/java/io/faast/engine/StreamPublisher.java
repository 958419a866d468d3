package io.faast.engine;

import io.faast.worker.MessageReader;
import java.lang.System.Logger.Level;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Hands a stream's items to a subscriber, on the completion threads, one signal at a time. */
final class StreamPublisher<R> implements Flow.Subscription, Runnable {
  private static final System.Logger LOG = System.getLogger("io.faast");

  private final StreamWork<R> work;
  private final Flow.Subscriber<? super R> subscriber;
  private final AtomicLong demand = new AtomicLong();

  /** Signals since the current round began; whoever raises it from 0 runs the round. */
  private final AtomicInteger signals = new AtomicInteger();

  private volatile boolean over;
  private volatile boolean badRequest;
  private boolean introduced;

  StreamPublisher(StreamWork<R> work, Flow.Subscriber<? super R> subscriber) {
    this.work = work;
    this.subscriber = subscriber;
  }

  void begin() {
    signal();
  }

  void refuse(Throwable why) {
    over = true;
    Completions.POOL.execute(
        () -> {
          subscriber.onSubscribe(this);
          subscriber.onError(why);
        });
  }

  void signal() {
    if (signals.getAndIncrement() == 0) {
      Completions.POOL.execute(this);
    }
  }

  @Override
  public void request(long n) {
    if (n <= 0) {
      badRequest = true;
    } else {
      demand.accumulateAndGet(n, (a, b) -> a + b < 0 ? Long.MAX_VALUE : a + b);
    }
    signal();
  }

  @Override
  public void cancel() {
    over = true;
    work.close();
  }

  @Override
  public void run() {
    int seen = signals.get();
    do {
      try {
        round();
      } catch (RuntimeException | Error e) {
        cancel();
        LOG.log(Level.ERROR, "The subscriber of a stream failed; the stream is closed.", e);
      }
      seen = signals.addAndGet(-seen);
    } while (seen != 0);
  }

  private void round() {
    if (!introduced) {
      introduced = true;
      subscriber.onSubscribe(this);
    }
    while (!over && !badRequest && demand.get() > 0) {
      MessageReader item = work.poll();
      if (item == null) {
        break;
      }
      demand.decrementAndGet();
      deliver(item);
    }
    if (!over && badRequest) {
      cancel();
      subscriber.onError(new IllegalArgumentException("Fewer than 1 item was requested."));
    } else if (!over && work.exhausted()) {
      over = true;
      Throwable why = work.failure();
      if (why == null) {
        subscriber.onComplete();
      } else {
        subscriber.onError(why);
      }
    }
  }

  private void deliver(MessageReader item) {
    R value;
    try {
      value = work.decode(item);
    } catch (RuntimeException e) {
      cancel();
      subscriber.onError(e);
      return;
    }
    if (value == null) {
      cancel();
      subscriber.onError(
          new NullPointerException("A publisher can't deliver null; use the iterator instead."));
    } else {
      subscriber.onNext(value);
    }
  }
}
