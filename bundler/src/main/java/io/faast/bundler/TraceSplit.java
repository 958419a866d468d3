package io.faast.bundler;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Tells on which class path entries the names of a trace are. */
final class TraceSplit {
  private static final String CLASS = ".class";

  private final Set<String> classes = new HashSet<>();
  private final Set<String> named = new HashSet<>();
  private final Set<String> resources = new HashSet<>();

  TraceSplit(Trace trace) {
    trace.classes().forEach(name -> classes.add(file(name)));
    trace.named().forEach(name -> named.add(file(name)));
    for (String name : trace.resources()) {
      resources.add(name.endsWith("/") ? name.substring(0, name.length() - 1) : name);
    }
    // The root of every entry, which is no directory that anybody could mean.
    resources.remove("");
  }

  private static String file(String className) {
    return className.replace('.', '/').concat(CLASS);
  }

  /** Returns what of the trace each entry has, by the entry's key. */
  Map<String, Trace> over(OpenedClassPath opened) {
    Map<String, Trace> found = new TreeMap<>();
    for (int i = 0; i < opened.sources.size(); i++) {
      Source source = opened.sources.get(i);
      Trace part = part(source, opened.manifests.get(i).multiRelease());
      if (!part.isEmpty()) {
        found.merge(key(source), part, Trace::and);
      }
    }
    return found;
  }

  private Trace part(Source source, boolean multiRelease) {
    Set<String> foundClasses = new TreeSet<>();
    Set<String> foundNamed = new TreeSet<>();
    Set<String> foundResources = new TreeSet<>();
    for (int file = 0; file < source.count(); file++) {
      String name = multiRelease ? Releases.base(source.name(file)) : source.name(file);
      if (name.endsWith(CLASS)) {
        String className = name.substring(0, name.length() - CLASS.length()).replace('/', '.');
        if (classes.contains(name) || resources.contains(name)) {
          foundClasses.add(className);
        }
        if (named.contains(name)) {
          foundNamed.add(className);
        }
      } else if (isAskedFor(name)) {
        foundResources.add(name);
      }
    }
    return new Trace(foundClasses, foundNamed, foundResources);
  }

  /** A directory stands for what is in it, whoever asks for it wants to list it. */
  private boolean isAskedFor(String name) {
    if (resources.contains(name)) {
      return true;
    }
    int slash = name.lastIndexOf('/');
    // Of META-INF and what is right below, everybody's files are in there.
    return slash > 0
        && !name.startsWith("META-INF/")
        && resources.contains(name.substring(0, slash));
  }

  /** Returns what an entry is known by: a jar by its content, a directory by its path. */
  static String key(Source source) {
    return source instanceof DirectorySource
        ? "directory ".concat(source.path().toString())
        : "jar ".concat(Fingerprint.of(source.contentKey()));
  }
}
