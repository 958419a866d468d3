package io.faast.bundler.hints;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gathers hints up to a bound. */
final class HintCollector {
  private static final int MAX_HINTS = 500_000;
  private static final int MAX_NOTES = 100;

  final List<KeepRule> rules = new ArrayList<>();
  final List<ProxyHint> proxies = new ArrayList<>();
  final List<ResourceHint> resources = new ArrayList<>();
  final List<BundleHint> bundles = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final Set<String> written = new HashSet<>();

  /** Returns whether there is no room for more, which gives a note. */
  boolean isFull(String origin) {
    if (rules.size() + proxies.size() + resources.size() + bundles.size() < MAX_HINTS) {
      return false;
    }
    note(origin + ": left out what is beyond " + MAX_HINTS + " rules");
    return true;
  }

  void note(String note) {
    if (notes.size() < MAX_NOTES && !notes.contains(note)) {
      notes.add(note);
    }
  }

  /** Adds a rule about a class of this internal name. */
  void keep(@Nullable String condition, String name, List<MemberMatcher> members, String origin) {
    rules.add(
        new KeepRule(
            condition,
            ClassMatcher.exactly(name),
            List.of(),
            KeepRule.Extent.CLASSES,
            members,
            origin));
  }

  /** Adds a rule unless another file has the same: jars repeat them for several tools. */
  void keep(KeepRule rule) {
    String text =
        rule.condition() + rule.classes() + rule.required() + rule.extent() + rule.members();
    if (written.add(text)) {
      rules.add(rule);
    }
  }

  Hints hints() {
    return new Hints(rules, proxies, resources, bundles, notes);
  }
}
