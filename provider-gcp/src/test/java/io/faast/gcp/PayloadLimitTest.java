package io.faast.gcp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.faast.emulator.gcp.GcpEmulator;
import io.faast.emulator.gcp.GcpEmulatorOptions;
import io.faast.gcp.worker.Settings;
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
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Below and at a limit payloads travel with the request or message, above it by the bucket. */
class PayloadLimitTest {
  private static final int DIRECT = Settings.DIRECT_BYTES - Settings.FIELDS_BYTES;
  private static final int MESSAGE = Settings.MESSAGE_BYTES - Settings.FIELDS_BYTES;

  private static GcpEmulator emulator;

  @BeforeAll
  static void start() {
    emulator = GcpEmulator.start(GcpEmulatorOptions.defaults());
  }

  @AfterAll
  static void stop() {
    emulator.close();
  }

  /** A timeout over five minutes goes by queue. */
  private static RawDeployment deploy(String run, Duration timeout) throws Exception {
    GcpProvider provider = new GcpProvider();
    DeploymentSpec spec =
        new SpecBuilder(
                new RunTag(run, "tester", Instant.now()),
                ValueFunctions.class,
                EmulatedProject.options(emulator),
                provider.info().limits())
            .timeout(timeout)
            .build();
    Deployment made = provider.deploy(spec).toCompletableFuture().get(3, TimeUnit.MINUTES);
    return new RawDeployment(made, spec, new Patience(() -> Duration.ofMinutes(3)));
  }

  private static long stored(boolean byFunction) {
    return emulator.calls().stream()
        .filter(call -> call.is("storage", "InsertObject") && call.touches("/objects/"))
        .filter(call -> call.caller().startsWith("serviceAccount:") == byFunction)
        .count();
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  /** Sends requests of one byte less than the limit, of the limit, and of one byte more. */
  private static void requestsRound(RawDeployment raw, int limit) {
    int head =
        raw.request(1, 1, "length", (Object) new byte[limit - 500]).remaining() - limit + 500;
    for (int more = -1; more <= 1; more++) {
      byte[] sent = random(limit - head + more);
      ByteBuffer request = raw.request(2 + more, 1, "length", (Object) sent);
      assertEquals(limit + more, request.remaining());
      long before = stored(false);
      assertEquals(sent.length, raw.send(2 + more, 1, "length", request).value());
      assertEquals(more > 0 ? 1 : 0, stored(false) - before, "requests stored, of limit + " + more);
    }
  }

  /** Asks for replies around a limit. */
  private static void repliesRound(RawDeployment raw, int limit) {
    int head = replyBytes(raw, limit - 500) - limit + 500;
    for (int more = -1; more <= 1; more++) {
      long before = stored(true);
      assertEquals(limit + more, replyBytes(raw, limit - head + more));
      assertEquals(more > 0 ? 1 : 0, stored(true) - before, "replies stored, of limit + " + more);
    }
  }

  private static int replyBytes(RawDeployment raw, int size) {
    Outcome outcome = raw.call("produce", size).outcome();
    return ((Outcome.Answered) outcome).response().remaining();
  }

  private static void round(String run, Duration timeout, int limit) throws Exception {
    RawDeployment raw = deploy(run, timeout);
    requestsRound(raw, limit);
    repliesRound(raw, limit);
    byte[] large = (byte[]) raw.call("produce", limit + 1).value();
    assertArrayEquals(new ValueFunctions().produce(limit + 1), large);
    var report = raw.deployment().close().toCompletableFuture().get(3, TimeUnit.MINUTES);
    assertEquals(List.of(), report.failures());
    assertEquals(0, emulator.view().objects().size(), "objects left");
  }

  @Test
  void directCalls() throws Exception {
    round("limits-direct", Duration.ofMinutes(1), DIRECT);
  }

  @Test
  void messages() throws Exception {
    round("limits-queue", Duration.ofMinutes(6), MESSAGE);
  }
}
