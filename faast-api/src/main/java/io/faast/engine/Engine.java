package io.faast.engine;

import io.faast.Call;
import io.faast.CostItem;
import io.faast.CostSnapshot;
import io.faast.FaastException;
import io.faast.FunctionStats;
import io.faast.GcReport;
import io.faast.ItemStream;
import io.faast.ModuleStats;
import io.faast.StatsEvent;
import io.faast.Subscription;
import io.faast.spi.AttemptReport;
import io.faast.spi.Capability;
import io.faast.spi.CleanupReport;
import io.faast.spi.Deployment;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.FaastProvider;
import io.faast.spi.Meter;
import io.faast.spi.ProviderInfo;
import io.faast.worker.MessageWriter;
import io.faast.worker.RequestMessage;
import io.faast.worker.ValueException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs the calls of one deployed module: limits, retry, speculation, statistics and cost, the same
 * on every provider. Safe for use by many threads; no method blocks.
 *
 * @since 0.1.0
 */
public final class Engine {
  final Deployment deployment;
  final EngineOptions options;
  final Scheduler scheduler;
  final CallGate gate;
  final WaitingRoom queue;
  final RunningAttempts running = new RunningAttempts();
  final Set<Work> resting = ConcurrentHashMap.newKeySet();
  final Meters meters = new Meters();
  final Skews skews = new Skews();
  final Usage usage;
  final Sweeper sweeper;
  final Lacks lacks;
  final long graceNanos;
  private final DeploymentSpec spec;
  private final String provider;
  private final ProviderInfo info;
  private final List<Meter> priced;
  private final GarbageCollector collector;
  private final AtomicLong ids = new AtomicLong();
  private final long epochLessMonotonic;
  private final Set<StatsTicker> tickers = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CompletableFuture<CleanupReport> cleanedUp = new CompletableFuture<>();

  Engine(
      FaastProvider of,
      DeploymentSpec spec,
      EngineOptions options,
      Scheduler scheduler,
      Deployment deployment) {
    this.deployment = deployment;
    this.options = options;
    this.scheduler = scheduler;
    this.spec = spec;
    this.provider = of.name();
    this.info = of.info();
    this.gate = CallGate.of(spec.concurrency(), options.rate());
    this.queue = new WaitingRoom(options.maxQueued());
    this.priced = List.copyOf(deployment.meters());
    this.usage = new Usage(priced.size());
    this.graceNanos = options.answerGrace().toNanos();
    this.sweeper = new Sweeper(this);
    this.lacks = new Lacks(deployment, spec.excludes());
    this.collector = new GarbageCollector(of, spec, options);
    this.epochLessMonotonic = System.currentTimeMillis() * 1_000_000 - scheduler.nanos();
  }

  /**
   * Checks the specification against the provider's limits and capabilities, deploys it, and
   * collects garbage in the background.
   *
   * @return the engine; or a {@link FaastException} of kind LIMIT_EXCEEDED, UNSUPPORTED or
   *     DEPLOY_FAILED. If the future is cancelled meanwhile, what was deployed is closed again
   */
  public static CompletableFuture<Engine> start(
      FaastProvider provider, DeploymentSpec spec, EngineOptions options) {
    return Start.start(provider, spec, options, SystemScheduler.INSTANCE);
  }

  /**
   * Calls a function that returns a value. A value that can't be sent, a closed engine or a full
   * queue make a call that has failed.
   *
   * @throws IllegalArgumentException if the number of arguments is wrong, or the function is a
   *     stream
   * @throws FaastException of kind LIMIT_EXCEEDED if the options ask for more than was deployed
   */
  public <R> Call<R> submit(
      FunctionHandle<R> function, @Nullable Object[] args, CallOptions callOptions) {
    return submit(function, args, callOptions, null);
  }

