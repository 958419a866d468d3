package io.faast.aws;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.faast.emulator.aws.AwsEmulator;
import io.faast.emulator.aws.EmulatorOptions;
import io.faast.spi.Deployment;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.Outcome;
import io.faast.spi.RunTag;
import io.faast.tck.functions.ValueFunctions;
import io.faast.tck.probe.Patience;
import io.faast.tck.probe.RawDeployment;
import io.faast.tck.probe.SpecBuilder;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Below and at a limit payloads travel with the message, above it through the bucket. */
class PayloadLimitTest {
  private static AwsEmulator emulator;

  @BeforeAll
  static void start() {
    emulator = AwsEmulator.start(EmulatorOptions.defaults().withControlPlane(0, 0));
  }

  @AfterAll
  static void stop() {
    emulator.close();
  }

  private static RawDeployment deploy(String run, Duration timeout) throws Exception {
    AwsProvider provider = new AwsProvider();
    DeploymentSpec spec =
        new SpecBuilder(
                new RunTag(run, "tester", Instant.now()),
                ValueFunctions.class,
                EmulatedAccount.options(emulator),
                provider.info().limits())
            .timeout(timeout)
            .build();
    Deployment made = provider.deploy(spec).toCompletableFuture().get(1, TimeUnit.MINUTES);
    return new RawDeployment(made, spec, new Patience(() -> Duration.ofMinutes(1)));
  }

  private static void close(RawDeployment raw) throws Exception {
    var report = raw.deployment().close().toCompletableFuture().get(1, TimeUnit.MINUTES);
    assertEquals(java.util.List.of(), report.failures());
  }

  private static long stored(boolean byFunction) {
    return emulator.calls().stream()
        .filter(call -> call.is("s3", "PutObject") && call.presigned() == byFunction)
        .count();
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  /** Sends requests of one byte less than the limit, of the limit, and of one byte more. */
  private static void requestsRound(RawDeployment raw, int limit) {
    int head = raw.request(1, 1, "bytes", (Object) new byte[limit - 500]).remaining() - limit + 500;
    for (int more = -1; more <= 1; more++) {
      byte[] sent = random(limit - head + more);
      ByteBuffer request = raw.request(1 + more, 1, "bytes", (Object) sent);
      assertEquals(limit + more, request.remaining());
      long before = stored(false);
      byte[] back = (byte[]) raw.send(1 + more, 1, "bytes", request).value();
      assertArrayEquals(sent, back);
      assertEquals(more > 0 ? 1 : 0, stored(false) - before, "requests stored, of limit + " + more);
    }
  }

  private static int replyBytes(RawDeployment raw, int size) {
    Outcome outcome = raw.call("produce", size).outcome();
    return ((Outcome.Answered) outcome).response().remaining();
  }

  @Test
  void directCalls() throws Exception {
    RawDeployment raw = deploy("limits-direct", Duration.ofMinutes(1));
    requestsRound(raw, AwsLimits.DIRECT_BYTES);
    int size = AwsLimits.DIRECT_BYTES - replyBytes(raw, 0);
    for (int more = -3; more <= 3; more++) {
      long before = stored(true);
      int bytes = replyBytes(raw, size + more);
      assertEquals(
          bytes > AwsLimits.DIRECT_BYTES ? 1 : 0,
          stored(true) - before,
          "replies stored, of " + bytes + " bytes");
    }
    close(raw);
  }

  @Test
  void events() throws Exception {
    RawDeployment raw = deploy("limits-queue", Duration.ofMinutes(6));
    requestsRound(raw, AwsLimits.EVENT_BYTES);
    long before = stored(true);
    assertEquals(100_000, replyBytes(raw, 100_000) - replyBytes(raw, 0), 8);
    assertEquals(before, stored(true), "small replies that were stored");
    byte[] large = (byte[]) raw.call("produce", 300_000).value();
    assertArrayEquals(new ValueFunctions().produce(300_000), large);
    assertEquals(before + 1, stored(true), "large replies that were stored");
    close(raw);
  }
}
