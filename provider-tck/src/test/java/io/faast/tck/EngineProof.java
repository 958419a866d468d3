package io.faast.tck;

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
              "LIM-02", NOT_ASKED, "engine.CallTest#argumentsOverTheLimitFailTheCallBeforeAnythingIsSent"),
          of(
              "LIM-04",
              "The worker measures its answer before anything of the provider's sees it, and the"
                  + " engine does not try a refusal again.",
              "faast-worker",
              "io.faast.worker.WorkerTest#"),
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
              "engine.MeasuringTest#callsCountOnceAndAttemptsEachTime"));

  private static EngineProof of(String rule, String why, String test) {
    return new EngineProof(rule, why, "faast-api", "io.faast." + test);
  }
}
