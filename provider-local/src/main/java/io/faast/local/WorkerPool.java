package io.faast.local;

import io.faast.local.worker.Frames;
import io.faast.spi.FailureKind;
import io.faast.spi.Outcome;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which attempt runs where. A worker runs one attempt at a time; the one that became free last is
 * used first, since it is warm. Attempts that find no free worker wait in order, and make the pool
 * grow when they wait for long. Its lock is held for moments only, never while anything is sent,
 * started or told.
 */
final class WorkerPool implements Reactor.Handler {
  /** More than the engine ever runs at once, so only a client without limits gets there. */
  private static final int MAX_WAITING = 10_000;

  private final WorkerFactory factory;
  private final Billing billing;
  private final Growth growth;
  private final long cancelGraceNanos;
  private final Map<Integer, LocalWorker> workers = new ConcurrentHashMap<>();
  private final Deque<LocalWorker> idle = new ArrayDeque<>();
  private final Deque<RunningAttempt> waiting = new ArrayDeque<>();
  private final Watchdog watchdog;
  private final WorkerEnds ends;
  private int starting;
  private int live;
  private boolean closed;
  private @Nullable Reactor reactor;

  WorkerPool(
      WorkerFactory factory, Billing billing, int maxWorkers, int memoryMb, Duration cancelGrace) {
    this.factory = factory;
    this.billing = billing;
    growth = new Growth(maxWorkers);
    cancelGraceNanos = cancelGrace.toNanos();
    ends = new WorkerEnds(this, billing);
    watchdog = new Watchdog(this, ends, memoryMb);
  }

  void start(Reactor newReactor, int ahead) {
    reactor = newReactor;
    newReactor.start();
    watchdog.start();
    for (int i = 0; i < ahead; i++) {
      grow(true);
    }
  }

  void submit(RunningAttempt attempt) {
    LocalWorker free = null;
    Outcome refusal = null;
    boolean mayGrow = false;
    synchronized (this) {
      long now = System.nanoTime();
      if (closed) {
        refusal = failed(FailureKind.CANCELLED, "The deployment is closed.");
      } else if (!idle.isEmpty()) {
        free = idle.removeLast();
        assign(free, attempt, now);
      } else if (waiting.size() >= MAX_WAITING) {
        refusal =
            failed(
                FailureKind.THROTTLED,
                waiting.size() + " attempts wait for a worker already; no more are taken.");
      } else {
        attempt.waitingSince = now;
        waiting.addLast(attempt);
        mayGrow = growth.possible(live);
      }
    }
    if (free != null) {
      dispatch(free, attempt);
    } else if (refusal != null) {
      attempt.settle(refusal);
    } else if (mayGrow) {
      grow(false);
      watchdog.nudge();
    }
  }

  private Outcome failed(FailureKind kind, String message) {
    return new Outcome.Failed(kind, message, Billing.unused(factory.logUrl()));
  }

  private void assign(LocalWorker worker, RunningAttempt attempt, long now) {
    worker.state = LocalWorker.State.BUSY;
    worker.attempt = attempt;
    worker.deadline = now + attempt.attempt().timeout().toNanos();
    worker.cancelDeadline = Long.MAX_VALUE;
    attempt.worker = worker;
    attempt.dispatchedNanos = now;
    attempt.initNanos = worker.initNanos;
    worker.initNanos = 0; // told once
  }

  private void dispatch(LocalWorker worker, RunningAttempt attempt) {
    Connection connection = worker.connection();
    if (connection != null) {
      attempt.send(connection);
    }
    watchdog.expect(attempt.dispatchedNanos + attempt.attempt().timeout().toNanos());
  }

  /** Starts another worker if it is worth while; {@code ahead} of any attempt if so wished. */
  void grow(boolean ahead) {
    LocalWorker worker;
    synchronized (this) {
      long waited = waiting.isEmpty() ? 0 : System.nanoTime() - waiting.getFirst().waitingSince;
      if (closed
          || !(ahead
              ? growth.possible(live)
              : growth.wanted(live, starting, waiting.size(), waited))) {
        return;
      }
      live++;
      starting++;
      worker = factory.next(this);
      workers.put(worker.number(), worker);
    }
    worker.start();
    watchdog.nudge();
  }

  synchronized boolean mayGrowSoon() {
    return !closed && !waiting.isEmpty() && growth.possible(live);
  }

  @Override
  public @Nullable LocalWorker recognize(ByteBuffer hello, Connection connection) {
    LocalWorker worker = hello.remaining() > 4 ? workers.get(hello.getInt()) : null;
    if (worker == null || worker.connection() != null) {
      return null;
    }
    byte[] token = new byte[hello.remaining()];
    hello.get(token);
    if (!MessageDigest.isEqual(token, worker.token())) {
      return null;
    }
    worker.connected(connection);
    boolean late;
    synchronized (this) {
      late = worker.state == LocalWorker.State.DEAD;
      ends.calledIn();
      worker.deadline = System.nanoTime() + factory.warmNanos();
    }
    if (late) {
      worker.destroy(); // ended while it was starting: not wanted any more
    }
    return worker;
  }

  @Override
  public void frame(LocalWorker worker, int type, ByteBuffer body) {
    switch (type) {
      case Frames.DONE -> done(worker, body);
      case Frames.DONE_UNFIT -> ends.unfit(worker, Sentences.refused(body));
      case Frames.ITEM -> item(worker, body);
      case Frames.READY -> ready(worker);
      default -> worker.destroy(); // it speaks nonsense: end it, and let that be noticed
    }
  }

