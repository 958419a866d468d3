package io.faast.tck;

import java.lang.reflect.Method;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestWatcher;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.TestAbortedException;

/** Decides whether a rule is tried, gives it its {@link Lab}, and hands its verdict on. */
final class RuleExtension
    implements ExecutionCondition,
        ParameterResolver,
        BeforeEachCallback,
        AfterEachCallback,
        InvocationInterceptor,
        TestWatcher {
  private static final Namespace KIT = Namespace.create(RuleExtension.class);

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    Optional<RuleInfo> rule = rule(context);
    if (rule.isEmpty()) {
      return ConditionEvaluationResult.enabled("no rule");
    }
    Gate gate = Gate.of(rule.get(), session(context));
    return gate.open()
        ? ConditionEvaluationResult.enabled(gate.reason())
        : ConditionEvaluationResult.disabled(gate.reason());
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Lab.class;
  }

  @Override
  public Lab resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return lab(context);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    session(context).started(rule(context).orElseThrow());
    var unused = lab(context);
  }

  /** A waived rule must fail, until the waiver's last day. */
  @Override
  public void interceptTestMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    Optional<TckWaivers.Waiver> waiver = session(context).waivers().of(rule(context).orElseThrow());
    if (waiver.isEmpty()) {
      invocation.proceed();
      return;
    }
    try {
      invocation.proceed();
    } catch (Throwable broken) {
      String found = Explanation.of(broken);
      LocalDate lastDay = waiver.get().lastDay();
      if (LocalDate.now(ZoneOffset.UTC).isAfter(lastDay)) {
        throw new AssertionError("The waiver ended on " + lastDay + ": " + found, broken);
      }
      throw new WaivedException(
          "waived until " + lastDay + ", see " + waiver.get().issue() + ": " + found);
    }
    throw new AssertionError(
        "The waiver is stale: the rule is kept. Delete it, and close " + waiver.get().issue());
  }

  /** Ends a rule that was broken and may be. */
  private static final class WaivedException extends TestAbortedException {
    private static final long serialVersionUID = 1L;

    WaivedException(String message) {
      super(message);
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    lab(context).closeAll();
  }

  @Override
  public void testSuccessful(ExtensionContext context) {
    record(context, Verdict.PASS, "");
  }

  @Override
  public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
    record(context, Verdict.FAIL, Explanation.of(cause));
  }

  @Override
  public void testAborted(ExtensionContext context, @Nullable Throwable cause) {
    if (cause instanceof WaivedException waived) {
      record(context, Verdict.WAIVED, String.valueOf(waived.getMessage()));
    } else {
      record(context, Verdict.NOT_RUN, Explanation.of(cause));
    }
  }

  @Override
  public void testDisabled(ExtensionContext context, Optional<String> reason) {
    RuleInfo rule = rule(context).orElseThrow();
    Gate gate = Gate.of(rule, session(context));
    gate.verdict()
        .ifPresent(
            verdict -> session(context).finished(new RuleResult(rule, verdict, gate.reason(), 0)));
  }

  private void record(ExtensionContext context, Verdict verdict, String detail) {
    RuleInfo rule = rule(context).orElseThrow();
    Session session = session(context);
    session.finished(
        new RuleResult(rule, verdict, detail, session.millis(rule), lab(context).evidence()));
  }

  private static Optional<RuleInfo> rule(ExtensionContext context) {
    return context
        .getTestMethod()
        .filter(method -> AnnotationSupport.isAnnotated(method, Rule.class))
        .flatMap(RuleInfo::of);
  }

  private static Set<Class<?>> drives(ExtensionContext context) {
    return AnnotationSupport.findAnnotation(context.getTestMethod(), Rule.class)
        .map(rule -> Set.of(rule.drives()))
        .orElseThrow();
  }

  private static Session session(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(KIT)
        .computeIfAbsent(Session.class, key -> Session.start(context), Session.class);
  }

  private static Lab lab(ExtensionContext context) {
    return context
        .getStore(KIT)
        .computeIfAbsent(Lab.class, key -> new Lab(session(context), drives(context)), Lab.class);
  }
}
