package io.faast.bundler;

import java.util.HashSet;
import java.util.Set;

/** What the JDK itself has, by package: nothing of it is shipped. */
final class Platform {
  private final Set<String> packages = new HashSet<>(4096);

  Platform() {
    for (Module module : ModuleLayer.boot().modules()) {
      String name = module.getName();
      if (name.startsWith("java.") || name.startsWith("jdk.")) {
        packages.addAll(module.getPackages());
      }
    }
  }

  /** Returns whether a class of that internal name is, or would be, the JDK's. */
  boolean has(String name) {
    int slash = name.lastIndexOf('/');
    return name.startsWith("java/")
        || (slash > 0 && packages.contains(name.substring(0, slash).replace('/', '.')));
  }

  /**
   * Returns whether the JDK looks for providers of a service while programs run. Compiler plug-ins
   * are not looked for then, and are large.
   */
  boolean isLiveService(String type) {
    return has(type)
        && !type.startsWith("javax/annotation/processing/")
        && !type.startsWith("javax/tools/")
        && !type.startsWith("com/sun/");
  }
}
