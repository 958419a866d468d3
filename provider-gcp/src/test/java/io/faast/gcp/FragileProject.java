package io.faast.gcp;

import io.faast.emulator.core.Fault;
import io.faast.emulator.gcp.GcpEmulator;
import io.faast.emulator.gcp.GcpEmulatorOptions;
import io.faast.spi.FaastProvider;
import io.faast.spi.ProviderOptions;
import io.faast.tck.TckTarget.Fragile;
import io.faast.tck.probe.StepFailure;
import io.faast.tck.probe.Steps;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A project of its own, whose functions are never called: each request is a step. */
final class FragileProject implements Fragile {
  private static final String REFUSAL = "a policy of the organization denies it";

  private final FaastProvider provider;
  private final GcpEmulator emulator =
      GcpEmulator.start(
          GcpEmulatorOptions.defaults()
              .withSimulation(
                  (id, request) -> CompletableFuture.failedFuture(new IOException("not called")),
                  Duration.ofMillis(1)));

  FragileProject(FaastProvider provider, Steps steps) {
    this.provider = provider;
    emulator
        .faults()
        .inject(
            call -> steps.take(call.service() + ":" + call.operation()).map(FragileProject::fault));
  }

  private static Fault fault(StepFailure how) {
    return switch (how) {
      case REFUSED -> new Fault.Refuse(REFUSAL);
      case ANSWER_LOST -> new Fault.DropConnection(true);
    };
  }

  @Override
  public FaastProvider provider() {
    return provider;
  }

  @Override
  public ProviderOptions options() {
    return EmulatedProject.options(emulator);
  }

  @Override
  public List<String> existing(String runId) {
    return GcpTckTarget.existing(emulator.view(), runId);
  }

  @Override
  public String refusal() {
    return REFUSAL;
  }

  @Override
  public void close() {
    emulator.close();
  }
}
