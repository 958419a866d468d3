package io.faast.tck;

import java.nio.file.Path;
import java.util.List;

/**
 * Why no provider's defect breaks a rule that the engine keeps, and the test that breaks it there.
 *
 * @param rule the rule
 * @param why what a provider would have to do, and why it cannot
 * @param module the module of the test
 * @param test the test's class and method, {@code some.package.SomeTest#method}
 */
record EngineProof(String rule, String why, String module, String test) {
  private static final String NOT_ASKED = "A provider is not asked before: nothing was sent yet.";
  private static final String COUNTS =
      "The engine decides when attempts begin, and how many; a provider only gets them.";
  private static final String KIND =
      "The engine decides after an outcome whether there is another attempt; the provider that the"
          + " rule puts in front makes the outcomes.";

  static final List<EngineProof> ALL =
      List.of(
          of(
              "CAN-08",
              "A call that waits for its turn is in the engine's queue; no provider knows of it.",
              "engine.GateTest#cancelledCallInTheModuleQueueFreesItsPlaceInTheView"),
          of(
              "CAN-09",
              "A call's future is the engine's. What comes later is no outcome of it any more.",
              "engine.CallTest#timeoutsAndAnswersThatRaceNeverLoseTheValue"),
          of("CON-02", COUNTS, "engine.GateTest#streamsObeyConcurrencyAndRate"),
          of("CON-03", COUNTS, "engine.GateTest#moreCallsThanPermitsWaitInOrder"),
          of(
              "CON-04",
              "Views are the engine's: a provider is not told through which one a call was made.",
              "engine.GateTest#viewHasItsOwnLimitAndItsWaitingCallsTakeNoPermitOfTheModule"),
          of("CON-05", COUNTS, "engine.GateTest#rateHoldsAttemptsBackAndLosesNone"),
          of("CON-06", COUNTS, "engine.GateTest#streamsObeyConcurrencyAndRate"),
          of(
              "CLK-04",
              "What a worker says of its clock, only the engine reads, which takes the difference of"
                  + " the clocks out.",
              "engine.MeasuringTest#differenceOfTheClocksIsTakenOutOfStartAndReturn"),
          of(
              "CST-05",
              "A provider reports amounts; what they cost, and the total, the engine works out.",
              "engine.MeasuringTest#costSumsEveryAttemptAndTheDeploymentItself"),
          of(
              "CST-06",
              "Wrong amounts are wrong on both sides of this sum; CST-02, CST-03 and CST-07 see"
                  + " them.",
              "engine.MeasuringTest#costSumsEveryAttemptAndTheDeploymentItself"),
          of(
              "CST-12",
              "What an empty price means for a cost, the engine says; a 0 instead is CST-04's.",
              "engine.MeasuringTest#unknownPriceMakesTheCostIncompleteAndIsNeverZero"),
          of(
              "CST-14",
              "After close the engine has the amounts itself, and asks no provider.",
              "LaunchTest#keepsCostAndStatisticsAfterClosing"),
          of(
              "INV-12",
              "The engine refuses calls after close; what a deployment does then is SPI-04's.",
              "CallsTest#failsCallsAfterClosingAtOnce"),
          of(
              "INV-13",
              "The engine fails its calls before it closes the deployment; what that does with"
                  + " attempts is SPI-02's.",
              "engine.CloseTest#callsThatRunWaitOrRestFailAtOnceAndNewOnesToo"),
          of(
              "LIM-02",
              NOT_ASKED,
              "engine.CallTest#argumentsOverTheLimitFailTheCallBeforeAnythingIsSent"),
          of(
              "LIM-04",
              "The worker measures an answer before the provider's code sees it; the engine does not"
                  + " try what was refused again.",
              "worker.WorkerTest#refusesAResultOverTheLimitAndNamesBothSizes"),
          of(
              "LIM-10",
              NOT_ASKED,
              "engine.StartTest#numbersBeyondTheLimitsAreRefusedBeforeAnythingIsDeployed"),
          of("RET-04", KIND, "engine.RetryTest#passingFailureIsRetriedUpToTheBoundAndThenTold"),
          of("RET-05", KIND, "engine.RetryTest#passingFailureIsRetriedUpToTheBoundAndThenTold"),
          of("RET-06", KIND, "engine.RetryTest#permanentFailureIsNotRetried"),
          of("RET-07", KIND, "engine.RetryTest#timeoutAndLackOfMemoryAreRetriedOnlyWhenAsked"),
          of(
              "RET-08",
              "Statistics are the engine's own books of what it sent and got.",
              "engine.MeasuringTest#callsCountOnceAndAttemptsEachTime"),
          of(
              "RET-09",
              "The engine takes one outcome of an attempt. A provider that tells two is caught by"
                  + " SPI-01.",
              "engine.SettlingPropertyTest#lawsHoldForRandomOrdersOfEvents"),
          of(
              "RET-10",
              "Of an answer that is lost on the way no provider knows; the engine's clock notices.",
              "engine.RetryTest#lostAnswerIsNoticedAndRetriedAndALateOneIsOnlyCounted"),
          of(
              "RET-11",
              "The engine numbers attempts. A provider that confuses them is caught by INV-08.",
              "engine.RetryTest#passingFailureIsRetriedUpToTheBoundAndThenTold"),
          of(
              "SPC-04",
              "The engine decides whether there is a second copy; a provider that makes one by"
                  + " itself is caught by SPI-09.",
              "engine.SpeculationTest#noCopyBeforeThereAreEnoughSamplesAndNoneWhenOff"),
          of(
              "VAL-12",
              NOT_ASKED,
              "engine.CallTest#valueThatCannotTravelFailsTheCallBeforeAnythingIsSent"),
          of(
              "VAL-13",
              "The worker compares a result with its copy before the provider's code sees it.",
              "worker.WorkerTest#refusesAResultThatWouldArriveDifferent"));

  private static EngineProof of(String rule, String why, String test) {
    return new EngineProof(
        rule, why, test.startsWith("worker.") ? "faast-worker" : "faast-api", "io.faast." + test);
  }

  String type() {
    return test.substring(0, test.indexOf('#'));
  }

  String method() {
    return test.substring(test.indexOf('#') + 1);
  }

  /** Returns the source of the test, from the directory of another module. */
  Path source() {
    return Path.of("..", module, "src", "test", "java", type().replace('.', '/') + ".java");
  }
}
