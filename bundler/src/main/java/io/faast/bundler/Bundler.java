package io.faast.bundler;

import java.nio.file.Path;
import java.util.List;

/**
 * Makes bundles: finds what the roots reach on a class path and writes it into one jar.
 *
 * <pre>{@code
 * BundleRequest request =
 *     BundleRequest.builder(ClassPath.of(Thumbnails.class.getClassLoader()))
 *         .root("com.example.Thumbnails")
 *         .mainClass("com.example.Main")
 *         .build();
 * Bundle bundle = Bundler.withCache(Bundler.defaultCache()).bundle(request);
 * }</pre>
 *
 * <p>Thread-safe. Several threads and processes may share a cache directory.
 */
public final class Bundler {
  private static final int MAX_THREADS = 4;

  private final Cache cache;
  private final int threads;

  private Bundler(Path cache, int threads) {
    this.cache = new Cache(cache);
    this.threads = threads;
  }

  /**
   * Returns a bundler that keeps indexes and finished bundles in a directory. It is created,
   * private to the user, when first needed; what is damaged in it is made anew.
   */
  public static Bundler withCache(Path directory) {
    int cores = Runtime.getRuntime().availableProcessors();
    return withCache(directory, Math.min(cores, MAX_THREADS));
  }

  static Bundler withCache(Path directory, int threads) {
    return new Bundler(directory.toAbsolutePath(), threads);
  }

  /**
   * Returns the user's cache directory: the system property {@code faast.cache} if set, else {@code
   * faast} in {@code XDG_CACHE_HOME} or, without one, in {@code ~/.cache}.
   */
  public static Path defaultCache() {
    String property = System.getProperty("faast.cache");
    if (property != null && !property.isEmpty()) {
      return Path.of(property);
    }
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path base =
        xdg != null && xdg.startsWith("/")
            ? Path.of(xdg)
            : Path.of(System.getProperty("user.home"), ".cache");
    return base.resolve("faast");
  }

  /**
   * Returns the bundle of a request, from the cache if nothing that determines it has changed.
   * Blocks while it reads and writes files.
   *
   * @throws BundleException if a root is missing, an input cannot be read safely, or the cache
   *     cannot be written
   */
  public Bundle bundle(BundleRequest request) throws BundleException {
    return new BundleJob(request, cache, threads).run();
  }

  /**
   * Returns a shortest path from a root to a method, in the words of {@link BundleReport#why};
   * empty if the bundle does not have the method. Of several methods of the name, the first that
   * can run counts; one that is inherited is looked for in the superclasses. Analyses the class
   * path anew.
   *
   * @throws BundleException if a root is missing or an input cannot be read safely
   */
  public List<String> why(BundleRequest request, String className, String method)
      throws BundleException {
    return new BundleJob(request, cache, threads).why(className, method);
  }
}
