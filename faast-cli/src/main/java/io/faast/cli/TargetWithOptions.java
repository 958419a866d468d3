package io.faast.cli;

import io.faast.spi.FaastProvider;
import io.faast.spi.ProviderOptions;
import io.faast.spi.RunTag;
import io.faast.tck.TckExtent;
import io.faast.tck.TckTarget;
import io.faast.tck.probe.Steps;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** A target that is tried with options from the command line, through a provider in front. */
record TargetWithOptions(TckTarget target, ClosingProvider provider, ProviderOptions options)
    implements TckTarget {

  @Override
  public List<String> existing(String runId) throws Exception {
    return target.existing(runId);
  }

  @Override
  public void leaveBehind(RunTag run) throws Exception {
    provider.leave(run, options, () -> target.leaveBehind(run));
  }

  @Override
  public Optional<FaastProvider> providerAt(InstantSource clock) {
    return target.providerAt(clock).map(provider::and);
  }

  /** A place of its own, which is gone when the JVM ends. */
  @Override
  public Optional<Fragile> fragile(Steps steps) throws Exception {
    return target.fragile(steps);
  }

  @Override
  public Optional<Planted> plantUntagged() throws Exception {
    return target.plantUntagged();
  }

  @Override
  public boolean functionsReachClient() {
    return target.functionsReachClient();
  }

  @Override
  public String log(URI where) throws IOException {
    return target.log(where);
  }

  @Override
  public double patience() {
    return target.patience();
  }

  @Override
  public TckExtent most() {
    return target.most();
  }

  @Override
  public String notice() {
    return target.notice();
  }

  @Override
  public void close() throws IOException {
    target.close();
  }
}
