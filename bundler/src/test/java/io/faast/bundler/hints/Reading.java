package io.faast.bundler.hints;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Helps tests to read hints and to ask rules. */
final class Reading {
  private Reading() {}

  /** Reads files given as name, content, name, content... */
  static Hints of(String... files) {
    Map<String, byte[]> jar = new TreeMap<>();
    for (int i = 0; i < files.length; i += 2) {
      jar.put(files[i], files[i + 1].getBytes(UTF_8));
    }
    return HintReader.read(jar.keySet(), jar::get);
  }

  /** Returns the only rule, of hints that have no notes. */
  static KeepRule rule(Hints hints) {
    if (hints.rules().size() != 1 || !hints.notes().isEmpty()) {
      throw new AssertionError(hints);
    }
    return hints.rules().get(0);
  }

  static boolean keepsField(KeepRule rule, String name, String descriptor) {
    return keeps(rule.members(), false, name, descriptor, 0);
  }

  static boolean keepsMethod(KeepRule rule, String name, String descriptor) {
    return keeps(rule.members(), true, name, descriptor, 0);
  }

  static boolean keeps(
      List<MemberMatcher> members, boolean method, String name, String descriptor, int access) {
    return members.stream().anyMatch(m -> m.matches(method, name, descriptor, access, List.of()));
  }

  record Facts(
      String name, int access, Collection<String> annotations, Collection<String> supertypes)
      implements ClassFacts {}

  static Facts facts(String name) {
    return new Facts(name, 1, List.of(), List.of());
  }
}
