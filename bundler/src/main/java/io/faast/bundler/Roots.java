package io.faast.bundler;

import java.util.Set;

/** The classes that a request names itself, and what to say when one of them is not there. */
final class Roots {
  private final BundleRequest request;
  private final Reachability reachability;

  Roots(BundleRequest request, Reachability reachability) {
    this.request = request;
    this.reachability = reachability;
  }

  void reachAll() throws BundleException {
    for (String root : request.rootClasses()) {
      own(root);
    }
    if (request.mainClass() != null) {
      own(request.mainClass());
    }
    for (String root : request.rootClasses()) {
      reach(root, "root class");
    }
    String main = request.mainClass();
    if (main != null) {
      reach(main, "main class");
    }
    for (String pattern : request.includeClasses()) {
      if (NamePattern.isGlob(pattern)) {
        reachMatching(pattern);
      } else {
        reach(pattern, "includeClasses");
      }
    }
  }

  private void own(String className) {
    ClassNode node = reachability.universe.node(className.replace('.', '/'));
    if (node != null) {
      reachability.own.root(node);
    }
  }

  private void reach(String className, String asker) throws BundleException {
    String name = className.replace('.', '/');
    ClassNode node = reachability.universe.node(name);
    if (node == null) {
      throw missing(className, name, asker);
    }
    boolean readable = reachability.isReadable(node);
    int release = node.entry.kinds[node.file] - 44;
    if (release > request.targetRelease()) {
      throw new BundleException(
          "class "
              + className
              + ", asked for as "
              + asker
              + ", was compiled for Java "
              + release
              + ", but the bundle is to run on Java "
              + request.targetRelease()
              + ": compile it with --release "
              + request.targetRelease()
              + " or choose a newer target release");
    }
    if (!readable) {
      node.rule = asker;
      throw Defects.of(node, reachability);
    }
    reachability.whole(node, null, asker);
    reachability.wire(node);
  }

  private void reachMatching(String pattern) throws BundleException {
    NamePattern names = NamePattern.ofClass(pattern);
    boolean any = false;
    for (ClassNode node : reachability.universe.classes()) {
      if (names.matches(node.name)) {
        any = true;
        reachability.whole(node, null, "includeClasses " + pattern);
      }
    }
    if (!any) {
      throw new BundleException(
          "includeClasses names "
              + pattern
              + ", but no class matches it"
              + lookedAt()
              + ". Write pkg.* for the classes of a package, pkg.** also for the packages below.");
    }
  }

  private BundleException missing(String className, String name, String asker) {
    StringBuilder message = new StringBuilder("class ").append(className);
    message.append(", asked for as ").append(asker);
    if (reachability.universe.isExcluded(name)) {
      return new BundleException(
          message.append(", is left out by excludes ").append(request.excludes()).toString());
    }
    message.append(", is not on the class path").append(lookedAt()).append('.');
    message.append(reachability.opened.unreadableText());
    String simple = name.substring(name.lastIndexOf('/') + 1);
    for (ClassNode node : reachability.universe.classes()) {
      int start = node.name.length() - simple.length();
      if (node.name.endsWith(simple)
          && start > 0
          && "/$".indexOf(node.name.charAt(start - 1)) >= 0) {
        message.append(" Did you mean ").append(node.name.replace('/', '.')).append('?');
        break;
      }
    }
    return new BundleException(message.toString());
  }

  private String lookedAt() {
    Set<EntryIndex> entries = reachability.universe.entries();
    if (entries.isEmpty()) {
      return ", which is empty";
    }
    StringBuilder list = new StringBuilder(" (looked at ");
    int n = 0;
    for (EntryIndex entry : entries) {
      if (n == 12) {
        list.append(" and ").append(entries.size() - n).append(" more");
        break;
      }
      list.append(n++ == 0 ? "" : ", ").append(entry.source.path());
    }
    return list.append(')').toString();
  }
}
