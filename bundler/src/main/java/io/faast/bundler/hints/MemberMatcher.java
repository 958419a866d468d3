package io.faast.bundler.hints;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Tells which fields and methods of a class a rule is about.
 *
 * @param kind fields, methods or both
 * @param access the flags that a member must have
 * @param annotation the internal name of an annotation that a member must have, or null
 * @param name its name; constructors are called {@code <init>}
 * @param descriptor its descriptor
 * @param inherited whether members of its supertypes are meant too
 * @param queried whether members need only be seen: they are neither called, read nor written
 */
public record MemberMatcher(
    Kind kind,
    AccessTest access,
    @Nullable TextPattern annotation,
    TextPattern name,
    TextPattern descriptor,
    boolean inherited,
    boolean queried) {

  /** What kind of member. */
  public enum Kind {
    /** Fields. */
    FIELD,
    /** Methods and constructors. */
    METHOD,
    /** Fields, methods and constructors. */
    ANY
  }

  /**
   * Returns whether a member matches.
   *
   * @param method whether it is a method or constructor
   * @param memberName its name
   * @param memberDescriptor its descriptor
   * @param memberAccess its access flags
   * @param annotations the internal names of the types of its annotations
   */
  public boolean matches(
      boolean method,
      String memberName,
      String memberDescriptor,
      int memberAccess,
      Collection<String> annotations) {
    return (kind == Kind.ANY || method == (kind == Kind.METHOD))
        && access.matches(memberAccess)
        && name.matches(memberName)
        && descriptor.matches(memberDescriptor)
        && (annotation == null || annotation.matchesAny(annotations));
  }

  /** Returns whether annotations have to be known to tell whether a member matches. */
  public boolean needsAnnotations() {
    return annotation != null;
  }
}
