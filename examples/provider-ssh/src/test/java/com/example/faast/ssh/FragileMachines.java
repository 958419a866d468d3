package com.example.faast.ssh;

import io.faast.spi.FaastProvider;
import io.faast.spi.ProviderOptions;
import io.faast.tck.TckTarget.Fragile;
import io.faast.tck.probe.StepFailure;
import io.faast.tck.probe.Steps;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.shell.ProcessShellFactory;

/** Machines of their own, on which each command is a step that can go wrong. */
final class FragileMachines implements Fragile {
  private final FaastProvider provider;
  private final Steps steps;
  private final TestMachines machines;

  FragileMachines(FaastProvider provider, Steps steps) throws Exception {
    this.provider = provider;
    this.steps = steps;
    machines = new TestMachines("ssh-fragile-" + UUID.randomUUID(), this::around);
  }

  private Command around(ChannelSession channel, LoopbackServer.Started command)
      throws IOException {
    Optional<StepFailure> failure = steps.take("a command");
    if (failure.isEmpty()) {
      return command.get();
    }
    return switch (failure.get()) {
      case REFUSED ->
          new ProcessShellFactory("refused", "sh", "-c", "echo 'sh: Cannot fork' >&2; exit 2")
              .createShell(channel);
      case ANSWER_LOST -> new UnansweredCommand(command.get(), channel.getSession());
    };
  }

  @Override
  public FaastProvider provider() {
    return provider;
  }

  @Override
  public ProviderOptions options() {
    return machines.options();
  }

  @Override
  public List<String> existing(String runId) throws IOException {
    return SshTckTarget.found(machines, runId);
  }

  @Override
  public void close() throws IOException {
    machines.close();
  }
}
