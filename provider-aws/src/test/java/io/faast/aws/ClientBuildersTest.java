package io.faast.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faast.Faast;
import io.faast.FaastModule;
import io.faast.FaastOptions;
import io.faast.GcMode;
import io.faast.emulator.aws.AwsEmulator;
import io.faast.emulator.aws.EmulatorOptions;
import io.faast.emulator.core.Fault;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** The user's own settings of the SDK's clients. */
class ClientBuildersTest {
  private final Set<String> seen = new ConcurrentSkipListSet<>();

  /** Replaces all that was set: hears every request, and tries again as the SDK does. */
  private void change(AwsClientBuilder<?, ?> builder) {
    builder.overrideConfiguration(
        o ->
            o.retryStrategy(AwsRetryStrategy.standardRetryStrategy())
                .addExecutionInterceptor(
                    new ExecutionInterceptor() {
                      @Override
                      public void beforeExecution(
                          Context.BeforeExecution context, ExecutionAttributes attributes) {
                        seen.add(context.request().getClass().getSimpleName());
                      }
                    }));
  }

  @Test
  void changeReachesAllClientsAndStillNoCallIsRunTwice() {
    try (AwsEmulator emulator = AwsEmulator.start(EmulatorOptions.defaults())) {
      AwsOptions options = EmulatedAccount.options(emulator).withClientBuilders(this::change);
      FaastOptions once =
          FaastOptions.defaults().withGc(GcMode.OFF).withSpeculation(0).withMaxRetries(0);
      try (FaastModule<TroubleFunctions> m = Faast.faast(options, TroubleFunctions.class, once)) {
        assertEquals("x", m.call(TroubleFunctions::fine, "x").join());
        emulator
            .faults()
            .inject(call -> call.is("lambda", "Invoke"), new Fault.DropConnection(true));
        assertThrows(CompletionException.class, m.call(TroubleFunctions::fine, "y")::join);
      }
      long calls = emulator.calls().stream().filter(c -> c.is("lambda", "Invoke")).count();
      assertEquals(2, calls, "a call that the SDK tried again");
      assertTrue(
          seen.containsAll(Set.of("CreateFunctionRequest", "InvokeRequest", "GetRoleRequest")),
          seen::toString);
      assertTrue(seen.contains("CreateLogGroupRequest"), seen::toString);
    }
  }
}
