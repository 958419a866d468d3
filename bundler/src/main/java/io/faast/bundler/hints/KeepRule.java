package io.faast.bundler.hints;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says which classes and members are reached by reflection, native code or serialisation.
 *
 * @param condition the internal name of a class that must be reached before the rule holds, or null
 * @param classes the classes that it is about
 * @param required of these only those that have a member for each of these matchers
 * @param extent what it does with these classes
 * @param members what it keeps of them besides their existence; {@code <clinit>} goes with a class
 * @param origin where the rule comes from, for the report: a file and perhaps a line
 */
public record KeepRule(
    @Nullable String condition,
    ClassMatcher classes,
    List<MemberMatcher> required,
    Extent extent,
    List<MemberMatcher> members,
    String origin) {

  /** What a rule does with the classes that it is about. */
  public enum Extent {
    /** Reaches all of them, and their matching members. */
    CLASSES,
    /** Reaches no class, only the members of classes that are reached by other ways. */
    MEMBERS_OF_REACHED
  }

  /** Keeps the lists from being changed. */
  public KeepRule {
    required = List.copyOf(required);
    members = List.copyOf(members);
  }
}
