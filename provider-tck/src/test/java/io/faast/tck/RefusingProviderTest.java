package io.faast.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.faast.spi.Attempt;
import io.faast.spi.AttemptListener;
import io.faast.spi.Capability;
import io.faast.spi.Deployment;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.FaastProvider;
import io.faast.spi.InventoryQuery;
import io.faast.spi.Invocation;
import io.faast.spi.ProviderInfo;
import io.faast.spi.ProviderOptions;
import io.faast.spi.Resource;
import io.faast.spi.UnsupportedCapabilityException;
import io.faast.tck.probe.DelegatingDeployment;
import io.faast.tck.probe.DelegatingProvider;
import io.faast.tck.reference.InProcessTarget;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class RefusingProviderTest {
  @Test
  void aProviderThatRefusesLoudlyIsConformant() throws Exception {
    try (InProcessTarget target = new InProcessTarget(Refusing::new)) {
      TckReport report = Tck.run(target, TckSelection.all(), TckListener.NONE);
      assertThat(report.with(Verdict.FAIL)).isEmpty();
      assertThat(report.conformant()).isTrue();
      for (String refusal : List.of("CAN-R1", "STR-R1", "INY-R1", "GCO-R1", "ENV-R1", "LOG-R1")) {
        assertThat(report.result(refusal).orElseThrow().verdict()).isEqualTo(Verdict.PASS);
      }
      assertThat(report.result("CAN-01").orElseThrow().verdict()).isEqualTo(Verdict.REFUSED);
    }
  }

  @Test
  void aRuleAboutRefusingIsAbsentWhereNothingIsRefused() throws Exception {
    try (InProcessTarget target = new InProcessTarget()) {
      TckReport report = Tck.run(target, TckSelection.of("NAM-01"), TckListener.NONE);
      assertThat(report.result("CAN-R1")).isEmpty();
      assertThat(report.result("ENV-R1")).isPresent();
    }
  }

  private static final class Refusing extends DelegatingProvider {
    Refusing(FaastProvider delegate) {
      super(delegate);
    }

    @Override
    public ProviderInfo info() {
      Set<Capability> refused = EnumSet.noneOf(Capability.class);
      refused.addAll(super.info().refused());
      refused.addAll(Set.of(Capability.CANCEL, Capability.STREAM, Capability.INVENTORY));
      return new ProviderInfo(super.info().title(), refused, super.info().limits());
    }

    @Override
    public CompletionStage<Deployment> deploy(DeploymentSpec spec) {
      return super.deploy(spec)
          .thenApply(
              deployed ->
                  new DelegatingDeployment(deployed) {
                    @Override
                    public Invocation invoke(Attempt attempt, AttemptListener listener) {
                      var unused = super.invoke(attempt, listener);
                      return new RefusedInvocation(name());
                    }
                  });
    }

    @Override
    public CompletionStage<List<Resource>> inventory(InventoryQuery query) {
      return CompletableFuture.failedFuture(
          new UnsupportedCapabilityException(name(), Capability.INVENTORY));
    }

    @Override
    public CompletionStage<Void> delete(Resource resource, ProviderOptions options) {
      return CompletableFuture.failedFuture(
          new UnsupportedCapabilityException(name(), Capability.GARBAGE_COLLECTION));
    }
  }

  private record RefusedInvocation(String provider) implements Invocation {
    @Override
    public void cancel() {
      throw new UnsupportedCapabilityException(provider, Capability.CANCEL);
    }

    @Override
    public void request(long items) {
      throw new UnsupportedCapabilityException(provider, Capability.STREAM);
    }
  }
}
