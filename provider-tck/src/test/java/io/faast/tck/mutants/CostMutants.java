package io.faast.tck.mutants;

import io.faast.spi.AttemptReport;
import io.faast.spi.Deployment;
import io.faast.spi.Meter;
import io.faast.tck.probe.DelegatingDeployment;
import java.util.List;
import java.util.OptionalDouble;

/** Defects in what is metered and priced. */
final class CostMutants {
  private CostMutants() {}

  static List<Mutant> all() {
    return List.of(
        new Mutant(
            "bills less than it measured",
            "CST-01",
            "less than the measured",
            Defects.report((outcome, report) -> Defects.billed(report, 0))),
        new Mutant(
            "bills no multiple of its quantum",
            "CST-01",
            "no multiple of",
            Defects.report((outcome, report) -> Defects.billed(report, report.billedNanos() + 1))),
        new Mutant(
            "reports that nothing was used",
            "CST-02",
            "used nothing",
            Defects.report((outcome, report) -> unused(report))),
        new Mutant(
            "reports amounts for other meters than it has",
            "CST-03",
            "amounts of an attempt",
            Defects.deployment(
                (deployed, spec) ->
                    new Metered(deployed) {
                      @Override
                      public List<Meter> meters() {
                        return super.meters().subList(0, 1);
                      }
                    })),
        new Mutant(
            "says 0 for a price that it does not know",
            "CST-04",
            "a price that is not known must be empty",
            Defects.deployment((deployed, spec) -> new Unsourced(deployed))),
        new Mutant(
            "forgets that the deployment itself was used before",
            "CST-07",
            "an amount fell",
            Defects.deployment((deployed, spec) -> new Falling(deployed))),
        new Mutant(
            "forgets attempts whose method threw",
            "CST-08",
            "an attempt whose method threw",
            Defects.report((outcome, report) -> Defects.thrown(outcome) ? unused(report) : report)),
        new Mutant(
            "forgets cancelled attempts",
            "CST-11",
            "an attempt that was cancelled",
            Defects.report(
                (outcome, report) ->
                    AnswerMutants.cancelled(outcome) ? AttemptReport.nothingUsed(2) : report)));
  }

  static AttemptReport unused(AttemptReport report) {
    return new AttemptReport(
        report.workerId(),
        report.executionId(),
        report.initNanos(),
        report.measuredNanos(),
        report.billedNanos(),
        new double[report.usage().length],
        report.logUrl());
  }

  private static class Metered extends DelegatingDeployment {
    Metered(Deployment delegate) {
      super(delegate);
    }
  }

  private static final class Unsourced extends DelegatingDeployment {
    Unsourced(Deployment delegate) {
      super(delegate);
    }

    @Override
    public List<Meter> meters() {
      return super.meters().stream()
          .map(m -> new Meter(m.name(), m.unit(), OptionalDouble.of(0), "", m.asOf()))
          .toList();
    }
  }

  private static final class Falling extends DelegatingDeployment {
    private double left = 1e6;

    Falling(Deployment delegate) {
      super(delegate);
    }

    @Override
    public synchronized double[] ownUsage() {
      left /= 2;
      return new double[] {left, left};
    }
  }
}
