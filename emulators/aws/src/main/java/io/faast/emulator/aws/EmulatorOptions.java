package io.faast.emulator.aws;

import io.faast.emulator.aws.lambda.SimulatedFunction;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How an emulator behaves.
 *
 * @param region the only region that there is; default {@code us-east-1}
 * @param accountId default {@code 000000000000}
 * @param clock tells the time, for dates, expiry and ages; default the system's, in UTC
 * @param pendingLooks how often a new function is seen {@code Pending} (by a look at its state, or
 *     by an invocation, which is refused) before it is {@code Active}; default 1
 * @param roleRefusals how many calls of CreateFunction are refused per role created, because the
 *     role has not reached Lambda yet; default 1
 * @param concurrency how many invocations run at once in the account; default 1,000
 * @param initLimit how long a process may take until it asks for its first event, before it is
 *     started anew; 10 s in AWS, 30 s by default, because many start here on few cores
 * @param asyncRetryDelay what an event waits for before it is tried again, one minute in AWS;
 *     default 10 ms
 * @param instanceEnvironment environment variables of every instance besides Lambda's own
 * @param simulated runs functions in this JVM instead of starting any; null, the default, for real
 */
public record EmulatorOptions(
    String region,
    String accountId,
    Clock clock,
    int pendingLooks,
    int roleRefusals,
    int concurrency,
    Duration initLimit,
    Duration asyncRetryDelay,
    Map<String, String> instanceEnvironment,
    @Nullable Simulation simulated) {

  /**
   * Stands in for what functions do.
   *
   * @param function what each invocation does in the end
   * @param latency how long it takes until then, and what is billed for it
   */
  public record Simulation(SimulatedFunction function, Duration latency) {}

  /** Takes a copy of the map. */
  public EmulatorOptions {
    instanceEnvironment = Map.copyOf(instanceEnvironment);
  }

  /** Returns the defaults. */
  public static EmulatorOptions defaults() {
    return new EmulatorOptions(
        "us-east-1",
        "000000000000",
        Clock.systemUTC(),
        1,
        1,
        1_000,
        Duration.ofSeconds(30),
        Duration.ofMillis(10),
        Map.of(),
        null);
  }

  /** Returns options with that clock. */
  public EmulatorOptions withClock(Clock newClock) {
    return new EmulatorOptions(
        region,
        accountId,
        newClock,
        pendingLooks,
        roleRefusals,
        concurrency,
        initLimit,
        asyncRetryDelay,
        instanceEnvironment,
        simulated);
  }

  /** Returns options with so much to wait for after a function or a role is created. */
  public EmulatorOptions withControlPlane(int newPendingLooks, int newRoleRefusals) {
    return new EmulatorOptions(
        region,
        accountId,
        clock,
        newPendingLooks,
        newRoleRefusals,
        concurrency,
        initLimit,
        asyncRetryDelay,
        instanceEnvironment,
        simulated);
  }

  /** Returns options with that limit of invocations at once. */
  public EmulatorOptions withConcurrency(int newConcurrency) {
    return new EmulatorOptions(
        region,
        accountId,
        clock,
        pendingLooks,
        roleRefusals,
        newConcurrency,
        initLimit,
        asyncRetryDelay,
        instanceEnvironment,
        simulated);
  }

  /** Returns options with those environment variables of every instance. */
  public EmulatorOptions withInstanceEnvironment(Map<String, String> newEnvironment) {
    return new EmulatorOptions(
        region,
        accountId,
        clock,
        pendingLooks,
        roleRefusals,
        concurrency,
        initLimit,
        asyncRetryDelay,
        newEnvironment,
        simulated);
  }

  /** Returns options under which functions are simulated, and answer at once. */
  public EmulatorOptions withSimulation(UnaryOperator<byte[]> function, Duration latency) {
    return withSimulation(
        new Simulation(
            (id, event) -> CompletableFuture.completedFuture(function.apply(event)), latency));
  }

  /** Returns options under which functions are simulated. */
  public EmulatorOptions withSimulation(Simulation simulation) {
    return new EmulatorOptions(
        region,
        accountId,
        clock,
        pendingLooks,
        roleRefusals,
        concurrency,
        initLimit,
        asyncRetryDelay,
        instanceEnvironment,
        simulation);
  }
}
