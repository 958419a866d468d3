package io.faast.tck;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.platform.commons.support.ReflectionSupport;

/** All rules of the kit: those in classes called {@code …Rules} of its package of rules. */
final class RuleCatalog {
  static final String PACKAGE = "io.faast.tck.rules";

  private RuleCatalog() {}

  /** Returns the classes that hold rules, in order of their names. */
  static List<Class<?>> classes() {
    return ReflectionSupport.findAllClassesInPackage(
            PACKAGE, type -> true, name -> name.endsWith("Rules"))
        .stream()
        .sorted(Comparator.comparing(Class::getName))
        .toList();
  }

  /** Returns all rules, in order of their ids. */
  static List<RuleInfo> rules() {
    return classes().stream()
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
        .map(RuleInfo::of)
        .flatMap(Optional::stream)
        .sorted(Comparator.comparing(RuleInfo::id))
        .toList();
  }
}
