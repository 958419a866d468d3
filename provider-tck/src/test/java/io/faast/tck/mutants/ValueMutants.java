package io.faast.tck.mutants;

import io.faast.spi.Attempt;
import io.faast.spi.AttemptListener;
import io.faast.spi.FailureKind;
import io.faast.spi.Outcome;
import io.faast.worker.ProtocolException;
import io.faast.worker.ReplyMessage;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;

/** Defects in what becomes of values and exceptions on their way back. */
final class ValueMutants {
  /** Rules that compare what came back with what was sent. */
  private static final List<String> COMPARE =
      List.of(
          "INV-01", "INV-02", "INV-04", "INV-05", "INV-06", "INV-14", "PKG-01", "PKG-02", "VAL-01",
          "VAL-02", "VAL-03", "VAL-04", "VAL-05", "VAL-06", "VAL-07", "VAL-08", "VAL-09", "VAL-10",
          "VAL-11");

  /** Rules about exceptions of the method, and what they say where it is gone. */
  private static final List<List<String>> EXCEPTIONS =
      List.of(
          List.of("FLR-01", "expected: <java.lang.IllegalArgumentException>"),
          List.of("FLR-02", "OrderException"),
          List.of("FLR-03", "the function is not in"),
          List.of("FLR-04", "expected: <java.lang.NullPointerException>"),
          List.of("FLR-05", "StubbornException"),
          List.of("FLR-07", "expected: <java.lang.AssertionError>"),
          List.of("STR-06", "a stream that fails must throw"));

  private static final int LONG = 500_000;

  /** What the conformant provider says that it can carry. */
  private static final int LIMIT = 1 << 20;

  private ValueMutants() {}

  static List<Mutant> all() {
    return Stream.of(
            COMPARE.stream()
                .map(
                    rule ->
                        new Mutant(
                            "changes the end of an answer on its way",
                            rule,
                            "",
                            Defects.outcome(ValueMutants::changed))),
            EXCEPTIONS.stream()
                .map(
                    rule ->
                        new Mutant(
                            "takes a method's exception for a failure of its own",
                            rule.get(0),
                            rule.get(1),
                            Defects.outcome(ValueMutants::failed))),
            Stream.of(
                Mutant.losing(
                    "loses the answer of a method that throws",
                    "FLR-06",
                    "did not settle",
                    lost ->
                        Defects.outcome(
                            (attempt, outcome) ->
                                Defects.thrown(outcome) ? Defects.lose(lost) : outcome)),
                Mutant.losing(
                    "loses the answer of a stream that fails at once",
                    "STR-07",
                    "no outcome",
                    lost ->
                        Defects.outcome(
                            (attempt, outcome) ->
                                Defects.thrown(outcome) ? Defects.lose(lost) : outcome)),
                new Mutant(
                    "takes a module that cannot be built for a crash",
                    "FLR-08",
                    "the constructor's message is not in",
                    Defects.outcome(
                        (attempt, outcome) ->
                            refused(outcome)
                                ? new Outcome.Failed(
                                    FailureKind.CRASHED, "it ended", outcome.report())
                                : outcome)),
                new Mutant(
                    "cuts off long answers",
                    "LIM-03",
                    "should have succeeded",
                    Defects.outcome(ValueMutants::cutOff)),
                new Mutant(
                    "cuts off long items of a stream",
                    "STR-08",
                    "",
                    Defects.invoke(
                        (way, attempt, listener) ->
                            way.invoke(attempt, cuttingOff(listener, LONG)))),
                new Mutant(
                    "cuts off the last byte of the longest items",
                    "LIM-12",
                    "should have succeeded",
                    Defects.invoke(
                        (way, attempt, listener) ->
                            way.invoke(attempt, cuttingOff(listener, LIMIT - 1))))))
        .flatMap(all -> all)
        .toList();
  }

  private static Outcome changed(Attempt attempt, Outcome outcome) {
    if (outcome instanceof Outcome.Answered answered) {
      ByteBuffer changed = Defects.copy(answered.response());
      int last = changed.limit() - 1;
      changed.put(last, (byte) (changed.get(last) ^ 1));
      return new Outcome.Answered(changed, outcome.report());
    }
    return outcome;
  }

  private static Outcome failed(Attempt attempt, Outcome outcome) {
    return Defects.thrown(outcome)
        ? new Outcome.Failed(
            FailureKind.INFRASTRUCTURE, "it failed", true, null, null, outcome.report())
        : outcome;
  }

  private static boolean refused(Outcome outcome) {
    try {
      return outcome instanceof Outcome.Answered answered
          && ReplyMessage.read(answered.response().duplicate()) instanceof ReplyMessage.Refused;
    } catch (ProtocolException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Outcome cutOff(Attempt attempt, Outcome outcome) {
    return outcome instanceof Outcome.Answered answered
        ? new Outcome.Answered(cutOff(answered.response(), LONG), outcome.report())
        : outcome;
  }

  private static ByteBuffer cutOff(ByteBuffer bytes, int most) {
    ByteBuffer cut = bytes.duplicate();
    return cut.limit(Math.min(cut.limit(), cut.position() + most));
  }

  private static AttemptListener cuttingOff(AttemptListener listener, int most) {
    return new AttemptListener() {
      @Override
      public void onItem(ByteBuffer item) {
        listener.onItem(cutOff(item, most));
      }

      @Override
      public void onOutcome(Outcome outcome) {
        listener.onOutcome(outcome);
      }
    };
  }
}
