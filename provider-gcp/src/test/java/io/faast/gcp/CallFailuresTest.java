package io.faast.gcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faast.Faast;
import io.faast.FaastException;
import io.faast.FaastModule;
import io.faast.FaastOptions;
import io.faast.GcMode;
import io.faast.emulator.core.Fault;
import io.faast.emulator.core.Response;
import io.faast.emulator.gcp.GcpEmulator;
import io.faast.emulator.gcp.GcpEmulatorOptions;
import io.faast.tck.functions.StreamFunctions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Google's front end answers instead of a function, and what a call becomes by it. */
@Timeout(300)
class CallFailuresTest {
  private static final FaastOptions OPTIONS =
      FaastOptions.defaults()
          .withGc(GcMode.OFF)
          .withSpeculation(0)
          .withConcurrency(2)
          .withBackoffBase(Duration.ofMillis(1));

  private static FaastModule<StreamFunctions> open(GcpEmulator emulator, int retries) {
    return Faast.faast(
        EmulatedProject.options(emulator), StreamFunctions.class, OPTIONS.withMaxRetries(retries));
  }

  @ParameterizedTest
  @CsvSource({
    "504, TIMED_OUT, given up by Google",
    "429, THROTTLED, No instance was free",
    "413, INFRASTRUCTURE, too large",
    "404, INFRASTRUCTURE, not there"
  })
  void answerOfTheFrontEndIsAKindOfFailure(int status, FaastException.Kind kind, String says) {
    Response answer =
        Response.of(status, "text/plain", "the page".getBytes(StandardCharsets.UTF_8));
    try (GcpEmulator emulator =
            GcpEmulator.start(
                GcpEmulatorOptions.defaults()
                    .withSimulation(
                        (id, request) -> CompletableFuture.completedFuture(answer),
                        Duration.ofMillis(1)));
        FaastModule<StreamFunctions> m = open(emulator, 0)) {
      CompletionException thrown =
          assertThrows(CompletionException.class, () -> m.call(StreamFunctions::echo, "x").join());
      FaastException failed = (FaastException) thrown.getCause();
      assertEquals(kind, failed.kind(), failed::getMessage);
      assertTrue(failed.getMessage().contains(says), failed::getMessage);
    }
  }

  @Test
  void tokenThatIsRefusedIsRenewed() {
    try (SimulatedWorker project =
            new SimulatedWorker(GcpEmulatorOptions.defaults(), StreamFunctions.class, 2);
        FaastModule<StreamFunctions> m = open(project.emulator, 1)) {
      assertEquals("x", m.call(StreamFunctions::echo, "x").join());
      long made = tokens(project.emulator);
      project
          .emulator
          .faults()
          .inject(
              call -> call.is("run", "Invoke") && call.nth() == 2, new Fault.ExpireCredentials());
      assertEquals("y", m.call(StreamFunctions::echo, "y").join());
      assertEquals(made + 1, tokens(project.emulator));
      assertEquals(3, m.costSnapshot().attempts());
    }
  }

  private static long tokens(GcpEmulator emulator) {
    return emulator.calls().stream()
        .filter(call -> call.is("iamcredentials", "GenerateIdToken"))
        .count();
  }
}
