package io.faast;

import io.faast.spi.InvocationMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Options of a module that mean the same on every provider. Immutable: each {@code with…} returns
 * changed options.
 *
 * <pre>{@code
 * FaastOptions options = FaastOptions.defaults().withMemoryMb(1024).withConcurrency(200);
 * }</pre>
 *
 * <p>A value out of its range is an {@link IllegalArgumentException} that names the option, the
 * value and the range. What depends on the provider is checked by {@code faast()}, against its
 * limits and capabilities, before anything is created.
 *
 * @since 0.1.0
 */
public final class FaastOptions {
  private static final FaastOptions DEFAULTS = new FaastOptions(new OptionValues());

  // Never changed once it is here.
  private final OptionValues values;

  private FaastOptions(OptionValues values) {
    this.values = values;
  }

  /** Returns the options that hold where the user says nothing. */
  public static FaastOptions defaults() {
    return DEFAULTS;
  }

  private FaastOptions with(Consumer<OptionValues> change) {
    OptionValues changed = values.copy();
    change.accept(changed);
    return new FaastOptions(changed);
  }

  /**
   * Sets the memory of a function, in MiB. Default 0, which stands for the provider's default;
   * other values must be a size that the provider offers, which {@code faast()} checks.
   */
  public FaastOptions withMemoryMb(int memoryMb) {
    OptionRange.check("memoryMb", memoryMb, 0, 1 << 24);
    return with(values -> values.memoryMb = memoryMb);
  }

  /**
   * Sets how long one attempt of a call may run. Default zero, which stands for the provider's
   * default; at most the provider's longest, which {@code faast()} checks.
   */
  public FaastOptions withTimeout(Duration timeout) {
    OptionRange.check("timeout", timeout, Duration.ZERO, Duration.ofDays(30));
    return with(values -> values.timeout = timeout);
  }

  /**
   * Sets how many attempts, over all functions, may run at once; 1 runs one after the other.
   * Default 0, which stands for the provider's default; at most the provider's limit, which {@code
   * faast()} checks.
   */
  public FaastOptions withConcurrency(int concurrency) {
    OptionRange.check("concurrency", concurrency, 0, 1_000_000);
    return with(values -> values.concurrency = concurrency);
  }

  /**
   * Sets how many attempts, over all functions, may begin per second. Default 0, which stands for
   * any number; up to 1,000,000, fractions allowed.
   */
  public FaastOptions withRate(double rate) {
    OptionRange.check("rate", rate, 0, 1_000_000);
    return with(values -> values.rate = rate);
  }

  /**
   * Sets how many attempts may begin at once after a pause, where there is a {@linkplain #withRate
   * rate}. Default 1; from 1 to 1,000,000.
   */
  public FaastOptions withBurst(int burst) {
    OptionRange.check("burst", burst, 1, 1_000_000);
    return with(values -> values.burst = burst);
  }

  /**
   * Sets how often a call is tried again after throttling, a crash or a failure of the
   * infrastructure. An exception of the method itself is never a reason. Default 2; from 0 to
   * 1,000.
   */
  public FaastOptions withMaxRetries(int maxRetries) {
    OptionRange.check("maxRetries", maxRetries, 0, 1_000);
    return with(values -> values.maxRetries = maxRetries);
  }

  /**
   * Sets the upper bound of the delay before the first retry; it doubles with each retry, and the
   * delay is a random part of it. Default 200 ms; from 0 to 1 hour.
   */
  public FaastOptions withBackoffBase(Duration backoffBase) {
    OptionRange.check("backoffBase", backoffBase, Duration.ZERO, Duration.ofHours(1));
    return with(values -> values.backoffBase = backoffBase);
  }

  /** Sets the upper bound of the delay before any retry. Default 20 s; from 0 to 1 hour. */
  public FaastOptions withBackoffCap(Duration backoffCap) {
    OptionRange.check("backoffCap", backoffCap, Duration.ZERO, Duration.ofHours(1));
    return with(values -> values.backoffCap = backoffCap);
  }

  /**
   * Sets whether a call that ran into its timeout is tried again. Default no: most would run into
   * it again, and are paid for each time.
   */
  public FaastOptions withRetryTimeouts(boolean retryTimeouts) {
    return with(values -> values.retryTimeouts = retryTimeouts);
  }

  /** Sets whether a call that ran out of memory is tried again. Default no. */
  public FaastOptions withRetryOutOfMemory(boolean retryOutOfMemory) {
    return with(values -> values.retryOutOfMemory = retryOutOfMemory);
  }

  /**
   * Sets when a slow call gets a second attempt beside the first: when it has run longer than the
   * mean of its function's calls and this many standard deviations. The first answer wins; both are
   * paid for. Default 3; 0 for never; up to 100.
   */
  public FaastOptions withSpeculation(double speculation) {
    OptionRange.check("speculation", speculation, 0, 100);
    return with(values -> values.speculation = speculation);
  }

  /**
   * Sets environment variables of the functions. Default none. Values may be secret: they are never
   * logged.
   */
  public FaastOptions withEnv(Map<String, String> env) {
    Map<String, String> copy = Map.copyOf(env);
    OptionRange.checkEnvironment(copy);
    return with(values -> values.env = copy);
  }

  /**
   * Names classes to bundle besides those found reachable, such as ones loaded by name: {@code
   * a.b.C}, {@code a.b.*} for a package, {@code a.b.**} also for those below it. Default none.
   */
  public FaastOptions withIncludeClasses(List<String> includeClasses) {
    List<String> copy = List.copyOf(includeClasses);
    OptionRange.checkTexts("includeClasses", copy);
    return with(values -> values.includeClasses = copy);
  }

