package io.faast.bundler;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The path that leads to a method, which reports do not have: methods are many. */
final class MethodPath {
  private final Reachability reachability;

  MethodPath(Reachability reachability) {
    this.reachability = reachability;
  }

  /** Returns the path to the first reached method of a name; empty if none is kept. */
  List<String> to(String className, String method) {
    ClassNode owner = reachability.universe.node(className.replace('.', '/'));
    for (ClassNode at = owner; at != null; at = at.superClass) {
      MethodNode kept = null;
      for (MethodNode each : at.methods) {
        if (each.selector.name.equals(method)) {
          if (each.reached) {
            return steps(each, null);
          }
          kept = each;
        }
      }
      if (kept != null) {
        boolean whole = at.live && (at.whole || reachability.own.has(at));
        return whole ? steps(at, kept.text() + " (kept with its class)") : List.of();
      }
    }
    return List.of();
  }

  private static List<String> steps(Reason last, @Nullable String end) {
    List<String> steps = new ArrayList<>();
    if (end != null) {
      steps.add(end);
    }
    Set<Reason> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Reason at = last; at != null && seen.add(at); at = at.reason()) {
      String rule = at.rule();
      steps.add(rule == null ? at.text() : at.text() + " (" + rule + ")");
    }
    Collections.reverse(steps);
    return steps;
  }
}
