package io.faast.bundler;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A finished bundle: one jar that runs without the class path it was made from.
 *
 * <p>The jar lies in the cache and belongs to it: read it, copy it, run it, but neither change nor
 * delete it. The same input gives a jar of the same bytes on any machine. Thread-safe.
 */
public final class Bundle {
  private final Path jar;
  private final long bytes;
  private final boolean reused;
  private final BundleReport report;
  private final Packer packer;
  private @Nullable String sha256;

  Bundle(Path jar, long bytes, boolean reused, BundleReport report, Packer packer) {
    this.jar = jar;
    this.bytes = bytes;
    this.reused = reused;
    this.report = report;
    this.packer = packer;
  }

  /** Returns the jar, an absolute path. Its file name is different for different content. */
  public Path jar() {
    return jar;
  }

  /** Returns the size of the jar. */
  public long bytes() {
    return bytes;
  }

  /** Returns whether the jar was in the cache already. */
  public boolean reused() {
    return reused;
  }

  /** Returns what is in the jar, and why. */
  public BundleReport report() {
    return report;
  }

  /**
   * Returns the SHA-256 of the jar's bytes as 64 lower-case hexadecimal digits. Reads the jar when
   * called for the first time, which in a young JVM takes about 10 ms a megabyte.
   *
   * @throws UncheckedIOException if the jar cannot be read any more
   */
  public synchronized String sha256() {
    String known = sha256;
    if (known == null) {
      try {
        known = Sha256.of(jar);
      } catch (IOException e) {
        throw new UncheckedIOException("the bundle " + jar + " cannot be read", e);
      }
      sha256 = known;
    }
    return known;
  }

  /**
   * Returns the bundle as it is deployed: a deflated zip with the bundle under the given name.
   *
   * @param jarName where it lies in the zip, such as {@code lib/bundle.jar}
   * @throws IllegalArgumentException if that is no name for a file in a zip, see {@link Packing}
   * @throws BundleException if the jar cannot be read any more, or the cache cannot be written
   */
  public PackedBundle packed(String jarName) throws BundleException {
    return packed(Packing.of(jarName));
  }

  /**
   * Returns the bundle as it is deployed, with other files beside it. It is made when first asked
   * for, on several threads, and then found in the cache. The same bundle and layout give the same
   * bytes wherever the JVM's zlib is the same, which holds for one build of a JVM.
   *
   * @throws BundleException if the jar cannot be read any more, or the cache cannot be written
   */
  public PackedBundle packed(Packing layout) throws BundleException {
    return packer.pack(jar, bytes, layout);
  }
}
