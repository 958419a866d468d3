package io.faast.bundler;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * Remembers what runs of modules really loaded, so that later bundles have it even if no analysis
 * finds it.
 *
 * <p>It is kept in the bundler's cache by module and by class path entry: a jar is known by its
 * content, a directory by its path. What was seen in a jar is of use to a bundle as long as that
 * very jar is on its class path. Runs are added to each other. Thread-safe; several processes may
 * share a cache.
 */
public final class TraceStore {
  private static final Object LOCK = new Object();

  private final Cache cache;

  private TraceStore(Path directory) {
    cache = new Cache(directory.toAbsolutePath());
  }

  /** Returns the store that lies in a bundler's cache directory. */
  public static TraceStore in(Path cache) {
    return new TraceStore(cache);
  }

  /**
   * Adds what a run used. Names that are on no entry of the class path are left out: those are
   * classes made at run time.
   *
   * @param moduleClass the root class of the bundles that shall have it
   * @param classPath where the run took its classes from
   * @return how many names were not known yet
   * @throws BundleException if the class path cannot be read or the cache cannot be written
   */
  public int add(String moduleClass, ClassPath classPath, Trace trace) throws BundleException {
    Map<String, Trace> found = new TraceSplit(trace).over(new OpenedClassPath(classPath));
    if (found.isEmpty()) {
      return 0;
    }
    cache.create();
    try {
      synchronized (LOCK) { // a process may not lock a file twice
        try (FileChannel file =
                FileChannel.open(
                    cache.path("traces.lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            FileLock lock = file.lock()) {
          assert lock.isValid();
          TraceFile old = TraceFile.read(cache, moduleClass);
          TraceFile all = old.and(found);
          if (all.names() != old.names()) {
            all.write(cache);
          }
          return Math.max(0, all.names() - old.names());
        }
      }
    } catch (IOException | OverlappingFileLockException e) {
      throw new BundleException(
          "what a run of " + moduleClass + " loaded could not be noted in " + cache.path(""), e);
    }
  }
}
