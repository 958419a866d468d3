package io.faast.benchmarks;

import io.faast.Faast;
import io.faast.FaastModule;
import io.faast.FaastOptions;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The engine over a provider that answers at once, from the method reference to the joined value.
 * Run with {@code -prof gc} to see what a call allocates.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH sets the fields
public class EngineBenchmark {
  private FaastModule<TrivialModule> module;

  /** Deploys. */
  @Setup
  public void deploy() {
    module =
        Faast.using(new AnsweringProvider())
            .faast(TrivialModule.class, FaastOptions.defaults().withConcurrency(100));
  }

  /** Closes. */
  @TearDown
  public void close() {
    module.close();
  }

  /** One caller. */
  @Benchmark
  @Threads(1)
  public int oneCaller() {
    return module.call(TrivialModule::identity, 42).join();
  }

  /** Two callers that share a module. */
  @Benchmark
  @Threads(2)
  public int twoCallers() {
    return module.call(TrivialModule::identity, 42).join();
  }
}
