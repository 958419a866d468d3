package io.faast.tck.probe;

import io.faast.spi.Attempt;
import io.faast.spi.Deployment;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.Invocation;
import io.faast.worker.FunctionId;
import io.faast.worker.MessageWriter;
import io.faast.worker.MethodCodec;
import io.faast.worker.RequestMessage;
import io.faast.worker.ValueException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A deployment that is driven without the engine. Thread-safe.
 *
 * @since 0.1.0
 */
public final class RawDeployment {
  private final Deployment deployment;
  private final DeploymentSpec spec;
  private final Patience patience;
  private final AtomicLong calls = new AtomicLong();

  /** Drives {@code deployment}, which was made from {@code spec}. */
  public RawDeployment(Deployment deployment, DeploymentSpec spec, Patience patience) {
    this.deployment = deployment;
    this.spec = spec;
    this.patience = patience;
  }

  /** Returns the provider's deployment. */
  public Deployment deployment() {
    return deployment;
  }

  /** Returns what was deployed. */
  public DeploymentSpec spec() {
    return spec;
  }

  /** Begins the first attempt of a new call. */
  public RawCall call(String function, @Nullable Object... arguments) {
    return attempt(calls.incrementAndGet(), 1, function, arguments);
  }

  /** Begins an attempt. */
  public RawCall attempt(long call, int number, String function, @Nullable Object... arguments) {
    return send(call, number, function, request(call, number, function, arguments));
  }

  /** Begins an attempt with these bytes. */
  public RawCall send(long call, int number, String function, ByteBuffer request) {
    Method method = method(function);
    MethodCodec codec = MethodCodec.of(spec.module(), method);
    RawCall raw = new RawCall(function, codec, patience);
    Invocation begun =
        deployment.invoke(
            new Attempt(call, number, function, request, codec.streaming(), spec.timeout()), raw);
    raw.began(begun);
    return raw;
  }

  /** Encodes a request as the engine does. */
  public ByteBuffer request(long call, int number, String function, @Nullable Object... arguments) {
    Method method = method(function);
    MethodCodec codec = MethodCodec.of(spec.module(), method);
    MessageWriter writer = new MessageWriter(256);
    new RequestMessage(
            call, number, FunctionId.of(method), codec.streaming(), true, spec.timeout().toMillis())
        .writeTo(writer);
    try {
      codec.writeArguments(writer, arguments, true);
    } catch (ValueException e) {
      throw new AssertionError("The kit's own arguments cannot travel", e);
    }
    return writer.toBuffer();
  }

  private Method method(String function) {
    return Arrays.stream(spec.module().getMethods())
        .filter(method -> method.getName().equals(function))
        .findFirst()
        .orElseThrow(() -> new AssertionError(spec.module() + " has no method " + function));
  }
}
