package io.faast.engine;

import io.faast.Call;
import io.faast.GcMode;
import io.faast.ItemStream;
import io.faast.spi.CleanupReport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** An engine over a scripted deployment, on time that the test lets pass. */
final class Rig {
  static final EngineOptions PLAIN =
      EngineOptions.defaults()
          .withSpeculation(SpeculationPolicy.OFF)
          .withGc(new GcPolicy(GcMode.OFF, Duration.ofDays(1), Path.of("unused")))
          .withClock(InstantSource.fixed(TestProvider.NOW))
          .withRandom(new Random(1));

  final ManualScheduler time = new ManualScheduler();
  final ScriptedDeployment cloud = new ScriptedDeployment();
  final TestProvider provider = new TestProvider(cloud);
  Engine engine;

  Rig() {
    this(10, PLAIN);
  }

  Rig(int concurrency, EngineOptions options) {
    engine = start(concurrency, options);
  }

  /** Starts an engine anew, after the provider was changed. */
  Engine start(int concurrency, EngineOptions options) {
    engine = Start.start(provider, TestProvider.spec(concurrency), options, time).join();
    // The deployment is scripted: nothing of it is left for the exit of the JVM.
    OpenEngines.remove(engine);
    return engine;
  }

  Call<String> echo(String text) {
    return engine.submit(Functions.handle("echo"), new Object[] {text}, CallOptions.NONE);
  }

  /** Calls, and does not look at the result. */
  void call(String text) {
    Call<String> unused = echo(text);
  }

  /** Begins to close. */
  void close() {
    CompletableFuture<CleanupReport> unused = engine.close();
  }

  ItemStream<Integer> count(int to) {
    return engine.open(Functions.handle("count"), new Object[] {to}, CallOptions.NONE);
  }

  ScriptedDeployment.Sent sent(int index) {
    return cloud.sent(index);
  }

  void closed() {
    cloud.closed.complete(new CleanupReport(3, List.of()));
  }
}
