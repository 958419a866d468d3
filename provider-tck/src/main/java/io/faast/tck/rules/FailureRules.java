package io.faast.tck.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faast.FaastException;
import io.faast.FaastModule;
import io.faast.RemoteException;
import io.faast.spi.Capability;
import io.faast.spi.FailureKind;
import io.faast.tck.Lab;
import io.faast.tck.Proof;
import io.faast.tck.Rule;
import io.faast.tck.functions.BrokenModule;
import io.faast.tck.functions.FaultFunctions;
import io.faast.tck.functions.FaultFunctions.OrderException;
import io.faast.tck.functions.FaultFunctions.StubbornException;
import io.faast.tck.probe.RawCall;
import io.faast.tck.probe.RawDeployment;
import java.util.Arrays;

/**
 * What goes wrong in a function, and what its caller sees of it.
 *
 * @since 0.1.0
 */
public class FailureRules {
  private static FaastModule<FaultFunctions> module(Lab lab) {
    return lab.shared(FaultFunctions.class).module();
  }

  @Rule(
      id = "FLR-01",
      says = "A method's exception comes back as its own type, with its message.",
      why = "Code catches exceptions by type; a changed type is another program.")
  void ownType(Lab lab) {
    Throwable thrown = lab.failure(module(lab).call(FaultFunctions::throwIllegalArgument, "why"));
    assertEquals(IllegalArgumentException.class, thrown.getClass());
    assertEquals("why", thrown.getMessage());
  }

  @Rule(
      id = "FLR-02",
      says = "An exception brings its causes and suppressed exceptions along.",
      why = "The cause is usually what explains a failure.")
  void causes(Lab lab) {
    Throwable thrown = lab.failure(module(lab).call(FaultFunctions::throwOrder, "order"));
    assertEquals(OrderException.class, thrown.getClass());
    Throwable cause = assertInstanceOf(IllegalStateException.class, thrown.getCause());
    assertEquals("cause", cause.getMessage());
    assertInstanceOf(ArithmeticException.class, cause.getCause());
    assertTrue(
        Arrays.stream(thrown.getSuppressed())
            .anyMatch(suppressed -> suppressed instanceof UnsupportedOperationException),
        "the suppressed exception is gone");
  }

  @Rule(
      id = "FLR-03",
      says = "An exception's stack trace shows where the function threw it.",
      why = "Without the place a remote failure cannot be debugged.")
  void remoteStack(Lab lab) {
    Throwable thrown = lab.failure(module(lab).call(FaultFunctions::throwIllegalArgument, "why"));
    assertTrue(
        Arrays.stream(thrown.getStackTrace())
            .anyMatch(frame -> frame.getMethodName().equals("throwIllegalArgument")),
        () -> "the function is not in " + Arrays.toString(thrown.getStackTrace()));
  }

  @Rule(
      id = "FLR-04",
      says = "An exception without a message comes back without one.",
      why = "A null that turns into text, or into an error of its own, hides the original.")
  void withoutMessage(Lab lab) {
    Throwable thrown = lab.failure(module(lab).call(FaultFunctions::throwWithoutMessage));
    assertEquals(NullPointerException.class, thrown.getClass());
  }

  @Rule(
      id = "FLR-05",
      says =
          "An exception that the client cannot build comes back as a RemoteException that"
              + " names it.",
      why = "Whoever runs the client need not have every class of the function.")
  void unbuildable(Lab lab) {
    Throwable thrown = lab.failure(module(lab).call(FaultFunctions::throwStubborn));
    String name =
        thrown instanceof RemoteException remote ? remote.className() : thrown.getClass().getName();
    assertEquals(StubbornException.class.getName(), name);
  }

  @Rule(
      id = "FLR-06",
      says = "An exception that cannot be described still settles its call.",
      why = "Exceptions with broken methods exist, and a call must not hang on one.")
  void undescribable(Lab lab) {
    assertNotNull(lab.failure(module(lab).call(FaultFunctions::throwMute)));
    assertNotNull(lab.failure(module(lab).call(FaultFunctions::throwCycle)));
    assertEquals("after", lab.value(module(lab).call(FaultFunctions::fine, "after")));
  }

