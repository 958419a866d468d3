package io.faast.bundler.hints;

import java.util.Collection;

/** What has to be known of a class to tell whether a rule is about it. Names are internal ones. */
public interface ClassFacts {
  /** Returns its name, such as {@code a/b/Outer$Inner}. */
  String name();

  /** Returns its access flags as they are in the class file. */
  int access();

  /** Returns the names of the types of its own annotations. */
  Collection<String> annotations();

  /** Returns the names of all its superclasses and interfaces, also indirect ones. */
  Collection<String> supertypes();
}
