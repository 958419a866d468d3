package io.faast.bundler;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What there is to say about a bundle besides what it holds. */
final class Notes {
  private Notes() {}

  /** Fails if what is missing might lie on an entry that cannot be read. */
  static void requireReadable(Rewriting rewriting, OpenedClassPath opened) throws BundleException {
    if (!rewriting.missing.isEmpty() && !opened.unreadable.isEmpty()) {
      throw new BundleException(
          "class "
              + rewriting.missing.values().iterator().next().replace('/', '.')
              + " needs "
              + rewriting.missing.keySet().iterator().next().replace('/', '.')
              + ", which is on no class path entry that can be read."
              + opened.unreadableText()
              + " Replace the entry, or take it off the class path.");
    }
  }

  /** Adds what the analysis has to say to the notes of others. */
  static List<String> of(Reachability reachability, Rewriting rewriting, List<String> others) {
    List<String> notes = new ArrayList<>(others);
    if (rewriting.client != null) {
      notes.add(ClientEntry.note(rewriting.client));
    }
    if (!reachability.opened.unreadable.isEmpty()) {
      notes.add("Nothing that was found needed them." + reachability.opened.unreadableText());
    }
    int release = reachability.request.targetRelease();
    Map<EntryIndex, Integer> newer = new LinkedHashMap<>();
    for (ClassNode node : reachability.reached) {
      if (node.entry.kinds[node.file] > release + 44) {
        newer.merge(node.entry, 1, Integer::sum);
      }
    }
    for (Map.Entry<EntryIndex, Integer> entry : newer.entrySet()) {
      notes.add(
          entry.getKey().source.path()
              + ": "
              + entry.getValue()
              + " classes were compiled for a release newer than "
              + release
              + " and fail if they are loaded");
    }
    return notes;
  }
}
