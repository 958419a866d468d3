package io.faast.bundler.hints;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells which classes a rule is about.
 *
 * @param names the first name that matches decides
 * @param access the flags that the class must have
 * @param annotation the internal name of an annotation that the class must have, or null
 * @param supertype the internal name of a superclass or interface that it must have, or null
 */
public record ClassMatcher(
    List<Name> names,
    AccessTest access,
    @Nullable TextPattern annotation,
    @Nullable TextPattern supertype) {

  /**
   * One of the names.
   *
   * @param negated whether the classes of this name are those that are not meant
   * @param pattern matches internal names
   */
  public record Name(boolean negated, TextPattern pattern) {}

  /** Keeps the list from being changed. */
  public ClassMatcher {
    names = List.copyOf(names);
  }

  /** Returns a matcher of the class that has this internal name. */
  public static ClassMatcher exactly(String name) {
    return new ClassMatcher(
        List.of(new Name(false, TextPattern.exactly(name))), AccessTest.ANY, null, null);
  }

  /** Returns the one internal name that can match, or null if it may be several. */
  public @Nullable String exactName() {
    return names.size() == 1 && !names.get(0).negated() ? names.get(0).pattern().exact() : null;
  }

  /** Returns whether a class can match by its internal name: to be asked before its facts are. */
  public boolean matchesName(String name) {
    for (Name candidate : names) {
      if (candidate.pattern().matches(name)) {
        return !candidate.negated();
      }
    }
    return !names.isEmpty() && names.get(names.size() - 1).negated();
  }

  /** Returns whether the class matches. */
  public boolean matches(ClassFacts facts) {
    return access.matches(facts.access())
        && matchesName(facts.name())
        && (annotation == null || annotation.matchesAny(facts.annotations()))
        && (supertype == null || supertype.matchesAny(facts.supertypes()));
  }
}
