package io.faast.emulator.aws.lambda;

import io.faast.emulator.aws.core.ApiException;
import io.faast.emulator.aws.core.Credentials;
import io.faast.emulator.aws.core.Meters;
import io.faast.emulator.aws.core.Place;
import io.faast.emulator.aws.iam.Identities;
import io.faast.emulator.aws.iam.Roles;
import io.faast.emulator.aws.lambda.Invocation.Outcome;
import io.faast.emulator.aws.logs.LogStore;
import io.faast.emulator.core.Starts;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** All instances of all functions. Thread-safe; never holds its lock while it calls an instance. */
final class Fleet implements Runner, AutoCloseable {
  private static final Duration SESSION = Duration.ofHours(12);
  private static final long END_SECONDS = 10;
  private static final long MEMORY_CHECK_MILLIS = 50;
  private final Place place;
  private final Identities identities;
  private final Roles roles;
  private final LogStore logs;
  private final Meters meters;
  private final InstanceCommand command;
  private final String runtimeApi;
  private final Path directory;
  private final Concurrency concurrency;
  private final Duration initLimit;
  private final ExecutorService workers;
  private final ScheduledThreadPoolExecutor clock;
  private final SecureRandom random = new SecureRandom();

  private final Map<String, Instance> byToken = new LinkedHashMap<>();
  private final Map<LambdaFunction, Deque<Instance>> idle = new HashMap<>();
  private final Starts starts;
  private boolean closed;

  Fleet(
      Place place,
      Identities identities,
      Roles roles,
      LogStore logs,
      Meters meters,
      InstanceCommand command,
      String runtimeApi,
      Path directory,
      Concurrency concurrency,
      Duration initLimit,
      ExecutorService workers,
      ScheduledThreadPoolExecutor clock) {
    this.place = place;
    this.identities = identities;
    this.roles = roles;
    this.logs = logs;
    this.meters = meters;
    this.command = command;
    this.runtimeApi = runtimeApi;
    this.directory = directory;
    this.concurrency = concurrency;
    this.initLimit = initLimit;
    this.workers = workers;
    starts = new Starts(workers);
    this.clock = clock;
    var unused =
        clock.scheduleWithFixedDelay(
            this::checkMemory, MEMORY_CHECK_MILLIS, MEMORY_CHECK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /**
   * Runs a function.
   *
   * @throws ApiException if that would be one too many at once
   */
  @Override
  public CompletableFuture<Outcome> run(Invocation invocation) {
    concurrency.enter(invocation.function());
    Instance ready;
    synchronized (this) {
      ready = idle.getOrDefault(invocation.function(), new ArrayDeque<>()).pollLast();
    }
    if (ready == null) {
      start(invocation, false);
    } else {
      ready.deliver(invocation);
    }
    return invocation.outcome();
  }

  /** Tries another instance, if asked for with the initialisation as part of the invocation. */
  void again(Invocation invocation, boolean secondTry) {
    start(invocation, secondTry);
  }

  private void start(Invocation first, boolean secondTry) {
    String token = hex(16);
    String stream = place.day() + "/[" + first.function().version() + "]" + hex(16);
    Path home = directory.resolve(token);
    FunctionConfig config = first.config();
    InstanceLog log =
        new InstanceLog(
            new LogSink(logs, roles, config.role(), config.logGroup(), stream),
            directory.resolve(token + ".log"));
    Instance instance = new Instance(token, first, log, this, secondTry);
    boolean refused;
    synchronized (this) {
      refused = closed;
      if (!refused) {
        byToken.put(token, instance);
      }
    }
    if (refused) {
      instance.notLaunched("the emulator is closed", false);
    } else {
      starts.add(() -> launch(instance, first, home));
    }
  }

  private void launch(Instance instance, Invocation first, Path home) {
    Credentials credentials =
        identities.session(
            first.config().role(),
            first.function().name,
            true,
            place.clock().instant().plus(SESSION));
    instance.credentials(credentials);
    try {
      instance.launched(
          command.start(
              first.function(),
              first.config(),
              first.code(),
              credentials,
              instance.log.stream(),
              home,
              instance.log.file(),
              runtimeApi + instance.token));
    } catch (IOException e) {
      instance.notLaunched(String.valueOf(e.getMessage()), true);
    }
  }

  void started() {
    starts.done();
  }

  void idle(Instance instance) {
    boolean wanted;
    synchronized (this) {
      Deque<Instance> of = idle.get(instance.function);
      wanted = !closed && of != null && instance.isCurrent();
      if (wanted && of != null) {
        of.add(instance);
      }
    }
    if (!wanted) {
      instance.destroy();
    }
  }

  void gone(Instance instance, boolean wasStarting) {
    synchronized (this) {
      byToken.remove(instance.token);
      idle.getOrDefault(instance.function, new ArrayDeque<>()).remove(instance);
    }
    if (wasStarting) {
      starts.done();
    }
  }

  void finished(Invocation invocation, Report report, Outcome outcome) {
    // In this order: who sees that nothing runs any more sees the whole bill.
    meters.lambda(report.memoryMb(), invocation.config().arm(), report.billedMillis());
    concurrency.leave(invocation.function());
    // Elsewhere, because the caller here holds the instance's lock.
    workers.execute(() -> invocation.outcome().complete(outcome));
  }

  /** Lets instances of a function be kept. */
  synchronized void add(LambdaFunction function) {
    idle.put(function, new ArrayDeque<>());
  }

  /** Ends the instances of a function that is gone or has changed; busy ones when they are done. */
  void drop(LambdaFunction function, boolean gone) {
    List<Instance> unwanted;
    synchronized (this) {
      Deque<Instance> of = gone ? idle.remove(function) : idle.put(function, new ArrayDeque<>());
      unwanted = of == null ? List.of() : List.copyOf(of);
    }
    unwanted.forEach(Instance::destroy);
  }

  @Nullable Instance find(String token) {
    synchronized (this) {
      return byToken.get(token);
    }
  }

  synchronized List<Instance> all() {
    return new ArrayList<>(byToken.values());
  }

  /** Fetches what all instances have printed. */
  void fetchLogs() {
    all().forEach(instance -> instance.log.fetch());
  }

  private void checkMemory() {
    all().forEach(Instance::checkMemory);
  }

  ScheduledFuture<?> later(long nanos, Runnable task) {
    return clock.schedule(task, nanos, TimeUnit.NANOSECONDS);
  }

  long initLimitNanos() {
    return initLimit.toNanos();
  }

  long millis() {
    return place.clock().millis();
  }

  Instant now() {
    return Instant.ofEpochMilli(millis());
  }

  private String hex(int bytes) {
    byte[] drawn = new byte[bytes];
    random.nextBytes(drawn);
    return HexFormat.of().formatHex(drawn);
  }

  /** Ends every instance. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    starts.close();
    List<Instance> last = all();
    last.forEach(Instance::destroy);
    for (Instance instance : last) {
      instance.ended().completeOnTimeout(null, END_SECONDS, TimeUnit.SECONDS).join();
    }
  }
}
