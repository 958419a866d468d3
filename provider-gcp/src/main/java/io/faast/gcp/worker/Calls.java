package io.faast.gcp.worker;

import io.faast.worker.Worker;
import io.faast.worker.WorkerEnvironment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs calls, each on a thread of its own: Cloud Run ends a request at its timeout, but not the
 * code that serves it, so that has to be done here.
 */
final class Calls {
  /** How long a call that was asked to stop may take to do so, before its instance is ended. */
  private static final long STOP_MILLIS = 100;

  private final Settings settings;
  private final PubSub pubSub;
  private final Rest rest;
  private final String storage;
  private final BlockingQueue<Worker> idle;
  private final ExecutorService threads;

  /**
   * An answer.
   *
   * @param last whether the instance can serve no more and must end
   */
  record Answer(Envelope envelope, boolean last) {}

  Calls(Settings settings, String workerId, PubSub pubSub, Rest rest, String storage) {
    this.settings = settings;
    this.pubSub = pubSub;
    this.rest = rest;
    this.storage = storage;
    ClassLoader loader = Calls.class.getClassLoader();
    idle = new ArrayBlockingQueue<>(settings.workers());
    for (int i = 0; i < settings.workers(); i++) {
      Worker worker =
          Worker.create(
              new WorkerEnvironment(
                  settings.module(),
                  loader,
                  "gcp",
                  settings.run(),
                  workerId,
                  settings.memoryMb(),
                  settings.maxBytes()));
      worker.warm();
      idle.add(worker);
    }
    threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "faast-call");
              thread.setDaemon(true);
              thread.setContextClassLoader(loader);
              return thread;
            });
  }

  /** Serves a request; whatever is wrong with it is in the answer. */
  Answer serve(Envelope request, int most) throws IOException {
    Worker worker = take();
    Reply reply = new Reply(worker, pubSub, request);
    Store store = new Store(rest, storage, request, settings.maxBytes());
    boolean last = false;
    Envelope answer;
    try {
      ByteBuffer body = store.request();
      Future<?> run = threads.submit(() -> reply.serve(body));
      String outOfMemory = null;
      if (ends(run, request.number(Envelope.TIMEOUT, Long.MAX_VALUE))) {
        outOfMemory = outOfMemory(run, reply);
        answer =
            outOfMemory == null
                ? store.reply(reply.done(), Math.min(most, request.number(Envelope.INLINE, most)))
                : new Envelope(ByteBuffer.wrap(outOfMemory.getBytes(StandardCharsets.UTF_8)))
                    .with(Envelope.END, Envelope.OUT_OF_MEMORY);
      } else {
        reply.cancel();
        last = !ends(run, STOP_MILLIS);
        answer = new Envelope().with(Envelope.END, Envelope.TIMED_OUT);
      }
      // After a heap has been used up any thread may have stopped half-way.
      last |= outOfMemory != null;
      if (last) {
        answer.with(Envelope.LAST, 1);
      }
      reply.end();
      reply.finish(answer);
    } catch (StoreException e) {
      answer = store.trouble(e);
    } catch (IOException e) {
      answer = store.trouble(new StoreException(String.valueOf(e.getMessage()), e));
    } finally {
      reply.end();
      if (!last) {
        idle.add(worker);
      }
    }
    return new Answer(answer, last);
  }

  private Worker take() throws IOException {
    try {
      return idle.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the instance is being ended", e);
    }
  }

  private static boolean ends(Future<?> run, long millis) throws IOException {
    try {
      Object unused = run.get(millis, TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException e) {
      return true; // told by who looks for the reply
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the instance is being ended", e);
    }
  }

  /** Returns what is to be said of a heap that was used up, or null if it was not. */
  private static @org.jspecify.annotations.Nullable String outOfMemory(Future<?> ended, Reply reply)
      throws IOException {
    try {
      Object unused = ended.get();
      return reply.outOfMemory();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof OutOfMemoryError error) {
        return String.valueOf(error.getMessage());
      }
      throw new IOException("the worker failed: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the instance is being ended", e);
    }
  }
}
