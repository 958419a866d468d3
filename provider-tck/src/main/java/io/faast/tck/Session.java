package io.faast.tck;

import io.faast.spi.FaastProvider;
import io.faast.spi.RunTag;
import io.faast.tck.probe.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One run of the kit: its target, what its rules share, and what they found. Thread-safe. */
final class Session implements AutoCloseable {
  static final String TARGET = "faast.tck.target";
  static final String RULES = "faast.tck.rules";
  static final String REPORT = "faast.tck.report";
  static final String WAIVERS = "faast.tck.waivers";
  static final String RUN = "faast.tck.run";

  private final TckTarget target;
  private final TckSelection selection;
  private final TckWaivers waivers;
  private final TckListener listener;
  private final @Nullable Path reportTo;
  private final boolean ownsTarget;
  private final Instant started = Instant.now();
  private final Map<String, Long> startNanos = new ConcurrentHashMap<>();
  private final Map<String, RuleResult> results = new ConcurrentHashMap<>();
  private final Witness witness;
  private final Shared shared;
  private final Patience patience = new Patience(this::longestWait);

  Session(
      TckTarget target,
      TckSelection selection,
      TckWaivers waivers,
      TckListener listener,
      @Nullable Path reportTo,
      boolean ownsTarget) {
    this.target = target;
    this.selection = selection;
    this.waivers = waivers;
    this.listener = listener;
    this.reportTo = reportTo;
    this.ownsTarget = ownsTarget;
    this.witness = new Witness(target.provider());
    this.shared = new Shared(this);
  }

  /** Starts the run of a suite, or joins the one that {@link Tck#run} prepared. */
  static Session start(ExtensionContext context) {
    Optional<String> prepared = context.getConfigurationParameter(RUN);
    if (prepared.isPresent()) {
      return Tck.prepared(prepared.get());
    }
    String target =
        context
            .getConfigurationParameter(TARGET)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "No target: put @ConfigurationParameter(key = \""
                            + TARGET
                            + "\", value = \"<your TckTarget's class>\") on the suite."));
    TckSelection selection =
        TckSelection.parse(context.getConfigurationParameter(RULES).orElse(""));
    Path report = Path.of(context.getConfigurationParameter(REPORT).orElse("target/faast-tck"));
    return new Session(
        Targets.create(target), selection, waivers(context), TckListener.NONE, report, true);
  }

  private static TckWaivers waivers(ExtensionContext context) {
    Optional<String> file = context.getConfigurationParameter(WAIVERS);
    try {
      return file.isPresent() ? TckWaivers.read(Path.of(file.get())) : TckWaivers.none();
    } catch (IOException e) {
      throw new UncheckedIOException("The waivers cannot be read: " + file.get(), e);
    }
  }

  TckTarget target() {
    return target;
  }

  /** Returns the provider that is tried, with a count of all that is made of it. */
  FaastProvider provider() {
    return witness;
  }

  Witness witness() {
    return witness;
  }

  TckSelection selection() {
    return selection;
  }

  TckWaivers waivers() {
    return waivers;
  }

  Shared shared() {
    return shared;
  }

  Patience patience() {
    return patience;
  }

  /** Far more than anything takes: only what hangs is waited for so long. */
  Duration longestWait() {
    return Duration.ofMillis(Math.round(60_000 * target.patience()));
  }

  RunTag newRun() {
    return new RunTag("tck-" + UUID.randomUUID().toString().substring(0, 18), "tck", Instant.now());
  }

  void started(RuleInfo rule) {
    startNanos.put(rule.id(), System.nanoTime());
    synchronized (listener) {
      listener.started(rule);
    }
  }

  long millis(RuleInfo rule) {
    Long from = startNanos.get(rule.id());
    return from == null ? 0 : (System.nanoTime() - from) / 1_000_000;
  }

  void finished(RuleResult result) {
    results.put(result.rule().id(), result);
    boolean told = result.verdict() != Verdict.NOT_RUN || selection.includes(result.rule());
    if (told) {
      synchronized (listener) {
        listener.finished(result);
      }
    }
  }

  TckReport report() {
    List<RuleResult> all =
        RuleCatalog.rules().stream()
            .filter(rule -> results.containsKey(rule.id()) || applies(rule))
            .map(
                rule ->
                    results.getOrDefault(
                        rule.id(), new RuleResult(rule, Verdict.NOT_RUN, "not reached", 0)))
            .toList();
    return new TckReport(
        target.provider().name(),
        target.provider().info(),
        started,
        Duration.between(started, Instant.now()),
        all,
        target.most(),
        witness.extent());
  }

  private boolean applies(RuleInfo rule) {
    return !rule.whenRefused() || !target.provider().info().supports(rule.capability());
  }

  @Override
  public void close() throws IOException {
    try {
      shared.close();
    } finally {
      if (ownsTarget) {
        target.close();
      }
      if (reportTo != null) {
        TckReport report = report();
        report.writeTo(reportTo);
        checkExtent(report);
      }
    }
  }

  /** What is said beforehand is a promise to whoever pays. */
  private static void checkExtent(TckReport report) {
    if (!report.said().covers(report.seen())) {
      throw new IllegalStateException(
          "The run made more than TckTarget.most says: "
              + report.seen()
              + " instead of at most "
              + report.said());
    }
  }
}
