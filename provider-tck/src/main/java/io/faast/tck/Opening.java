package io.faast.tck;

import io.faast.Faast;
import io.faast.FaastModule;
import io.faast.FaastOptions;
import io.faast.spi.Deployment;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.FaastProvider;
import io.faast.tck.probe.RawDeployment;
import io.faast.tck.probe.RecordingProvider;
import io.faast.tck.probe.SpecBuilder;

/** Opens modules and deployments, and closes them within the kit's patience. */
final class Opening {
  private Opening() {}

  static SpecBuilder spec(Session session, Class<?> module) {
    return new SpecBuilder(
        session.newRun(),
        module,
        session.target().options(),
        session.target().provider().info().limits());
  }

  static RawDeployment deploy(Session session, FaastProvider provider, DeploymentSpec spec) {
    Settled<Deployment> deployed =
        Settled.await(provider.deploy(spec), session.patience(), "FaastProvider.deploy");
    if (deployed.failure() != null || deployed.value() == null) {
      throw new AssertionError(
          "Cannot deploy " + spec.module().getSimpleName() + ": " + deployed.failure(),
          deployed.failure());
    }
    return new RawDeployment(deployed.value(), spec, session.patience());
  }

  static <M> Opened<M> open(
      Session session, RecordingProvider provider, Class<M> module, FaastOptions options) {
    Settled<FaastModule<M>> opened =
        Settled.await(
            Faast.using(provider, session.target().options()).faastAsync(module, options),
            session.patience(),
            "faastAsync");
    if (opened.failure() != null || opened.value() == null) {
      throw new AssertionError(
          "Cannot open " + module.getSimpleName() + ": " + opened.failure(), opened.failure());
    }
    return new Opened<>(opened.value(), provider.recording());
  }

  static Refusal refusal(
      Session session, RecordingProvider provider, Class<?> module, FaastOptions options) {
    Settled<? extends FaastModule<?>> opened =
        Settled.await(
            Faast.using(provider, session.target().options()).faastAsync(module, options),
            session.patience(),
            "faastAsync");
    if (opened.value() != null) {
      var unused =
          Settled.await(opened.value().closeAsync(), session.patience(), "FaastModule.closeAsync");
    }
    if (opened.failure() == null) {
      throw new AssertionError("This should have been refused, but was deployed.");
    }
    return new Refusal(opened.failure(), provider.recording());
  }

  static void close(Session session, Opened<?> opened) {
    var unused =
        Settled.await(opened.module().closeAsync(), session.patience(), "FaastModule.closeAsync");
  }

  static void close(Session session, RawDeployment deployed) {
    var unused =
        Settled.await(deployed.deployment().close(), session.patience(), "Deployment.close");
  }
}
