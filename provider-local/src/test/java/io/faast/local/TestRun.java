package io.faast.local;

import io.faast.local.fixture.Deeds;
import io.faast.spi.Attempt;
import io.faast.spi.CleanupReport;
import io.faast.spi.Deployment;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.InvocationMode;
import io.faast.spi.Outcome;
import io.faast.spi.RunTag;
import io.faast.worker.FunctionId;
import io.faast.worker.MessageWriter;
import io.faast.worker.MethodCodec;
import io.faast.worker.ReplyMessage;
import io.faast.worker.RequestMessage;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A deployment of a module on the real provider, with what an engine would do to call it. */
final class TestRun implements AutoCloseable {
  static final Duration LONG = Duration.ofSeconds(60);

  /** Lets a cancelled function end by itself, however busy the machine is. */
  static final LocalOptions PATIENT =
      LocalOptions.defaults().withCancelGrace(Duration.ofSeconds(60));

  private final Class<?> module;
  private final AtomicLong calls = new AtomicLong();
  final DeploymentSpec spec;
  final Deployment deployment;

  private TestRun(DeploymentSpec spec) throws Exception {
    this.spec = spec;
    module = spec.module();
    deployment = new LocalProvider().deploy(spec).toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  static TestRun of(int concurrency) throws Exception {
    return new TestRun(spec(Deeds.class, concurrency, LocalOptions.defaults()));
  }

  static TestRun of(DeploymentSpec spec) throws Exception {
    return new TestRun(spec);
  }

  static DeploymentSpec spec(Class<?> module, int concurrency, LocalOptions options) {
    return new DeploymentSpec(
        new RunTag("run-" + Long.toString(System.nanoTime(), 36), "tester", Instant.now()),
        module,
        128,
        LONG,
        concurrency,
        Map.of("GREETING", "hello"),
        List.of(),
        List.of(),
        List.of(),
        InvocationMode.AUTO,
        "",
        options,
        progress -> {});
  }

  Path directory() {
    return PrivateDirectory.basePath().resolve(spec.run().runId());
  }

  /** Calls and waits for the value. */
  Object value(String function, Object... arguments) throws Exception {
    Hearing hearing = start(LONG, function, arguments);
    Outcome outcome = hearing.outcome();
    if (outcome instanceof Outcome.Answered answered
        && ReplyMessage.read(answered.response()) instanceof ReplyMessage.Value value) {
      return codec(function).readResult(value.value());
    }
    throw new AssertionError(function + " ended otherwise: " + describe(outcome));
  }

  /** Calls and waits for a failure. */
  Outcome.Failed failure(String function, Object... arguments) throws Exception {
    return failure(start(LONG, function, arguments));
  }

  static Outcome.Failed failure(Hearing hearing) throws Exception {
    Outcome outcome = hearing.outcome();
    if (outcome instanceof Outcome.Failed failed) {
      return failed;
    }
    throw new AssertionError("no failure, but " + describe(outcome));
  }

  Hearing start(Duration timeout, String function, Object... arguments) throws Exception {
    Hearing hearing = new Hearing();
    Attempt attempt = attempt(timeout, function, arguments);
    hearing.began(deployment.invoke(attempt, hearing), codec(function));
    return hearing;
  }

  Attempt attempt(Duration timeout, String function, Object... arguments) throws Exception {
    long call = calls.incrementAndGet();
    Method method = method(function);
    MethodCodec codec = codec(function);
    MessageWriter writer = new MessageWriter(256);
    new RequestMessage(call, 1, FunctionId.of(method), codec.streaming(), true, timeout.toMillis())
        .writeTo(writer);
    codec.writeArguments(writer, arguments, true);
    ByteBuffer request = writer.toBuffer();
    return new Attempt(call, 1, function, request, codec.streaming(), timeout);
  }

  MethodCodec codec(String function) {
    return MethodCodec.of(module, method(function));
  }

  private Method method(String function) {
    return Arrays.stream(module.getDeclaredMethods())
        .filter(method -> method.getName().equals(function))
        .findFirst()
        .orElseThrow();
  }

  private static String describe(Outcome outcome) throws Exception {
    return outcome instanceof Outcome.Answered answered
        ? ReplyMessage.read(answered.response()).toString()
        : outcome.toString();
  }

  CleanupReport end() throws Exception {
    return deployment.close().toCompletableFuture().get(90, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws Exception {
    end();
  }
}
