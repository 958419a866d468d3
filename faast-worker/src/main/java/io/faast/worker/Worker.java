package io.faast.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/**
 * Serves the calls of one module, one at a time: what each provider's entry point drives.
 *
 * <p>{@link #handle} runs on one thread; {@link #cancel} and {@link #grant} may come from any
 * other, also before the call that they mean.
 *
 * @since 0.1.0
 */
public final class Worker {
  private final WorkerEnvironment environment;
  private final ModuleClass module;
  private final CallControl control = new CallControl();
  private final ContextSlot slot = new ContextSlot();
  private final OutOfMemoryReply outOfMemory;

  private Worker(WorkerEnvironment environment) {
    this.environment = environment;
    this.module = new ModuleClass(environment.moduleClass(), environment.loader());
    this.outOfMemory = new OutOfMemoryReply(environment.memoryMb());
  }

  /** Returns a worker that has not touched the module yet. */
  public static Worker create(WorkerEnvironment environment) {
    return new Worker(environment);
  }

  /**
   * Loads the module and builds its instance ahead of the first call. A failure is not reported
   * here: the next call tries again, and reports it.
   */
  public void warm() {
    ContextSlot before = slot.bind();
    try {
      module.warm();
    } finally {
      ContextSlot.restore(before);
    }
  }

  /**
   * Serves one request on the calling thread, and returns when its final reply was taken by the
   * sink.
   *
   * <p>Whatever is wrong with the request, the module or the method becomes a reply. The thread's
   * interrupt flag is clear afterwards.
   *
   * @throws UncheckedIOException if the sink does not take the final reply
   * @throws IllegalStateException if another call is running
   */
  public void handle(ByteBuffer request, ReplySink sink) {
    CallRun run = new CallRun(environment, module, control, slot, sink);
    ContextSlot before = slot.bind();
    try {
      ByteBuffer reply;
      try {
        reply = run.serve(request);
      } catch (OutOfMemoryError e) {
        reply = outOfMemory.reply(run.call(), run.attempt(), run.startedEpochNanos());
      }
      sink.done(reply);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      ContextSlot.restore(before);
    }
  }

  /**
   * Asks a call to stop: its thread is interrupted, and a stream ends instead of waiting for
   * credit. A call that did not begin yet will not; one that ended is not affected. Its final reply
   * still comes.
   */
  public void cancel(long call, int attempt) {
    control.cancel(call, attempt);
  }

  /**
   * Lets a stream produce {@code items} more items. Grants for a call that did not begin are kept.
   */
  public void grant(long call, int attempt, long items) {
    control.grant(call, attempt, items);
  }
}
