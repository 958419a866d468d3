package io.faast.emulator.gcp.run;

import io.faast.emulator.core.Request;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The instances of a function, and the requests that wait for one: "About instance autoscaling".
 * Thread-safe; never holds its lock while it calls an instance.
 */
final class Revision implements Runner {
  private final SecureRandom random = new SecureRandom();
  private final Machine machine;
  private final RunConfig config;
  private final RevisionLog log;
  private final Path jar;
  private final Map<Instance, State> instances = new LinkedHashMap<>();
  private final Deque<Waiting> queue = new ArrayDeque<>();
  private boolean closed;
  private int started;
  private long startNanos;

  /** What is known of an instance. */
  private static final class State {
    final BilledTime time;
    boolean ready;
    boolean gone;
    int running;
    long idleSince;

    State(BilledTime time) {
      this.time = time;
    }
  }

  /** A request and the instance that gets it. */
  private record Match(Instance instance, Waiting waiting) {}

  Revision(Machine machine, RunConfig config, RevisionLog log, Path jar) {
    this.machine = machine;
    this.config = config;
    this.log = log;
    this.jar = jar;
  }

  @Override
  public CompletableFuture<Served> serve(Request request, boolean kill) {
    Waiting waiting = new Waiting(request, kill, new CompletableFuture<>());
    synchronized (this) {
      if (closed) {
        waiting.refuse(new Served(Pages.unavailable(), null, Pages.NO_INSTANCE));
        return waiting.served();
      }
      queue.add(waiting);
    }
    move();
    if (!waiting.served().isDone()) {
      var limit = machine.clock().schedule(() -> giveUp(waiting), patience(), TimeUnit.NANOSECONDS);
      var unused = waiting.served().whenComplete((served, failure) -> limit.cancel(false));
    }
    return waiting.served();
  }

  /** How long a request waits: "Maximum instances", 3.5 times an average start or some seconds. */
  private synchronized long patience() {
    long average = started == 0 ? 0 : startNanos / started;
    return Math.max(machine.queueWait().toNanos(), average * 7 / 2);
  }

  @Override
  public CompletableFuture<String> check() {
    Instance instance;
    synchronized (this) {
      instance = add(true);
    }
    start(instance);
    return instance.ready();
  }

  /** Hands out what can be, and starts what is wanting. */
  private void move() {
    List<Match> matches = new ArrayList<>();
    List<Instance> wanted = new ArrayList<>();
    synchronized (this) {
      while (!queue.isEmpty()) {
        Instance free = free();
        if (free == null) {
          break;
        }
        matches.add(new Match(free, queue.remove()));
        enter(state(free));
      }
      int coming = 0;
      for (State state : instances.values()) {
        coming += state.ready || state.gone ? 0 : config.concurrency();
      }
      while (coming < queue.size() && instances.size() < config.maxInstances() && !closed) {
        wanted.add(add(false));
        coming += config.concurrency();
      }
    }
    matches.forEach(match -> match.instance.deliver(match.waiting));
    wanted.forEach(this::start);
  }

  private State state(Instance instance) {
    State state = instances.get(instance);
    if (state == null) {
      throw new IllegalStateException("no longer an instance of " + config.function());
    }
    return state;
  }

  private void enter(State state) {
    state.running++;
    state.time.enter();
  }

  private @Nullable Instance free() {
    for (Map.Entry<Instance, State> each : instances.entrySet()) {
      State state = each.getValue();
      if (state.ready && !state.gone && state.running < config.concurrency()) {
        return each.getKey();
      }
    }
    return null;
  }

  private Instance add(boolean check) {
    byte[] drawn = new byte[32];
    random.nextBytes(drawn);
    Instance instance = new Instance(HexFormat.of().formatHex(drawn), this, machine, config, log);
    instances.put(instance, new State(new BilledTime(machine.meters(), config, check)));
    return instance;
  }

  private void start(Instance instance) {
    machine.starts().add(() -> instance.launch(jar));
    var unused = instance.ready().thenAccept(failure -> started(instance, failure));
  }

  private void started(Instance instance, String failure) {
    machine.starts().done();
    List<Waiting> given = new ArrayList<>();
    synchronized (this) {
      State state = instances.get(instance);
      if (state != null && failure.isEmpty()) {
        state.ready = true;
        started++;
        startNanos += instance.age();
        while (!queue.isEmpty() && state.running < config.concurrency()) {
          given.add(queue.remove());
          enter(state);
        }
        state.time.started();
        state.idleSince = System.nanoTime();
      } else {
        for (int i = 0; i < config.concurrency() && !queue.isEmpty(); i++) {
          given.add(queue.remove());
        }
      }
    }
    if (failure.isEmpty()) {
      given.forEach(instance::deliver);
    } else {
      log.system(instance.id, "ERROR", failure);
      given.forEach(
          waiting ->
              waiting.refuse(new Served(Pages.unavailable(), instance.id, Pages.NOT_STARTED)));
    }
  }

  /** A request has left an instance. */
  void left(Instance instance) {
    synchronized (this) {
      State state = instances.get(instance);
      if (state != null) {
        state.running--;
        state.time.leave();
        state.idleSince = System.nanoTime();
      }
    }
    move();
  }

  /** Looks at the memory of instances, and ends those that were idle for too long. */
  void sweep() {
    List<Instance> idle = new ArrayList<>();
    synchronized (this) {
      long limit = System.nanoTime() - machine.idleLimit().toNanos();
      instances.forEach(
          (instance, state) -> {
            if (state.ready && !state.gone && state.running == 0 && state.idleSince < limit) {
              state.gone = true;
              idle.add(instance);
            }
          });
    }
    idle.forEach(Instance::destroy);
    all().forEach(Instance::checkMemory);
  }

  /** The process of an instance has ended. */
  void gone(Instance instance) {
    synchronized (this) {
      State state = instances.remove(instance);
      if (state != null) {
        state.gone = true;
        state.time.gone();
      }
    }
    move();
  }

  /** An instance could not be given a request, which is the next one's, then. */
  void again(Instance instance, Waiting waiting) {
    gone(instance);
    boolean late;
    synchronized (this) {
      late = closed;
      if (!late) {
        queue.addFirst(waiting);
      }
    }
    if (late) {
      waiting.refuse(new Served(Pages.unavailable(), null, Pages.NO_INSTANCE));
    }
    move();
  }

  private void giveUp(Waiting waiting) {
    synchronized (this) {
      if (!queue.remove(waiting)) {
        return;
      }
    }
    waiting.refuse(new Served(Pages.plain(429, "Rate exceeded."), null, Pages.NO_INSTANCE));
  }

  /** Tells of each instance. */
  List<CloudRun.InstanceLook> looks() {
    Map<Instance, Integer> running = new LinkedHashMap<>();
    synchronized (this) {
      instances.forEach((instance, state) -> running.put(instance, state.running));
    }
    List<CloudRun.InstanceLook> looks = new ArrayList<>();
    running.forEach(
        (instance, requests) ->
            looks.add(
                new CloudRun.InstanceLook(
                    config.function(), instance.id, instance.pid(), requests)));
    return looks;
  }

  synchronized List<Instance> all() {
    return List.copyOf(instances.keySet());
  }

  @Override
  public void close() {
    List<Waiting> late;
    synchronized (this) {
      closed = true;
      late = List.copyOf(queue);
      queue.clear();
    }
    late.forEach(
        waiting -> waiting.refuse(new Served(Pages.unavailable(), null, Pages.NO_INSTANCE)));
    List<Instance> last = all();
    last.forEach(Instance::destroy);
    last.forEach(Instance::awaitEnd);
  }
}