  private void ready(LocalWorker worker) {
    long init;
    RunningAttempt next;
    synchronized (this) {
      if (worker.state != LocalWorker.State.STARTING) {
        return;
      }
      starting--;
      init = System.nanoTime() - worker.startedNanos;
      worker.initNanos = init;
      next = free(worker);
    }
    billing.started(init);
    if (next != null) {
      dispatch(worker, next);
    }
  }

  /** Gives a free worker to who waits longest, else keeps it. */
  private @Nullable RunningAttempt free(LocalWorker worker) {
    RunningAttempt next = waiting.pollFirst();
    if (next == null) {
      worker.state = LocalWorker.State.IDLE;
      idle.addLast(worker);
    } else {
      assign(worker, next, System.nanoTime());
    }
    return next;
  }

  private void item(LocalWorker worker, ByteBuffer body) {
    RunningAttempt attempt = worker.attempt; // changed by this thread, or when the worker is dead
    if (attempt != null) {
      attempt.item(body);
    }
  }

  private void done(LocalWorker worker, ByteBuffer body) {
    long now = System.nanoTime();
    RunningAttempt attempt;
    RunningAttempt next;
    boolean cancelled;
    synchronized (this) {
      attempt = worker.attempt;
      if (attempt == null || worker.state != LocalWorker.State.BUSY) {
        return;
      }
      worker.attempt = null;
      worker.served = true;
      cancelled = attempt.cancelled;
      next = free(worker); // before the answer is told: who calls again at once finds it free
    }
    if (next != null) {
      dispatch(worker, next);
    }
    var report = billing.used(worker, attempt, now);
    attempt.settle(
        cancelled
            ? new Outcome.Failed(FailureKind.CANCELLED, Sentences.cancelled(), report)
            : new Outcome.Answered(body, report));
  }

  /** Takes a worker out; returns the attempt that it leaves behind. */
  synchronized @Nullable RunningAttempt retire(LocalWorker worker) {
    RunningAttempt attempt = worker.attempt;
    if (worker.state == LocalWorker.State.DEAD) {
      return null;
    }
    if (worker.state == LocalWorker.State.STARTING) {
      starting--;
    }
    worker.state = LocalWorker.State.DEAD;
    worker.attempt = null;
    idle.remove(worker);
    live--;
    return attempt;
  }

  /** Returns the attempt that waits longest, which then waits no more; null if none does. */
  synchronized @Nullable RunningAttempt pollWaiting() {
    return waiting.pollFirst();
  }

  /** Returns all attempts that waited, and wait no more. */
  synchronized List<RunningAttempt> takeWaiting() {
    List<RunningAttempt> all = List.copyOf(waiting);
    waiting.clear();
    return all;
  }

  @Override
  public void disconnected(LocalWorker worker) {
    ends.lost(worker);
  }

  /** The process has ended; what it sent before is still to be read. */
  void exited(LocalWorker worker) {
    Reactor thread = reactor;
    if (thread != null) {
      thread.execute(
          () -> {
            if (worker.connection() == null) {
              thread.meetStrangers(); // it may have called in, and that not been read yet
            }
            Connection connection = worker.connection();
            if (connection != null) {
              thread.drain(connection);
            }
            ends.lost(worker);
          });
    }
  }

  /** The operating system could not start the process. */
  void notStarted(LocalWorker worker, Exception why) {
    ends.notStarted(worker, why);
  }

  /** The process has just been started: it is not wanted any more if all was closed meanwhile. */
  void started(LocalWorker worker) {
    synchronized (this) {
      if (!closed) {
        return;
      }
    }
    worker.destroy();
  }

  void cancel(RunningAttempt attempt) {
    boolean waited;
    synchronized (this) {
      LocalWorker worker = attempt.worker;
      waited = worker == null && waiting.remove(attempt);
      attempt.cancelled = true;
      if (worker != null && worker.attempt == attempt) {
        worker.cancelDeadline = System.nanoTime() + cancelGraceNanos;
      }
    }
    if (waited) {
      attempt.settle(failed(FailureKind.CANCELLED, Sentences.cancelled()));
    } else {
      attempt.sendCancel(); // at once, or right behind the call
      watchdog.expect(System.nanoTime() + cancelGraceNanos);
    }
  }

  /** Returns all workers that have not been seen to end. */
  Iterable<LocalWorker> workers() {
    return workers.values();
  }

  /** Forgets a worker that has ended. */
  void forget(LocalWorker worker) {
    workers.remove(worker.number());
  }

  /**
   * Refuses new attempts, cancels all that there are, and tells every worker to end.
   *
   * @return all workers whose process may still run
   */
  List<LocalWorker> close() {
    List<RunningAttempt> waited;
    List<LocalWorker> all;
    synchronized (this) {
      closed = true;
      waited = takeWaiting();
      all = List.copyOf(workers.values());
    }
    watchdog.close();
    for (RunningAttempt attempt : waited) {
      attempt.settle(failed(FailureKind.CANCELLED, Sentences.closed()));
    }
    for (LocalWorker worker : all) {
      RunningAttempt attempt;
      synchronized (this) {
        worker.letGo = worker.served && worker.state == LocalWorker.State.IDLE;
        attempt = retire(worker);
      }
      if (attempt == null) {
        worker.dismiss();
      } else {
        worker.destroy();
        attempt.settle(
            new Outcome.Failed(
                FailureKind.CANCELLED,
                Sentences.closed(),
                billing.used(worker, attempt, System.nanoTime())));
      }
    }
    return all;
  }
}