  /** Names files, directories or globs to bundle as resources. Default none. */
  public FaastOptions withIncludeFiles(List<String> includeFiles) {
    List<String> copy = List.copyOf(includeFiles);
    OptionRange.checkTexts("includeFiles", copy);
    return with(values -> values.includeFiles = copy);
  }

  /**
   * Names classes and resources, or patterns of them, to leave out of the bundle although they seem
   * to be needed. Default none.
   */
  public FaastOptions withExcludes(List<String> excludes) {
    List<String> copy = List.copyOf(excludes);
    OptionRange.checkTexts("excludes", copy);
    return with(values -> values.excludes = copy);
  }

  /** Sets when the garbage of crashed runs is collected. Default {@link GcMode#AUTO}. */
  public FaastOptions withGc(GcMode gc) {
    Objects.requireNonNull(gc, "gc");
    return with(values -> values.gc = gc);
  }

  /**
   * Sets the age from which what crashed runs left behind is collected. Default 1 day; from 0 to
   * 365 days.
   */
  public FaastOptions withRetention(Duration retention) {
    OptionRange.check("retention", retention, Duration.ZERO, Duration.ofDays(365));
    return with(values -> values.retention = retention);
  }

  /**
   * Sets whether a value that would come back different is refused where it is sent, with the path
   * to what would change. Default yes; no saves time on large values of known types.
   */
  public FaastOptions withValidateSerialization(boolean validateSerialization) {
    return with(values -> values.validateSerialization = validateSerialization);
  }

  /** Sets how calls travel. Default {@link InvocationMode#AUTO}. */
  public FaastOptions withMode(InvocationMode mode) {
    Objects.requireNonNull(mode, "mode");
    return with(values -> values.mode = mode);
  }

  /**
   * Sets how many calls may wait for their turn; more fail with {@link
   * FaastException.Kind#OVERLOADED}. Default 1,000,000; from 0 to 100,000,000.
   */
  public FaastOptions withMaxQueued(int maxQueued) {
    OptionRange.check("maxQueued", maxQueued, 0, 100_000_000);
    return with(values -> values.maxQueued = maxQueued);
  }

  /**
   * Sets a text for people, kept with the created resources where the provider can. Default empty;
   * at most 1,000 characters.
   */
  public FaastOptions withDescription(String description) {
    OptionRange.check("length of description", description.length(), 0, 1_000);
    return with(values -> values.description = description);
  }

  /**
   * Sets who is told, a sentence each, what a long deployment waits for. Default nobody. Called by
   * many threads; must return quickly.
   */
  public FaastOptions withProgress(Consumer<String> progress) {
    Objects.requireNonNull(progress, "progress");
    return with(values -> values.progress = progress);
  }

  /**
   * Sets the name of who owns the run; garbage collection never touches another owner's resources.
   * Default empty, which stands for the system property {@code user.name}; at most 100 characters.
   */
  public FaastOptions withOwner(String owner) {
    OptionRange.check("length of owner", owner.length(), 0, 100);
    return with(values -> values.owner = owner);
  }

  /** Returns the memory of a function, in MiB; 0 for the provider's default. */
  public int memoryMb() {
    return values.memoryMb;
  }

  /** Returns the longest run of one attempt; zero for the provider's default. */
  public Duration timeout() {
    return values.timeout;
  }

  /** Returns how many attempts may run at once; 0 for the provider's default. */
  public int concurrency() {
    return values.concurrency;
  }

  /** Returns how many attempts may begin per second; 0 for any number. */
  public double rate() {
    return values.rate;
  }

  /** Returns how many attempts may begin at once after a pause, where there is a rate. */
  public int burst() {
    return values.burst;
  }

  /** Returns how often a call is tried again. */
  public int maxRetries() {
    return values.maxRetries;
  }

  /** Returns the upper bound of the delay before the first retry. */
  public Duration backoffBase() {
    return values.backoffBase;
  }

  /** Returns the upper bound of the delay before any retry. */
  public Duration backoffCap() {
    return values.backoffCap;
  }

  /** Returns whether a call that timed out is tried again. */
  public boolean retryTimeouts() {
    return values.retryTimeouts;
  }

  /** Returns whether a call that ran out of memory is tried again. */
  public boolean retryOutOfMemory() {
    return values.retryOutOfMemory;
  }

  /** Returns after how many standard deviations a slow call gets a second attempt; 0 for never. */
  public double speculation() {
    return values.speculation;
  }

  /** Returns the environment variables of the functions. */
  public Map<String, String> env() {
    return values.env;
  }

  /** Returns the classes to bundle besides those found reachable. */
  public List<String> includeClasses() {
    return values.includeClasses;
  }

  /** Returns the files to bundle as resources. */
  public List<String> includeFiles() {
    return values.includeFiles;
  }

  /** Returns the classes and resources to leave out of the bundle. */
  public List<String> excludes() {
    return values.excludes;
  }

  /** Returns when the garbage of crashed runs is collected. */
  public GcMode gc() {
    return values.gc;
  }

  /** Returns the age from which garbage is collected. */
  public Duration retention() {
    return values.retention;
  }

  /** Returns whether values are checked to survive the wire. */
  public boolean validateSerialization() {
    return values.validateSerialization;
  }

  /** Returns how calls travel. */
  public InvocationMode mode() {
    return values.mode;
  }

  /** Returns how many calls may wait for their turn. */
  public int maxQueued() {
    return values.maxQueued;
  }

  /** Returns a text for people. */
  public String description() {
    return values.description;
  }

  /** Returns who is told what a long deployment waits for. */
  public Consumer<String> progress() {
    return values.progress;
  }

  /** Returns who owns the run; empty for the name of the user. */
  public String owner() {
    return values.owner;
  }
}