  /**
   * As {@link #submit(FunctionHandle, Object[], CallOptions)}, and tells {@code onSettled} when the
   * call is settled, on the thread that settles it, possibly before this method returns. It must
   * not block, and must see to it that somebody joins the call: nobody else completes it.
   */
  public <R> Call<R> submit(
      FunctionHandle<R> function,
      @Nullable Object[] args,
      CallOptions callOptions,
      @Nullable Consumer<? super Call<R>> onSettled) {
    if (function.stream()) {
      throw new IllegalArgumentException(
          "Function \"" + function.name() + "\" produces a stream: open it instead.");
    }
    ValueWork<R> work =
        new ValueWork<>(this, function, callOptions, ids.incrementAndGet(), onSettled);
    begin(work, args);
    work.call.submitted();
    return work.call;
  }

  /**
   * Calls a function that produces a stream. Failures to begin show as failures of the stream.
   *
   * @throws IllegalArgumentException if the number of arguments is wrong, or the function is no
   *     stream
   * @throws FaastException of kind UNSUPPORTED if the provider refuses streams, or of kind
   *     LIMIT_EXCEEDED if the options ask for more than was deployed
   */
  public <R> ItemStream<R> open(
      FunctionHandle<R> function, @Nullable Object[] args, CallOptions callOptions) {
    if (!function.stream()) {
      throw new IllegalArgumentException(
          "Function \"" + function.name() + "\" returns one value: submit it instead.");
    }
    if (!supports(Capability.STREAM)) {
      throw Start.unsupported(provider, Capability.STREAM, "streams");
    }
    StreamWork<R> work = new StreamWork<>(this, function, callOptions, ids.incrementAndGet());
    begin(work, args);
    return work;
  }

  private void begin(Work work, @Nullable Object[] args) {
    if (closed()) {
      work.meter.submitted();
      work.settle(new Settled.Failed(Failures.closedBefore(work)), null);
      return;
    }
    ByteBuffer request;
    try {
      request = encode(work, args);
    } catch (ValueException e) {
      work.meter.submitted();
      work.settle(new Settled.Failed(Failures.unsendable(work, e)), null);
      return;
    }
    work.meter.submitted();
    int allowed = info.limits().maxRequestBytes();
    if (request.remaining() > allowed) {
      work.settle(
          new Settled.Failed(Failures.requestTooLarge(work, request.remaining(), allowed)), null);
      return;
    }
    work.begin(request);
  }

  private ByteBuffer encode(Work work, @Nullable Object[] args) throws ValueException {
    MessageWriter writer = new MessageWriter(96);
    long millis = (work.timeoutNanos + 999_999) / 1_000_000;
    new RequestMessage(work.id, 1, work.function.id(), work.streams(), options.validate(), millis)
        .writeTo(writer);
    work.function.codec().writeArguments(writer, args, options.validate());
    return writer.toBuffer();
  }

  /** Brings an attempt through the gates; returns false if there is no room to wait. */
  boolean enter(AttemptRun attempt, boolean bounded) {
    CallGate own = attempt.work.gate;
    if (own != null) {
      CallGate.Entry entry = own.enter(attempt, bounded);
      if (entry != CallGate.Entry.PASSED) {
        return entry == CallGate.Entry.QUEUED;
      }
    }
    return enterModule(attempt, bounded);
  }

  boolean enterModule(AttemptRun attempt, boolean bounded) {
    CallGate.Entry entry = gate.enter(attempt, bounded);
    if (entry == CallGate.Entry.PASSED) {
      Trampoline.send(attempt);
    } else if (entry == CallGate.Entry.FULL && attempt.work.gate != null) {
      handOn(null, attempt.work.gate.leave());
    }
    return entry != CallGate.Entry.FULL;
  }

  /** Takes permits for an attempt that does not wait for them. */
  boolean tryEnter(@Nullable CallGate own) {
    if (own != null && !own.tryEnter(this)) {
      return false;
    }
    if (gate.tryEnter(this)) {
      return true;
    }
    handOn(null, own == null ? null : own.leave());
    return false;
  }

