package io.faast.bundler;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong with a class that is needed, and by what it is. */
final class Defects {
  private Defects() {}

  static BundleException of(ClassNode node, Reachability reachability) {
    EntryIndex entry = node.entry;
    int kind = entry.kinds[node.file];
    String defect = entry.defects[node.file];
    String wrong =
        kind > FactsReader.NEWEST
            ? "was compiled for Java "
                + (kind - 44)
                + ", the newest that can be read is Java "
                + (FactsReader.NEWEST - 44)
            : defect == null || defect.isEmpty() ? "cannot be read" : defect;
    return new BundleException(
        entry.source.path()
            + ": "
            + entry.source.name(node.file)
            + " "
            + wrong
            + ". It is needed: "
            + String.join(" -> ", why(node))
            + (kind > FactsReader.NEWEST
                ? ". Use a version of the library for an older Java, or leave the class out with"
                    + " excludes if nothing calls it."
                : ". Replace the file, or leave the class out with excludes if nothing calls it."));
  }

  /** Returns the path to a class or method: names, each with the rule that led to it. */
  static List<String> why(Reason end) {
    List<String> path = new ArrayList<>();
    for (@Nullable Reason at = end; at != null; at = at.reason()) {
      String rule = at.rule();
      path.add(rule == null ? at.text() : at.text() + " (" + rule + ")");
    }
    Collections.reverse(path);
    return path;
  }
}
