package io.faast.aws.worker;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.faast.worker.ProtocolException;
import io.faast.worker.Refusal;
import io.faast.worker.ReplyMessage;
import io.faast.worker.ReplySink;
import io.faast.worker.Worker;
import io.faast.worker.WorkerEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What Lambda calls. One instance serves one call at a time, so nothing in here is shared but the
 * worker.
 */
public final class FaastHandler implements RequestStreamHandler {
  /** Environment variable with the binary name of the module class. */
  public static final String MODULE = "FAAST_MODULE";

  /** Environment variable with the name of the run. */
  public static final String RUN = "FAAST_RUN";

  /** Environment variable with the most bytes of an encoded reply or item. */
  public static final String MAX_RESPONSE = "FAAST_MAX_RESPONSE";

  /** The most that Lambda itself carries with a call, in bytes, in Base64 and with fields. */
  public static final int DIRECT_BYTES = 4_580 << 10;

  private final Worker worker;
  private final Queues queues;
  private final boolean snapshot;
  private String name;
  private final int maxBytes;
  private long initNanos;

  /** Makes the worker and builds the module: all that need not wait for a call. */
  public FaastHandler() {
    this(System.getenv());
  }

  /** Makes the worker as it would be with that environment. */
  public FaastHandler(Map<String, String> environment) {
    long start = System.nanoTime();
    snapshot = "snap-start".equals(environment.get("AWS_LAMBDA_INITIALIZATION_TYPE"));
    name = environment.getOrDefault("AWS_LAMBDA_LOG_STREAM_NAME", snapshot ? "" : "unnamed");
    int memoryMb =
        Integer.parseInt(environment.getOrDefault("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128"));
    maxBytes = Integer.parseInt(environment.getOrDefault(MAX_RESPONSE, "1000000"));
    worker =
        Worker.create(
            new WorkerEnvironment(
                environment.getOrDefault(MODULE, ""),
                FaastHandler.class.getClassLoader(),
                "aws",
                environment.getOrDefault(RUN, ""),
                snapshot ? "snapshot" : name,
                memoryMb,
                maxBytes));
    worker.warm();
    queues = Queues.fromEnvironment(environment);
    // What was done before a snapshot is not done by those that begin with it.
    initNanos = snapshot ? 0 : System.nanoTime() - start;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    long start = System.nanoTime();
    if (name.isEmpty()) {
      name = "restored-" + UUID.randomUUID(); // not before: all of a snapshot would have it
    }
    Envelope request = Envelope.parse(ByteBuffer.wrap(in.readAllBytes()));
    Reply reply = new Reply(request);
    Store store = new Store(request, maxBytes);
    Envelope answer;
    try {
      ByteBuffer body = store.request();
      try {
        reply.serve(body);
      } finally {
        reply.end();
      }
      answer = store.reply(reply.done(), request.number(Envelope.INLINE, DIRECT_BYTES));
    } catch (StoreException e) {
      answer = store.trouble(e);
    }
    reply.finish(answer);
    answer.with(Envelope.WORKER, name).with(Envelope.EXECUTION, context.getAwsRequestId());
    answer.with(Envelope.INIT_NANOS, initNanos);
    initNanos = 0;
    answer.with(Envelope.NANOS, System.nanoTime() - start);
    out.write(answer.toJson());
  }

  /**
   * The reply to one request. The function returns it, or where it lies; items go by the queue.
   * Most calls need no queue, and then nothing of it is started.
   */
  private final class Reply implements ReplySink {
    private final Envelope request;
    private final long call;
    private final int attempt;
    private final @Nullable CreditPoll credit;
    private @Nullable Outbox outbox;
    private @Nullable ByteBuffer done;

    Reply(Envelope request) {
      this.request = request;
      call = request.number(Envelope.CALL, 0);
      attempt = (int) request.number(Envelope.ATTEMPT, 0);
      String control = request.get(Envelope.CONTROL);
      credit =
          control == null
              ? null
              : new CreditPoll(
                  queues,
                  control,
                  request,
                  items -> worker.grant(call, attempt, items),
                  () -> worker.cancel(call, attempt));
    }

    void serve(ByteBuffer body) {
      long granted = request.number(Envelope.CREDIT, 0);
      if (granted > 0) {
        worker.grant(call, attempt, granted);
      }
      if (credit != null) {
        credit.start();
      }
      worker.handle(body, this);
    }

    @Override
    public void item(ByteBuffer encoded) throws IOException {
      outbox().put(Frames.ITEM, encoded);
    }

    private Outbox outbox() throws IOException {
      Outbox made = outbox;
      if (made == null) {
        String answers = request.get(Envelope.ANSWERS);
        if (answers == null) {
          throw new IOException("There is no queue for what the function sends.");
        }
        made = new Outbox(queues, answers, String.valueOf(request.get(Envelope.ID)));
        outbox = made;
      }
      return made;
    }

    @Override
    public void done(ByteBuffer encoded) throws IOException {
      endIfOutOfMemory(encoded);
      done = encoded;
    }

    void end() {
      if (credit != null) {
        credit.end();
      }
    }

    ByteBuffer done() {
      ByteBuffer reply = done;
      if (reply == null) {
        throw new IllegalStateException("The worker gave no reply.");
      }
      return reply;
    }

    /** Says in the answer what goes by the queue, once all of it is there. */
    void finish(Envelope answer) throws IOException {
      answer.with(Envelope.ID, String.valueOf(request.get(Envelope.ID)));
      Outbox used = outbox;
      if (used != null) {
        answer.with(Envelope.MESSAGES, used.finish());
        answer.with(Envelope.REQUESTS, used.requestsSoFar());
      }
    }
  }

  /**
   * After this any thread may have stopped half-way. An error of this kind makes the runtime report
   * it and end the instance, so that the next call gets a fresh one.
   */
  private static void endIfOutOfMemory(ByteBuffer reply) throws IOException {
    try {
      if (ReplyMessage.read(reply) instanceof ReplyMessage.Refused refused
          && refused.code() == Refusal.OUT_OF_MEMORY) {
        throw new OutOfMemoryError(refused.message());
      }
    } catch (ProtocolException e) {
      throw new IOException("the worker's reply is unreadable", e);
    }
  }
}
