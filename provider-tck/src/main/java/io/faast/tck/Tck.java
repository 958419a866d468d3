package io.faast.tck;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.suite.api.ConfigurationParameter;

/**
 * Runs the kit from a program. Thread-safe; runs side by side do not disturb each other.
 *
 * <pre>{@code
 * try (AcmeTarget target = new AcmeTarget()) {
 *   TckReport report = Tck.run(target, TckSelection.all(), TckListener.NONE);
 *   report.writeTo(Path.of("report"));
 *   System.exit(report.conformant() ? 0 : 1);
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
public final class Tck {
  private static final Map<String, Session> PREPARED = new ConcurrentHashMap<>();

  /** What {@link TckSuite} says to JUnit. */
  private static final Map<String, String> PARALLEL =
      AnnotationSupport.findRepeatableAnnotations(TckSuite.class, ConfigurationParameter.class)
          .stream()
          .collect(Collectors.toMap(ConfigurationParameter::key, ConfigurationParameter::value));

  private Tck() {}

  /** Returns all rules of the kit, in order of their ids. */
  public static List<RuleInfo> rules() {
    return RuleCatalog.rules();
  }

  /**
   * Tries a provider, on the calling thread, and returns what was found. The target stays open: it
   * is the caller's to close.
   *
   * @throws IllegalArgumentException if the selection names rules that there are not
   */
  public static TckReport run(TckTarget target, TckSelection selection, TckListener listener) {
    return run(target, selection, TckWaivers.none(), listener);
  }

  /** Tries a provider that is known to break some rules; otherwise as the other one. */
  public static TckReport run(
      TckTarget target, TckSelection selection, TckWaivers waivers, TckListener listener) {
    List<RuleInfo> rules = RuleCatalog.rules();
    if (!selection.unknown(rules).isEmpty()) {
      throw new IllegalArgumentException(
          "No rule is called "
              + selection.unknown(rules)
              + "; areas are "
              + rules.stream().map(RuleInfo::prefix).distinct().toList()
              + ".");
    }
    Session session = new Session(target, selection, waivers, listener, null, false);
    String run = UUID.randomUUID().toString();
    PREPARED.put(run, session);
    try {
      listener.planned(planned(rules, selection, target));
      execute(run);
      return session.report();
    } finally {
      PREPARED.remove(run);
    }
  }

  private static int planned(List<RuleInfo> rules, TckSelection selection, TckTarget target) {
    return (int)
        rules.stream()
            .filter(selection::includes)
            .filter(
                rule ->
                    !rule.whenRefused() || !target.provider().info().supports(rule.capability()))
            .count();
  }

  private static void execute(String run) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(RuleCatalog.classes().stream().map(DiscoverySelectors::selectClass).toList())
            .configurationParameters(PARALLEL)
            .configurationParameter(Session.RUN, run)
            .build();
    LauncherConfig config =
        LauncherConfig.builder()
            .enableTestExecutionListenerAutoRegistration(false)
            .enableLauncherSessionListenerAutoRegistration(false)
            .enableLauncherDiscoveryListenerAutoRegistration(false)
            .enablePostDiscoveryFilterAutoRegistration(false)
            .build();
    try (LauncherSession launcher = LauncherFactory.openSession(config)) {
      Launcher kit = launcher.getLauncher();
      kit.execute(request);
    }
  }

  static Session prepared(String run) {
    return Optional.ofNullable(PREPARED.get(run))
        .orElseThrow(() -> new IllegalStateException("No run of that name is prepared: " + run));
  }
}
