package io.faast.worker;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** One call, from its request to its final reply. */
final class CallRun {
  private final WorkerEnvironment environment;
  private final ModuleClass module;
  private final CallControl control;
  private final ContextSlot slot;
  private final ReplySink sink;
  private final long startedEpochNanos;
  private final long takenNanos;
  private long call;
  private int attempt;
  private long methodStart;
  private long executionNanos;

  CallRun(
      WorkerEnvironment environment,
      ModuleClass module,
      CallControl control,
      ContextSlot slot,
      ReplySink sink) {
    this.environment = environment;
    this.module = module;
    this.control = control;
    this.slot = slot;
    this.sink = sink;
    Instant now = Instant.now();
    this.startedEpochNanos = now.getEpochSecond() * 1_000_000_000L + now.getNano();
    this.takenNanos = System.nanoTime();
  }

  long call() {
    return call;
  }

  int attempt() {
    return attempt;
  }

  long startedEpochNanos() {
    return startedEpochNanos;
  }

  ByteBuffer serve(ByteBuffer encoded) {
    MessageReader r = new MessageReader(encoded);
    RequestMessage request;
    try {
      readIdentity(encoded);
      request = RequestMessage.read(r);
    } catch (ProtocolException e) {
      return refused(
          Wire.isOtherVersion(encoded) ? Refusal.PROTOCOL_VERSION : Refusal.BAD_REQUEST, e);
    }
    boolean wanted = control.begin(call, attempt);
    slot.set(new FaastContext(environment, request, takenNanos));
    try {
      if (!wanted) {
        return thrown(new CancellationException("The call was cancelled before it began"));
      }
      return serve(request, r);
    } finally {
      slot.set(null);
      control.end();
    }
  }

  /**
   * The head is the same in all versions: a reply finds its call even if the rest means nothing.
   */
  private void readIdentity(ByteBuffer encoded) {
    if (encoded.remaining() >= Wire.HEAD_BYTES) {
      ByteBuffer head = encoded.slice();
      attempt = head.getInt(Wire.ATTEMPT_AT);
      call = head.getLong(Wire.CALL_AT);
    }
  }

  private ByteBuffer serve(RequestMessage request, MessageReader r) {
    try {
      ModuleFunction function = module.function(request.function());
      MethodCodec codec = codec(function);
      if (codec.streaming() != request.stream()) {
        throw new RefusedException(
            Refusal.BAD_REQUEST,
            request.function()
                + (codec.streaming() ? " returns a stream of items" : " returns one value")
                + ", and was called for the other");
      }
      @Nullable Object[] args = arguments(codec, r);
      Object receiver = module.receiver(function);
      methodStart = System.nanoTime();
      Object result = function.invoke(receiver, args);
      return codec.streaming() ? stream(codec, request, result) : value(codec, request, result);
    } catch (RefusedException e) {
      return refused(e.code(), e);
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (Throwable t) {
      measure();
      return thrown(t);
    }
  }

  private static MethodCodec codec(ModuleFunction function) throws RefusedException {
    try {
      return function.codec();
    } catch (IllegalArgumentException e) {
      throw new RefusedException(Refusal.BAD_REQUEST, String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable Object[] arguments(MethodCodec codec, MessageReader r)
      throws RefusedException {
    try {
      return codec.readArguments(r);
    } catch (ValueException e) {
      throw new RefusedException(Refusal.ARGUMENT_UNREADABLE, String.valueOf(e.getMessage()));
    }
  }

  private ByteBuffer value(MethodCodec codec, RequestMessage request, @Nullable Object result)
      throws RefusedException {
    measure();
    MessageWriter w = new MessageWriter(128);
    header().writeTo(w, Wire.KIND_VALUE);
    try {
      codec.writeResult(w, result, request.validate());
    } catch (ValueException e) {
      throw new RefusedException(Refusal.RESULT_UNSERIALIZABLE, String.valueOf(e.getMessage()));
    }
    ResultLimit.check(w, environment.maxResponseBytes(), "result");
    return w.toBuffer();
  }

  private ByteBuffer stream(MethodCodec codec, RequestMessage request, @Nullable Object source)
      throws Throwable {
    StreamRun stream = new StreamRun(codec, request, control, sink, environment.maxResponseBytes());
    boolean ended = stream.run(source);
    measure();
    if (!ended) {
      return thrown(new CancellationException("The stream was cancelled"));
    }
    MessageWriter w = new MessageWriter(64);
    header().writeTo(w, Wire.KIND_END);
    w.writeLong(stream.items());
    return w.toBuffer();
  }

  private void measure() {
    executionNanos = methodStart == 0 ? 0 : System.nanoTime() - methodStart;
  }

  private ReplyHeader header() {
    Runtime runtime = Runtime.getRuntime();
    return new ReplyHeader(
        call,
        attempt,
        startedEpochNanos,
        executionNanos,
        runtime.totalMemory() - runtime.freeMemory());
  }

  private ByteBuffer thrown(Throwable t) {
    MessageWriter w = new MessageWriter(1024);
    header().writeTo(w, Wire.KIND_THROWN);
    int at = w.position();
    ThrowableCodec.write(w, t);
    if (w.position() > environment.maxResponseBytes()) {
      w.truncate(at);
      ThrowableWriter.writeShort(w, t);
    }
    return w.toBuffer();
  }

  private ByteBuffer refused(Refusal code, Exception e) {
    MessageWriter w = new MessageWriter(512);
    header().writeTo(w, Wire.KIND_REFUSED);
    code.writeTo(w);
    w.writeString(String.valueOf(e.getMessage()));
    w.writeString(e instanceof RefusedException known ? known.missing() : "");
    return w.toBuffer();
  }
}
