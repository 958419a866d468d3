package io.faast.bundler.hints;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the options of a file of rules that keep something. All others, which say how to optimise,
 * rename and warn, have no meaning here; those that take in other files are refused.
 */
final class ProGuardReader {
  private static final Set<String> INCLUDES =
      Set.of("-include", "-injars", "-libraryjars", "-basedirectory", "-outjars");
  private static final Set<String> KEEPS =
      Set.of("-keep", "-keepclassmembers", "-keepclasseswithmembers");

  private final HintCollector out;
  private final String origin;

  ProGuardReader(HintCollector out, String origin) {
    this.out = out;
    this.origin = origin;
  }

  void read(byte[] content) {
    ProGuardTokens tokens = new ProGuardTokens(content);
    ClassSpec condition = null;
    while (!tokens.atEnd() && !out.isFull(origin)) {
      String where = origin + " line " + tokens.line();
      String option = tokens.next();
      try {
        if (option.equals("-if")) {
          condition = ClassSpec.read(tokens);
          continue;
        }
        if (KEEPS.contains(option)) {
          keep(option, tokens, condition, where);
        } else if (INCLUDES.contains(option) || option.equals("@")) {
          out.note(where + ": passed over " + option + ", as rules may not take in files");
        }
      } catch (ClassSpec.Malformed | IllegalArgumentException e) {
        out.note(where + ": passed over " + ClassSpec.shown(option) + ", as it " + e.getMessage());
      }
      condition = null;
      tokens.skipOption();
    }
  }

  private void keep(
      String option, ProGuardTokens tokens, @Nullable ClassSpec condition, String where)
      throws ClassSpec.Malformed {
    boolean shrinks = false;
    while (tokens.skip(",")) {
      shrinks |= ClassSpec.word(tokens).equals("allowshrinking");
    }
    ClassSpec spec = ClassSpec.read(tokens);
    if (shrinks) {
      return;
    }
    KeepRule.Extent extent =
        option.equals("-keepclassmembers")
            ? KeepRule.Extent.MEMBERS_OF_REACHED
            : KeepRule.Extent.CLASSES;
    List<MemberMatcher> required = new ArrayList<>();
    List<MemberMatcher> members = spec.members();
    if (option.equals("-keepclasseswithmembers")) {
      required.addAll(members);
    }
    if (members.isEmpty() && extent == KeepRule.Extent.CLASSES) {
      members = List.of(Members.NO_ARG_CONSTRUCTOR);
    }
    ClassMatcher classes = spec.classes();
    String reached = condition == null ? null : condition.plainName();
    if (condition != null && reached == null && isSame(spec, condition)) {
      classes = both(condition.classes(), classes);
      required.addAll(condition.members());
      extent = KeepRule.Extent.MEMBERS_OF_REACHED;
    }
    out.keep(new KeepRule(reached, classes, required, extent, members, where));
  }

  /** Returns whether a rule is about the very classes that its condition is about. */
  private static boolean isSame(ClassSpec spec, ClassSpec condition) {
    return spec.written().size() == 1
        && (spec.written().get(0).equals("<1>") || spec.written().equals(condition.written()));
  }

  private static ClassMatcher both(ClassMatcher condition, ClassMatcher own) {
    return new ClassMatcher(
        condition.names(),
        own.access(),
        own.annotation() != null ? own.annotation() : condition.annotation(),
        own.supertype() != null ? own.supertype() : condition.supertype());
  }
}
