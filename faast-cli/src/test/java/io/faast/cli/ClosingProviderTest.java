package io.faast.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faast.spi.Deployment;
import io.faast.spi.FaastProvider;
import io.faast.spi.RunTag;
import io.faast.tck.Tck;
import io.faast.tck.TckListener;
import io.faast.tck.TckReport;
import io.faast.tck.TckSelection;
import io.faast.tck.TckTarget;
import io.faast.tck.Verdict;
import io.faast.tck.functions.ValueFunctions;
import io.faast.tck.probe.SpecBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ClosingProviderTest {
  @Test
  void whatIsOpenWhenTheCommandIsInterruptedIsClosed() throws Exception {
    try (LocalTarget target = new LocalTarget()) {
      ClosingProvider provider = new ClosingProvider(target.provider());
      RunTag run = new RunTag("closing-" + UUID.randomUUID(), "tck", Instant.now());
      SpecBuilder spec =
          new SpecBuilder(run, ValueFunctions.class, target.options(), provider.info().limits());
      Deployment open =
          provider.deploy(spec.build()).toCompletableFuture().get(60, TimeUnit.SECONDS);
      assertThat(target.existing(run.runId())).isNotEmpty();
      provider.closeAll();
      assertThat(target.existing(run.runId())).isEmpty();
      assertThat(open.close()).as("as of every deployment").isSameAs(open.close());
    }
  }

  @Test
  void soIsWhatAClientWithAnotherClockHasOpen() throws Exception {
    LocalTarget local = new LocalTarget();
    ClosingProvider provider = new ClosingProvider(local.provider());
    try (TckTarget target = new TargetWithOptions(local, provider, local.options())) {
      FaastProvider ahead =
          target.providerAt(() -> Instant.now().plus(Duration.ofDays(1))).orElseThrow();
      RunTag run = new RunTag("closing-" + UUID.randomUUID(), "tck", Instant.now());
      SpecBuilder spec =
          new SpecBuilder(run, ValueFunctions.class, target.options(), provider.info().limits());
      assertThat(ahead.deploy(spec.build()).toCompletableFuture().get(60, TimeUnit.SECONDS))
          .isNotNull();
      assertThat(target.existing(run.runId())).isNotEmpty();
      provider.closeAll();
      assertThat(target.existing(run.runId())).isEmpty();
    }
  }

  @Test
  void whatIsLeftOnPurposeWhenTheCommandIsInterruptedIsDeleted() throws Exception {
    try (LocalTarget target = new LocalTarget()) {
      ClosingProvider provider = new ClosingProvider(target.provider());
      RunTag run = new RunTag("closing-" + UUID.randomUUID(), "tck", Instant.now());
      provider.leave(run, target.options(), () -> target.leaveBehind(run));
      assertThat(target.existing(run.runId())).isNotEmpty();
      provider.closeAll();
      assertThat(target.existing(run.runId())).isEmpty();
      assertThatThrownBy(() -> provider.leave(run, target.options(), () -> {}))
          .hasMessageContaining("interrupted");
    }
  }

  /** The provider that is tried is behind this one, which must not be what breaks a rule. */
  @Test
  void keepsTheRulesThatTheProviderBehindItKeeps() throws Exception {
    LocalTarget local = new LocalTarget();
    try (TckTarget target =
        new TargetWithOptions(local, new ClosingProvider(local.provider()), local.options())) {
      TckReport report = Tck.run(target, TckSelection.of("SPI", "CLN", "CLK"), TckListener.NONE);
      assertThat(report.with(Verdict.FAIL)).isEmpty();
      assertThat(report.with(Verdict.PASS)).hasSizeGreaterThan(20);
    }
  }
}