  /** Sends on the attempts that got a permit of the module, and of a view. */
  void handOn(@Nullable AttemptRun passedModule, @Nullable AttemptRun passedView) {
    if (passedModule != null) {
      Trampoline.send(passedModule);
    }
    if (passedView != null) {
      enterModule(passedView, false);
      passedView.work.giveUpIfClosed();
    }
  }

  Duration timeout(CallOptions callOptions) {
    Duration asked = callOptions.timeout();
    if (asked == null) {
      return spec.timeout();
    }
    if (asked.compareTo(spec.timeout()) > 0) {
      throw Start.limit(
          provider,
          "timeout of the call",
          asked.toString(),
          "at most the module's, " + spec.timeout());
    }
    return asked;
  }

  /** Returns what all attempts and the deployment have cost so far; also after closing. */
  public CostSnapshot costSnapshot() {
    Usage.Sum sum = usage.total();
    sum.addAmounts(deployment.ownUsage());
    List<CostItem> items = new ArrayList<>();
    for (int i = 0; i < priced.size(); i++) {
      Meter meter = priced.get(i);
      items.add(
          new CostItem(
              meter.name(),
              meter.unit(),
              sum.amounts[i],
              meter.unitPrice(),
              meter.source(),
              meter.asOf()));
    }
    return new CostSnapshot(
        provider,
        items,
        meters.calls(),
        sum.attempts,
        Duration.ofNanos(sum.billedNanos),
        Duration.ofNanos(sum.measuredNanos));
  }

  /** Returns what all functions did so far; also after closing. */
  public ModuleStats stats() {
    return meters.stats(gate.running(), queue.waiting());
  }

  /** Returns what the function of that name did so far: zeros if it was not called. */
  public FunctionStats stats(String function) {
    return meters.stats(function);
  }

  /**
   * Tells {@code consumer} in intervals what each function did, on a daemon thread, until either
   * this engine or what is returned is closed.
   */
  public Subscription onStats(Duration every, Consumer<? super StatsEvent> consumer) {
    if (every.isNegative() || every.isZero()) {
      throw new IllegalArgumentException("The interval must be positive, but is " + every);
    }
    StatsTicker ticker = new StatsTicker(this, every, consumer);
    tickers.add(ticker);
    if (closed()) {
      ticker.close();
    }
    return () -> {
      ticker.close();
      tickers.remove(ticker);
    };
  }

  /** Returns where the logs of all workers can be read. */
  public URI logUrl() {
    return deployment.logUrl();
  }

  /** Returns the report of the garbage collection that began with this engine, once it is done. */
  public CompletableFuture<GcReport> gcReport() {
    return collector.report();
  }

  /**
   * Closes the engine: new calls fail, those that wait or run are cancelled at once, and everything
   * that was created is deleted. Later calls return the same future.
   *
   * @return what was deleted; never fails
   */
  public CompletableFuture<CleanupReport> close() {
    if (closing.compareAndSet(false, true)) {
      tickers.forEach(StatsTicker::close);
      for (CallGate each : queue.gates) {
        each.queued().forEach(attempt -> attempt.work.giveUp());
      }
      resting.forEach(Work::giveUp);
      running.forEach(attempt -> true, attempt -> attempt.work.giveUp());
      Closing.close(deployment, collector, scheduler)
          .whenCompleteAsync(
              (report, none) -> {
                OpenEngines.remove(this);
                cleanedUp.complete(report);
              },
              Completions.POOL);
    }
    return cleanedUp.copy();
  }

  boolean closed() {
    return closing.get();
  }

  boolean supports(Capability capability) {
    return info.supports(capability);
  }

  String provider() {
    return provider;
  }

  AttemptReport nothingUsed() {
    return AttemptReport.nothingUsed(priced.size());
  }

  long epochNanos(long monotonic) {
    return monotonic + epochLessMonotonic;
  }

  void collectGarbage() {
    collector.start();
  }
}
