package io.faast.emulator.gcp;

import io.faast.emulator.gcp.run.SimulatedFunction;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How an emulator behaves. Immutable. */
public final class GcpEmulatorOptions {
  private String project = "faast-emulated";
  private long projectNumber = 123_456_789_012L;
  private String region = "us-central1";
  private Clock clock = Clock.systemUTC();
  private int pendingPolls = 1;
  private int accountRefusals = 1;
  private int grantRefusals;
  private Duration queueWait = Duration.ofSeconds(10);
  private Duration startLimit = Duration.ofMinutes(4);
  private Duration idleLimit = Duration.ofMinutes(15);
  private Map<String, String> instanceEnvironment = Map.of();
  private @Nullable SimulatedFunction simulated;
  private Duration latency = Duration.ZERO;

  private GcpEmulatorOptions() {}

  private GcpEmulatorOptions(GcpEmulatorOptions other) {
    project = other.project;
    projectNumber = other.projectNumber;
    region = other.region;
    clock = other.clock;
    pendingPolls = other.pendingPolls;
    accountRefusals = other.accountRefusals;
    grantRefusals = other.grantRefusals;
    queueWait = other.queueWait;
    startLimit = other.startLimit;
    idleLimit = other.idleLimit;
    instanceEnvironment = other.instanceEnvironment;
    simulated = other.simulated;
    latency = other.latency;
  }

  /** Returns the defaults. */
  public static GcpEmulatorOptions defaults() {
    return new GcpEmulatorOptions();
  }

  /** Returns options with that project; default {@code faast-emulated}, 123456789012. */
  public GcpEmulatorOptions withProject(String newProject, long newNumber) {
    GcpEmulatorOptions changed = new GcpEmulatorOptions(this);
    changed.project = newProject;
    changed.projectNumber = newNumber;
    return changed;
  }

  /** Returns options with that region, the only one that there is; default us-central1. */
  public GcpEmulatorOptions withRegion(String newRegion) {
    GcpEmulatorOptions changed = new GcpEmulatorOptions(this);
    changed.region = newRegion;
    return changed;
  }

  /** Returns options with that clock for dates, expiry and ages; default the system's, in UTC. */
  public GcpEmulatorOptions withClock(Clock newClock) {
    GcpEmulatorOptions changed = new GcpEmulatorOptions(this);
    changed.clock = newClock;
    return changed;
  }

  /**
   * Returns options with so much to wait for.
   *
   * @param newPendingPolls how often an operation is seen under way at least; default 1
   * @param newAccountRefusals how many uses of a new service account are refused as if it did not
   *     exist yet; default 1
   * @param newGrantRefusals how many calls that need a new grant are refused as if it were not
   *     there; default 0
   */
  public GcpEmulatorOptions withControlPlane(
      int newPendingPolls, int newAccountRefusals, int newGrantRefusals) {
    GcpEmulatorOptions changed = new GcpEmulatorOptions(this);
    changed.pendingPolls = newPendingPolls;
    changed.accountRefusals = newAccountRefusals;
    changed.grantRefusals = newGrantRefusals;
    return changed;
  }

  /**
   * Returns options with that limit of how long a request waits for an instance before it is
   * refused with 429. Default 10 s, as Google's documentation says. It waits longer where instances
   * take long to start: 3.5 times as long as they do on average.
   */
  public GcpEmulatorOptions withQueueWait(Duration newQueueWait) {
    GcpEmulatorOptions changed = new GcpEmulatorOptions(this);
    changed.queueWait = newQueueWait;
    return changed;
  }

  /**
   * Returns options with that limit of how long an instance may take to start; default 4 minutes.
   */
  public GcpEmulatorOptions withStartLimit(Duration newStartLimit) {
    GcpEmulatorOptions changed = new GcpEmulatorOptions(this);
    changed.startLimit = newStartLimit;
    return changed;
  }

  /** Returns options with that time after which an idle instance is ended; default 15 minutes. */
  public GcpEmulatorOptions withIdleLimit(Duration newIdleLimit) {
    GcpEmulatorOptions changed = new GcpEmulatorOptions(this);
    changed.idleLimit = newIdleLimit;
    return changed;
  }

  /** Returns options with those environment variables of every instance; default none. */
  public GcpEmulatorOptions withInstanceEnvironment(Map<String, String> newEnvironment) {
    GcpEmulatorOptions changed = new GcpEmulatorOptions(this);
    changed.instanceEnvironment = Map.copyOf(newEnvironment);
    return changed;
  }

  /**
   * Returns options under which functions run in this JVM, without any process.
   *
   * @param newLatency how long each request takes until then, and what is billed for it
   */
  public GcpEmulatorOptions withSimulation(SimulatedFunction newSimulated, Duration newLatency) {
    GcpEmulatorOptions changed = new GcpEmulatorOptions(this);
    changed.simulated = newSimulated;
    changed.latency = newLatency;
    return changed;
  }

  String project() {
    return project;
  }

  long projectNumber() {
    return projectNumber;
  }

  String region() {
    return region;
  }

  Clock clock() {
    return clock;
  }

  int pendingPolls() {
    return pendingPolls;
  }

  int accountRefusals() {
    return accountRefusals;
  }

  int grantRefusals() {
    return grantRefusals;
  }

  Duration queueWait() {
    return queueWait;
  }

  Duration startLimit() {
    return startLimit;
  }

  Duration idleLimit() {
    return idleLimit;
  }

  Map<String, String> instanceEnvironment() {
    return instanceEnvironment;
  }

  @Nullable SimulatedFunction simulated() {
    return simulated;
  }

  Duration latency() {
    return latency;
  }
}
