package io.faast.tck;

import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/** Keeps rules apart that may not run at once, as their annotations say. */
final class RuleLocks implements ResourceLocksProvider {
  @Override
  public Set<Lock> provideForMethod(List<Class<?>> enclosing, Class<?> type, Method method) {
    Set<Lock> locks = new HashSet<>();
    AnnotationSupport.findAnnotation(method, Rule.class)
        .ifPresent(
            rule -> {
              for (Class<?> module : rule.drives()) {
                locks.add(new Lock("faast.tck.deployment." + module.getName()));
              }
              for (Claim claim : rule.claims()) {
                locks.add(new Lock("faast.tck.claim." + claim));
              }
            });
    return locks;
  }
}
