package io.faast.tck.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faast.CostItem;
import io.faast.CostSnapshot;
import io.faast.FaastModule;
import io.faast.spi.AttemptReport;
import io.faast.spi.Capability;
import io.faast.spi.Deployment;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.Meter;
import io.faast.tck.Claim;
import io.faast.tck.Lab;
import io.faast.tck.Opened;
import io.faast.tck.Proof;
import io.faast.tck.Rule;
import io.faast.tck.functions.FaultFunctions;
import io.faast.tck.functions.InvocationFunctions;
import io.faast.tck.probe.DelegatingDeployment;
import io.faast.tck.probe.DelegatingProvider;
import io.faast.tck.probe.RawDeployment;
import io.faast.tck.probe.RecordedAttempt;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CompletionStage;

/**
 * What calls cost: by invariants, since amounts differ from cloud to cloud.
 *
 * @since 0.1.0
 */
public class CostRules {
  private static void assertSound(Lab lab, AttemptReport report, String what) {
    long quantum = lab.limits().billingQuantum().toNanos();
    assertTrue(
        report.billedNanos() >= report.measuredNanos(),
        () ->
            what
                + " is billed "
                + report.billedNanos()
                + " ns, less than the measured "
                + report.measuredNanos());
    assertEquals(
        0,
        report.billedNanos() % quantum,
        () -> what + " is billed " + report.billedNanos() + " ns, no multiple of " + quantum);
    for (double amount : report.usage()) {
      assertTrue(amount >= 0 && amount < 1e18, () -> what + " used " + amount);
    }
  }

  private static void assertPaid(AttemptReport report, String what) {
    assertTrue(report.billedNanos() > 0, () -> what + " is billed no time");
    assertTrue(
        Arrays.stream(report.usage()).sum() > 0,
        () -> what + " used nothing: " + Arrays.toString(report.usage()));
  }

  @Rule(
      id = "CST-01",
      says = "Billed time is not less than measured time, and a multiple of the billing quantum.",
      why = "Billing less than what was used makes every estimate a lie; clouds round up.",
      capability = Capability.COST)
  void billedTime(Lab lab) {
    Opened<InvocationFunctions> opened = lab.open(InvocationFunctions.class, o -> o);
    for (int i = 0; i < 30; i++) {
      lab.value(opened.module().call(InvocationFunctions::echo, "x".repeat(i * 1_000)));
    }
    for (RecordedAttempt attempt : opened.recording().attempts()) {
      assertSound(lab, lab.value(attempt.outcome()).report(), "an attempt");
    }
  }

  @Rule(
      id = "CST-02",
      says = "An attempt that ran used something of what is metered.",
      why = "An attempt that costs nothing by mistake is not noticed until the bill comes.",
      capability = Capability.COST,
      drives = InvocationFunctions.class)
  void somethingIsUsed(Lab lab) {
    RawDeployment raw = lab.rawShared(InvocationFunctions.class);
    AttemptReport report = raw.call("echo", "x").outcome().report();
    assertPaid(report, "an attempt that was answered");
  }

  @Rule(
      id = "CST-03",
      says = "Meters stay the same, with names of their own, and usage is in their order.",
      why = "Usage is added up by position; a list that changes adds seconds to requests.",
      capability = Capability.COST,
      drives = InvocationFunctions.class)
  void meters(Lab lab) {
    RawDeployment raw = lab.rawShared(InvocationFunctions.class);
    List<Meter> meters = raw.deployment().meters();
    assertFalse(meters.isEmpty(), "nothing is metered");
    List<String> names = meters.stream().map(Meter::name).toList();
    assertEquals(names.size(), new HashSet<>(names).size(), () -> "names of meters: " + names);
    int used = raw.call("echo", "x").outcome().report().usage().length;
    assertEquals(meters.size(), used, "amounts of an attempt");
    assertEquals(meters.size(), raw.deployment().ownUsage().length, "amounts of the deployment");
    assertEquals(meters, raw.deployment().meters(), "meters after a call");
  }

  @Rule(
      id = "CST-04",
      says = "Every known price, 0 included, says from which document and date it is.",
      why = "A price without a source cannot be checked, and nobody knows when it is out of date.",
      capability = Capability.COST,
      drives = InvocationFunctions.class)
  void prices(Lab lab) {
    for (Meter meter : lab.rawShared(InvocationFunctions.class).deployment().meters()) {
      if (meter.unitPrice().isPresent()) {
        double price = meter.unitPrice().getAsDouble();
        assertTrue(price >= 0 && price < 1e6, () -> meter.name() + " costs " + price);
        assertFalse(
            meter.source().isBlank(),
            () ->
                "the price of "
                    + meter.name()
                    + " is "
                    + price
                    + " from no source; a price that is not known must be empty, not 0");
        assertFalse(
            meter.asOf().isAfter(LocalDate.now(ZoneOffset.UTC).plusDays(1)),
            () -> "the price of " + meter.name() + " is of " + meter.asOf());
      }
    }
  }

