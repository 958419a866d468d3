package io.faast.aws;

import io.faast.emulator.aws.AwsEmulator;
import io.faast.emulator.aws.EmulatorOptions;
import io.faast.emulator.core.Fault;
import io.faast.spi.FaastProvider;
import io.faast.spi.ProviderOptions;
import io.faast.tck.TckTarget.Fragile;
import io.faast.tck.probe.StepFailure;
import io.faast.tck.probe.Steps;
import java.time.Duration;
import java.util.List;

/** An account of its own, whose functions are never called: each request is a step. */
final class FragileAccount implements Fragile {
  private static final String REFUSAL = "a policy of the organization denies it";

  private final FaastProvider provider;
  private final AwsEmulator emulator =
      AwsEmulator.start(
          EmulatorOptions.defaults().withSimulation(event -> event, Duration.ofMillis(1)));

  FragileAccount(FaastProvider provider, Steps steps) {
    this.provider = provider;
    emulator
        .faults()
        .inject(
            call -> steps.take(call.service() + ":" + call.operation()).map(FragileAccount::fault));
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
    return EmulatedAccount.options(emulator);
  }

  @Override
  public List<String> existing(String runId) {
    return AwsTckTarget.existing(emulator.account(), runId);
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
