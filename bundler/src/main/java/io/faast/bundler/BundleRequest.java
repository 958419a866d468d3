package io.faast.bundler;

import io.faast.bundler.hints.NativePlatform;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What to bundle. Immutable; made by {@link #builder}.
 *
 * @param classPath where classes and resources are looked for; the first entry that has a name wins
 * @param rootClasses names ({@code pkg.Outer$Inner}) of the classes that the bundle is for, in
 *     sorted order; each must exist
 * @param includeClasses names of classes to bundle besides those found reachable; {@code pkg.*}
 *     takes the classes of a package, {@code pkg.**} also those of the packages below it; each must
 *     name at least one class
 * @param includeFiles files, directories or globs ({@code *}, {@code **}, {@code ?}) to bundle as
 *     resources. A relative one is taken from the working directory and keeps its path as its name;
 *     an absolute one is stored under its file name (a directory: with what is below it). Each must
 *     exist
 * @param excludes names or patterns of classes ({@code pkg.Name}, {@code pkg.*}, {@code pkg.**})
 *     and resources (globs such as {@code docs/**}) to leave out, whatever needs them
 * @param targetRelease Java release that runs the bundle, at least 17: decides which entries of
 *     multi-release jars are taken
 * @param mainClass {@code Main-Class} of the bundle's manifest, a root like the others, or null
 * @param deflate whether entries are compressed. A stored jar (the default) starts faster, and
 *     packs smaller when the whole of it is compressed afterwards
 * @param traces whether what earlier runs of the root classes are known to have loaded is bundled,
 *     too, see {@link TraceStore}
 * @param client whether the bundle is to deploy functions itself: else {@code io.faast.Faast}, and
 *     what only that leads to, is left out unless {@code includeClasses} names it, as module
 *     classes often hold the {@code main} that deploys them
 * @param platform where the bundle will run, by default where it is made: native libraries in jars
 *     for other operating systems and architectures are left out, as far as they can be told
 */
public record BundleRequest(
    ClassPath classPath,
    Set<String> rootClasses,
    List<String> includeClasses,
    List<String> includeFiles,
    List<String> excludes,
    int targetRelease,
    @Nullable String mainClass,
    boolean deflate,
    boolean traces,
    boolean client,
    NativePlatform platform) {

  /** Takes copies of the collections, the roots in sorted order. */
  public BundleRequest {
    rootClasses = Collections.unmodifiableSet(new TreeSet<>(rootClasses));
    includeClasses = List.copyOf(includeClasses);
    includeFiles = List.copyOf(includeFiles);
    excludes = List.copyOf(excludes);
    if (rootClasses.isEmpty() && mainClass == null) {
      throw new IllegalArgumentException(
          "a bundle needs a root class: name the class it is for with root(...)");
    }
    if (targetRelease < 17) {
      throw new IllegalArgumentException(
          "targetRelease is " + targetRelease + ", but the oldest supported runtime is 17");
    }
  }

  /** Starts a request over a class path. */
  public static Builder builder(ClassPath classPath) {
    return new Builder(classPath);
  }

  /**
   * Collects a request. Not thread-safe. The target release is the running JVM's unless set, traces
   * are used; everything else is empty or off.
   */
  public static final class Builder {
    private final ClassPath classPath;
    private final Set<String> roots = new TreeSet<>();
    private final List<String> includeClasses = new ArrayList<>();
    private final List<String> includeFiles = new ArrayList<>();
    private final List<String> excludes = new ArrayList<>();
    private int targetRelease = Runtime.version().feature();
    private @Nullable String mainClass;
    private boolean deflate;
    private boolean traces = true;
    private boolean client;
    private NativePlatform platform = NativePlatform.current();

    private Builder(ClassPath classPath) {
      this.classPath = classPath;
    }

    /** Adds root classes by name. */
    public Builder root(String... classNames) {
      roots.addAll(Arrays.asList(classNames));
      return this;
    }

    /** Adds names or package patterns of classes to bundle besides the reachable ones. */
    public Builder includeClasses(Collection<String> patterns) {
      includeClasses.addAll(patterns);
      return this;
    }

    /** Adds files, directories or globs to bundle as resources. */
    public Builder includeFiles(Collection<String> files) {
      includeFiles.addAll(files);
      return this;
    }

    /** Adds names or patterns of classes and resources to leave out. */
    public Builder excludes(Collection<String> patterns) {
      excludes.addAll(patterns);
      return this;
    }

    /** Sets the Java release that runs the bundle: 17 or newer. */
    public Builder targetRelease(int release) {
      targetRelease = release;
      return this;
    }

    /** Sets the class whose {@code main} starts the bundle; it is a root too. */
    public Builder mainClass(String className) {
      mainClass = className;
      return this;
    }

    /** Chooses compressed entries (true) or stored ones (false, the default). */
    public Builder deflate(boolean choice) {
      deflate = choice;
      return this;
    }

    /** Chooses whether what a traced run has loaded is bundled, too (true, the default). */
    public Builder traces(boolean choice) {
      traces = choice;
      return this;
    }

    /**
     * Chooses whether the bundle is to deploy functions itself (false, the default: it is for
     * functions, which rarely do).
     */
    public Builder client(boolean choice) {
      client = choice;
      return this;
    }

    /** Sets the operating system and architecture that the bundle will run on. */
    public Builder platform(NativePlatform choice) {
      platform = choice;
      return this;
    }

    /**
     * Makes the request.
     *
     * @throws IllegalArgumentException if no root is named or the release is out of range
     */
    public BundleRequest build() {
      return new BundleRequest(
          classPath,
          roots,
          includeClasses,
          includeFiles,
          excludes,
          targetRelease,
          mainClass,
          deflate,
          traces,
          client,
          platform);
    }
  }
}
