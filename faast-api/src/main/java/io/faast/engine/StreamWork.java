package io.faast.engine;

import io.faast.FaastException.Kind;
import io.faast.ItemStream;
import io.faast.spi.Capability;
import io.faast.spi.FailureKind;
import io.faast.worker.MessageReader;
import io.faast.worker.ProtocolException;
import io.faast.worker.ReplyMessage;
import java.nio.ByteBuffer;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Work whose answer is a stream of items. */
final class StreamWork<R> extends Work implements ItemStream<R> {
  /** How many items a provider without back-pressure may be ahead. */
  private static final int MOST_UNASKED = 65_536;

  // Guarded by this.
  private final ItemBuffer items = new ItemBuffer();
  private @Nullable AttemptRun source;
  private boolean requestable;
  private boolean delivered;
  private long expected = -1;
  private @Nullable Settled end;

  private volatile @Nullable StreamPublisher<R> publisher;
  private volatile @Nullable Throwable thrown;

  StreamWork(Engine engine, FunctionHandle<R> function, CallOptions options, long id) {
    super(engine, function, options, id);
  }

  @Override
  boolean streams() {
    return true;
  }

  @Override
  void starting(AttemptRun attempt) {
    source = attempt;
  }

  @Override
  boolean restartable() {
    return !delivered;
  }

  @Override
  void restart() {
    source = null;
    requestable = false;
    expected = -1;
    items.clear();
  }

  @Override
  void sent(AttemptRun attempt) {
    synchronized (this) {
      requestable = source == attempt;
    }
    ask();
  }

  /** Asks the producer for more items, if enough were taken. */
  private void ask() {
    AttemptRun from;
    long more;
    synchronized (this) {
      from = source;
      more = requestable && end == null && from != null ? items.grant() : 0;
    }
    if (more > 0 && from != null) {
      try {
        from.request(more);
      } catch (RuntimeException e) {
        fail(from, "The provider failed to ask for items: " + e + ".", e);
      }
    }
  }

  @Override
  void item(AttemptRun attempt, ByteBuffer encoded) {
    ReplyMessage message;
    try {
      message = ReplyMessage.read(encoded);
    } catch (ProtocolException e) {
      fail(attempt, "An item is unreadable: " + e.getMessage() + ".", e);
      return;
    }
    if (!(message instanceof ReplyMessage.Item item) || item.call() != id) {
      fail(attempt, "Something else came as an item.", null);
      return;
    }
    boolean tooMany;
    boolean whole;
    synchronized (this) {
      if (attempt != source || end != null) {
        return;
      }
      tooMany = item.sequence() < 0 || item.sequence() >= allowed();
      if (!tooMany) {
        items.add(item.sequence(), item.value());
        notifyAll();
      }
      whole = items.arrived() == expected;
    }
    if (tooMany) {
      fail(
          attempt,
          "Item " + item.sequence() + " came though it was not asked for, or far too early.",
          null);
    } else if (whole) {
      settle(new Settled.Ended(), attempt);
    }
    changed();
  }

  private long allowed() {
    return engine.supports(Capability.BACK_PRESSURE)
        ? items.granted()
        : items.taken() + MOST_UNASKED;
  }

  private void fail(AttemptRun attempt, String message, @Nullable Throwable cause) {
    failed(attempt, Failure.protocol(message, cause, null));
    attempt.abandon();
  }

  @Override
  void accept(AttemptRun attempt, ReplyMessage reply) {
    if (!(reply instanceof ReplyMessage.End last)) {
      failed(attempt, Failure.protocol("A value came instead of items.", null, logUrl()));
      return;
    }
    long missing;
    synchronized (this) {
      expected = last.items();
      missing = expected - items.arrived();
    }
    if (missing < 0) {
      failed(
          attempt,
          Failure.protocol("More items came than the worker says it sent.", null, logUrl()));
    } else if (missing == 0) {
      settle(new Settled.Ended(), attempt);
    } else {
      // The last items may be on another way than the end.
      engine.scheduler.after(engine.graceNanos, () -> overdue(attempt));
    }
  }