  @Rule(
      id = "FLR-07",
      says = "Errors that a method throws are its own, like exceptions.",
      why = "A failed assertion is the function's own result, not the infrastructure's failure.")
  void errors(Lab lab) {
    assertEquals(
        AssertionError.class,
        lab.failure(module(lab).call(FaultFunctions::throwAssertionError, "no")).getClass());
    assertEquals(
        StackOverflowError.class,
        lab.failure(module(lab).call(FaultFunctions::overflowStack, 0)).getClass());
    assertEquals("after", lab.value(module(lab).call(FaultFunctions::fine, "after")));
  }

  @Rule(
      id = "FLR-08",
      says = "A module that cannot be built fails its calls with the reason.",
      why = "A constructor that fails would otherwise look like a crash, and be tried again.")
  void brokenModule(Lab lab) {
    FaastModule<BrokenModule> m =
        lab.open(BrokenModule.class, options -> options.withConcurrency(1)).module();
    Throwable thrown = lab.failure(m.call(BrokenModule::never));
    StringBuilder chain = new StringBuilder();
    for (Throwable at = thrown; at != null; at = at.getCause()) {
      chain.append(at).append('\n');
    }
    assertTrue(
        chain.toString().contains("the module's constructor says no"),
        () -> "the constructor's message is not in " + chain);
  }

  @Rule(
      id = "FLR-09",
      says = "A worker that exits, with whatever code, fails its attempt at once as CRASHED.",
      why = "Waiting for the timeout to learn of a crash takes minutes, and is billed.",
      capability = Capability.CRASH_DETECTION,
      drives = FaultFunctions.class,
      proof = Proof.PROCESSES)
  void exits(Lab lab) {
    RawDeployment raw = lab.rawShared(FaultFunctions.class);
    for (int code : new int[] {0, 1, 137}) {
      assertEquals(
          FailureKind.CRASHED,
          raw.call("exitUntil", 2, code).failure().kind(),
          "how an attempt fails whose worker exits with " + code);
    }
    assertEquals(
        FailureKind.CRASHED,
        raw.call("haltUntil", 2, 9).failure().kind(),
        "how an attempt fails whose worker is halted");
    assertEquals("after", raw.call("fine", "after").value());
  }

  @Rule(
      id = "FLR-10",
      says = "The message of a crash tells the exit code or signal.",
      why = "137 and 1 have different causes; guessing costs hours.",
      level = io.faast.tck.Level.SHOULD,
      capability = Capability.CRASH_DETECTION,
      drives = FaultFunctions.class,
      proof = Proof.PROCESSES)
  void crashMessages(Lab lab) {
    RawCall call = lab.rawShared(FaultFunctions.class).call("haltUntil", 2, 93);
    assertTrue(
        call.failure().message().contains("93"),
        () -> "no exit code in: " + call.failure().message());
  }

  @Rule(
      id = "FLR-11",
      says = "A function that prints much, or closes its output, is answered all the same.",
      why = "A full pipe that nobody reads stops a function for ever.",
      capability = Capability.LOGS,
      proof = Proof.PROCESSES)
  void outputDoesNotMatter(Lab lab) {
    RawDeployment raw = lab.deploy(FaultFunctions.class, spec -> spec.concurrency(1));
    assertEquals("chatty", raw.call("chatter", "chatty", 1_000).value());
    assertEquals("closed", raw.call("closeStdout", "closed").value());
    assertEquals("after", raw.call("fine", "after").value());
  }

  @Rule(
      id = "FLR-12",
      says = "A failure of ours names the function and the call, and says what to do.",
      why = "A message that names nothing sends its reader to the source code.",
      capability = Capability.CRASH_DETECTION,
      proof = Proof.PROCESSES)
  void advice(Lab lab) {
    FaastModule<FaultFunctions> m =
        lab.open(FaultFunctions.class, options -> options.withMaxRetries(0)).module();
    FaastException crashed =
        lab.failure(m.call(FaultFunctions::exitUntil, 9, 1), FaastException.Kind.CRASHED);
    assertTrue(crashed.function().contains("exitUntil"), "function() is " + crashed.function());
    assertNotNull(crashed.callId(), "callId() is null");
    assertNotEquals("", crashed.advice(), "advice() is empty");
  }
}