  @Rule(
      id = "CST-05",
      says = "The parts of a cost sum to its total.",
      why = "A total that is not its parts cannot be explained.",
      capability = Capability.COST,
      proof = Proof.ENGINE)
  void partsSum(Lab lab) {
    Opened<InvocationFunctions> opened = lab.open(InvocationFunctions.class, o -> o);
    for (int i = 0; i < 5; i++) {
      lab.value(opened.module().call(InvocationFunctions::echo, "x"));
    }
    CostSnapshot cost = opened.module().costSnapshot();
    double sum =
        cost.items().stream()
            .map(CostItem::cost)
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::getAsDouble)
            .sum();
    assertEquals(sum, cost.total().orElse(0), Math.abs(sum) * 1e-9, "total");
    assertEquals(5, cost.calls(), "calls");
    assertFalse(cost.toString().contains("NaN"), () -> "the cost in words: " + cost);
  }

  @Rule(
      id = "CST-06",
      says = "The cost is made of what the attempts used, and of what the deployment itself used.",
      why = "Queues, polling and start-up cost money that belongs to no call.",
      capability = Capability.COST,
      proof = Proof.ENGINE)
  void amountsAreTheAttempts(Lab lab) {
    Opened<InvocationFunctions> opened =
        lab.open(InvocationFunctions.class, o -> o.withSpeculation(0));
    for (int i = 0; i < 10; i++) {
      lab.value(opened.module().call(InvocationFunctions::echo, "x"));
    }
    CostSnapshot cost = opened.module().costSnapshot();
    for (int i = 0; i < cost.items().size(); i++) {
      int meter = i;
      double used =
          opened.recording().attempts().stream()
              .mapToDouble(a -> lab.value(a.outcome()).report().usage()[meter])
              .sum();
      double amount = cost.items().get(i).amount();
      assertTrue(
          amount >= used * (1 - 1e-9),
          () -> cost.items().get(meter).name() + " is " + amount + ", but attempts used " + used);
    }
  }

  @Rule(
      id = "CST-07",
      says = "Another call never lowers the cost.",
      why = "A cost that falls would let a budget be overrun.",
      capability = Capability.COST)
  void neverLower(Lab lab) {
    FaastModule<InvocationFunctions> m = lab.open(InvocationFunctions.class, o -> o).module();
    CostSnapshot before = m.costSnapshot();
    for (int i = 0; i < 15; i++) {
      lab.value(m.call(InvocationFunctions::echo, "x"));
      CostSnapshot after = m.costSnapshot();
      for (int item = 0; item < after.items().size(); item++) {
        assertTrue(
            after.items().get(item).amount() >= before.items().get(item).amount(),
            "an amount fell from " + before.items().get(item) + " to " + after.items().get(item));
      }
      assertTrue(after.billed().compareTo(before.billed()) > 0, "billed time did not grow");
      before = after;
    }
  }

  @Rule(
      id = "CST-08",
      says = "An attempt whose method throws is paid for.",
      why = "The cloud bills failed executions like others.",
      capability = Capability.COST,
      drives = FaultFunctions.class)
  void userErrorsArePaid(Lab lab) {
    AttemptReport report =
        lab.rawShared(FaultFunctions.class).call("throwIllegalArgument", "x").outcome().report();
    assertSound(lab, report, "an attempt whose method threw");
    assertPaid(report, "an attempt whose method threw");
  }

  @Rule(
      id = "CST-09",
      says = "An attempt whose worker crashed is paid for.",
      why = "What a crash cost is easily forgotten, as there is no answer to report it.",
      capability = Capability.COST,
      needs = Capability.CRASH_DETECTION,
      drives = FaultFunctions.class,
      proof = Proof.PROCESSES)
  void crashesArePaid(Lab lab) {
    AttemptReport report =
        lab.rawShared(FaultFunctions.class).call("exitUntil", 2, 1).failure().report();
    assertSound(lab, report, "an attempt whose worker crashed");
    assertPaid(report, "an attempt whose worker crashed");
  }

  @Rule(
      id = "CST-10",
      says = "An attempt that timed out is paid for its timeout, at least.",
      why = "Timeouts are the dearest failures of all.",
      capability = Capability.COST,
      needs = Capability.TIMEOUT,
      claims = Claim.PROCESSOR,
      proof = Proof.PROCESSES)
  void timeoutsArePaid(Lab lab) {
    Duration timeout = Duration.ofSeconds(1);
    AttemptReport report =
        lab.deploy(FaultFunctions.class, spec -> spec.concurrency(1).timeout(timeout))
            .call("spinUntil", 2)
            .failure()
            .report();
    assertSound(lab, report, "an attempt that timed out");
    assertPaid(report, "an attempt that timed out");
    assertTrue(
        report.billedNanos() >= timeout.toNanos() * 9 / 10,
        () -> "an attempt that ran into 1 s is billed " + report.billedNanos() + " ns");
  }

  @Rule(
      id = "CST-11",
      says = "An attempt that was cancelled while it ran is paid for.",
      why = "Cancelling stops the cost; it does not undo it.",
      capability = Capability.COST,
      needs = {Capability.CANCEL, Capability.STREAM})
  void cancelledArePaid(Lab lab) {
    RawDeployment raw =
        lab.deploy(io.faast.tck.functions.StreamFunctions.class, spec -> spec.concurrency(1));
    var call = raw.call("thenBlock", 1);
    call.invocation().request(5);
    call.awaitItems(1); // It runs now.
    call.invocation().cancel();
    AttemptReport report = call.failure().report();
    assertSound(lab, report, "an attempt that was cancelled");
    assertPaid(report, "an attempt that was cancelled");
  }

  @Rule(
      id = "CST-12",
      says = "A price that is not known makes the cost incomplete, never 0.",
      why = "Unknown counted as nothing makes the dearest part look free.",
      capability = Capability.COST,
      proof = Proof.ENGINE)
  void unknownPrices(Lab lab) {
    FaastModule<InvocationFunctions> m =
        lab.open(withoutPrices(lab), InvocationFunctions.class, o -> o).module();
    lab.value(m.call(InvocationFunctions::echo, "x"));
    CostSnapshot cost = m.costSnapshot();
    assertTrue(cost.incomplete(), "a cost without prices says that it is complete");
    assertTrue(cost.total().isEmpty(), () -> "the total of unknown costs is " + cost.total());
    assertTrue(cost.items().get(0).amount() > 0 || cost.billed().toNanos() > 0, "nothing is used");
  }

  private static DelegatingProvider withoutPrices(Lab lab) {
    return new DelegatingProvider(lab.provider()) {
      @Override
      public CompletionStage<Deployment> deploy(DeploymentSpec spec) {
        return super.deploy(spec).thenApply(Unpriced::new);
      }
    };
  }

  private static final class Unpriced extends DelegatingDeployment {
    Unpriced(Deployment delegate) {
      super(delegate);
    }

    @Override
    public List<Meter> meters() {
      return super.meters().stream()
          .map(
              meter ->
                  new Meter(
                      meter.name(),
                      meter.unit(),
                      OptionalDouble.empty(),
                      meter.source(),
                      meter.asOf()))
          .toList();
    }
  }

  @Rule(
      id = "CST-13",
      says = "Retried attempts are in the cost of their call.",
      why = "A retried call costs as much as its attempts, however well it ends.",
      capability = Capability.COST,
      needs = Capability.CRASH_DETECTION,
      proof = Proof.PROCESSES)
  void retriesArePaid(Lab lab) {
    FaastModule<FaultFunctions> m =
        lab.open(
                FaultFunctions.class,
                o -> o.withBackoffBase(Duration.ofMillis(1)).withSpeculation(0))
            .module();
    assertEquals(2, lab.value(m.call(FaultFunctions::exitUntil, 2, 1)));
    assertEquals(2, m.costSnapshot().attempts(), "attempts in the cost of a call that took two");
    assertEquals(1, m.costSnapshot().calls(), "calls in the cost");
  }

  @Rule(
      id = "CST-14",
      says = "The cost can be read after close, and is not less than before.",
      why = "The bill of a run is looked at when the run is over.",
      capability = Capability.COST,
      proof = Proof.ENGINE)
  void afterClose(Lab lab) {
    FaastModule<InvocationFunctions> m = lab.open(InvocationFunctions.class, o -> o).module();
    lab.value(m.call(InvocationFunctions::echo, "x"));
    CostSnapshot before = m.costSnapshot();
    lab.value(m.closeAsync());
    CostSnapshot after = m.costSnapshot();
    assertTrue(after.total().orElse(0) >= before.total().orElse(0), "the cost fell at close");
    assertTrue(after.attempts() >= before.attempts(), "attempts fell at close");
  }
}