  private void overdue(AttemptRun attempt) {
    long lacking;
    synchronized (this) {
      lacking = attempt == source && end == null ? expected - items.arrived() : 0;
    }
    if (lacking > 0) {
      String message =
          "The stream ended after "
              + expected
              + " items, but items are missing from number "
              + (expected - lacking)
              + " on; they were lost on the way.";
      failed(attempt, Failure.of(FailureKind.INFRASTRUCTURE, message, logUrl()));
    }
  }

  @Override
  void publish(Settled how) {
    synchronized (this) {
      end = how;
      if (how instanceof Settled.Cancelled) {
        items.clear();
      }
      notifyAll();
    }
    changed();
  }

  private void changed() {
    StreamPublisher<R> told = publisher;
    if (told != null) {
      told.signal();
    }
  }

  @Override
  public boolean hasNext() {
    awaitItems();
    return !exhausted() || !over();
  }

  private synchronized boolean ready() {
    return !items.isEmpty() || end != null;
  }

  /** Returns whether there are no more items; throws if that is because of a failure. */
  private boolean over() {
    Throwable why = failure();
    if (why instanceof RuntimeException unchecked) {
      throw unchecked;
    } else if (why instanceof Error fatal) {
      throw fatal;
    } else if (why != null) {
      throw new CompletionException(why);
    }
    return true;
  }

  /** Returns whether all items were taken and no more will come. */
  synchronized boolean exhausted() {
    return items.isEmpty() && end != null;
  }

  /** Returns why the stream ended early, or null. */
  @Nullable Throwable failure() {
    Settled how;
    synchronized (this) {
      how = end;
    }
    if (how instanceof Settled.Threw threw) {
      Throwable known = thrown;
      if (known == null) {
        known = RemoteErrors.rebuild(this, threw);
        thrown = known;
      }
      return known;
    } else if (how instanceof Settled.Failed failed) {
      return failed.why();
    }
    return how instanceof Settled.GivenUp givenUp ? givenUp.why() : null;
  }

  @Override
  public R next() {
    if (!hasNext()) {
      throw new NoSuchElementException("The stream of call " + id + " has ended.");
    }
    MessageReader item = poll();
    if (item == null) {
      throw new NoSuchElementException("The stream of call " + id + " was closed meanwhile.");
    }
    return decode(item);
  }

  /** Takes the next item, or returns null if there is none now. */
  @Nullable MessageReader poll() {
    MessageReader item;
    synchronized (this) {
      item = items.poll();
      delivered |= item != null;
    }
    ask();
    return item;
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // an item is null only where its type allows it
  R decode(MessageReader item) {
    try {
      return (R) function.codec().readItem(item);
    } catch (Exception e) {
      close();
      throw RemoteErrors.unreadable(this, e);
    }
  }

  private void awaitItems() {
    boolean interrupted = false;
    ItemWaiter waiter = new ItemWaiter();
    while (!waiter.isReleasable()) {
      try {
        ForkJoinPool.managedBlock(waiter);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private final class ItemWaiter implements ForkJoinPool.ManagedBlocker {
    @Override
    public boolean block() throws InterruptedException {
      synchronized (StreamWork.this) {
        while (!ready()) {
          StreamWork.this.wait();
        }
      }
      return true;
    }

    @Override
    public boolean isReleasable() {
      return ready();
    }
  }

  @Override
  public Stream<R> stream() {
    Spliterator<R> inOrder = Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED);
    return StreamSupport.stream(inOrder, false).onClose(this::close);
  }

  @Override
  public Flow.Publisher<R> publisher() {
    return subscriber -> {
      StreamPublisher<R> made = new StreamPublisher<>(this, subscriber);
      synchronized (this) {
        if (publisher != null) {
          made.refuse(
              Failures.of(
                  this,
                  Kind.INVALID_USE,
                  "The stream of function \"" + function.name() + "\" has a subscriber already.",
                  "Open the function once for each subscriber.",
                  null));
          return;
        }
        publisher = made;
      }
      made.begin();
    };
  }

  @Override
  public void close() {
    settle(new Settled.Cancelled(), null);
    synchronized (this) {
      items.clear();
    }
  }

  @Override
  public String callId() {
    return Long.toString(id);
  }

  @Override
  public String function() {
    return function.name();
  }
}
