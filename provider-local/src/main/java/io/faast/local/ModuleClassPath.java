package io.faast.local;

import io.faast.bundler.BundleException;
import io.faast.bundler.Bundler;
import io.faast.bundler.ClassPath;
import io.faast.bundler.Trace;
import io.faast.bundler.TraceStore;
import io.faast.local.worker.LocalWorkerMain;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Where a module's classes are taken from. */
final class ModuleClassPath {
  private final Class<?> module;

  ModuleClassPath(Class<?> module) {
    this.module = module;
  }

  /** The module's class path, and ours behind it if ours was loaded from elsewhere. */
  ClassPath find() {
    ClassLoader moduleLoader = module.getClassLoader();
    ClassLoader ownLoader = LocalWorkerMain.class.getClassLoader();
    ClassPath own = ClassPath.of(ownLoader);
    if (moduleLoader == null || moduleLoader.equals(ownLoader)) {
      return own;
    }
    Set<Path> entries = new LinkedHashSet<>(ClassPath.of(moduleLoader).entries());
    entries.addAll(own.entries());
    return new ClassPath(List.copyOf(entries));
  }

  /** Has later bundles of the module hold what is named; returns how much of it was new. */
  int learn(Trace trace) throws BundleException {
    return TraceStore.in(Bundler.defaultCache()).add(module.getName(), find(), trace);
  }
}
