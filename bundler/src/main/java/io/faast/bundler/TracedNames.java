package io.faast.bundler;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What earlier runs of a request's roots are known to have used, if the request wants to know. */
final class TracedNames {
  /** Why it is kept. */
  static final String RULE = "loaded in a traced run";

  private final Cache cache;
  private final List<TraceFile> files = new ArrayList<>();

  TracedNames(BundleRequest request, Cache cache) {
    this.cache = cache;
    if (request.traces()) {
      Set<String> roots = new TreeSet<>(request.rootClasses());
      String main = request.mainClass();
      if (main != null && roots.isEmpty()) {
        roots.add(main);
      }
      for (String root : roots) {
        TraceFile file = TraceFile.read(cache, root);
        if (file.names() > 0) {
          files.add(file);
        }
      }
    }
  }

  /** Returns a text that is the same as long as the names are; empty if there are none. */
  String fingerprint() {
    StringBuilder text = new StringBuilder();
    for (TraceFile file : files) {
      file.touch(cache);
      text.append(file.fingerprint());
    }
    return text.toString();
  }

  /** Returns what is known of the entries of a class path. */
  Trace of(OpenedClassPath opened) {
    Set<String> classes = new TreeSet<>();
    Set<String> named = new TreeSet<>();
    Set<String> resources = new TreeSet<>();
    if (!files.isEmpty()) {
      for (Source source : opened.sources) {
        String key = TraceSplit.key(source);
        for (TraceFile file : files) {
          Trace known = file.of(key);
          classes.addAll(known.classes());
          named.addAll(known.named());
          resources.addAll(known.resources());
        }
      }
    }
    return new Trace(classes, named, resources);
  }
}
