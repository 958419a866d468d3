package io.faast.bundler;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A bundle as it is deployed: one deflated zip around the stored jar, which compresses across its
 * class files and unpacks to one file.
 *
 * <p>The file lies in the cache and belongs to it: read it, copy it, but neither change nor delete
 * it. Thread-safe.
 */
public final class PackedBundle {
  private final Path file;
  private final long bytes;
  private final boolean reused;
  private final Packing layout;
  private final SavedShares shares;
  private @Nullable String sha256;

  PackedBundle(Path file, long bytes, boolean reused, Packing layout, SavedShares shares) {
    this.file = file;
    this.bytes = bytes;
    this.reused = reused;
    this.layout = layout;
    this.shares = shares;
  }

  /** Returns the zip, an absolute path. Its file name is different for different content. */
  public Path file() {
    return file;
  }

  /** Returns the size of the zip. */
  public long bytes() {
    return bytes;
  }

  /** Returns whether the zip was in the cache already. */
  public boolean reused() {
    return reused;
  }

  /** Returns what lies where in the zip. */
  public Packing layout() {
    return layout;
  }

  /**
   * Returns how many bytes of the zip each file of the bundle takes, by its name in the bundle, in
   * the order of the bundle. What belongs to no file, such as the bundle's directory, has the name
   * {@code ""}. A share depends on what comes before, as that is what it is compressed against; the
   * sum is the size of the compressed jar. Unpacks the zip when asked for the first time, and keeps
   * the answer in the cache.
   *
   * @throws UncheckedIOException if the zip cannot be read any more
   */
  public Map<String, Long> shares() {
    try {
      return shares.of(file, layout.jarName());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "what the files of the packed bundle " + file + " take cannot be told: " + e, e);
    }
  }

  /**
   * Returns the SHA-256 of the zip's bytes as 64 lower-case hexadecimal digits. Reads the zip when
   * called for the first time.
   *
   * @throws UncheckedIOException if the zip cannot be read any more
   */
  public synchronized String sha256() {
    String known = sha256;
    if (known == null) {
      try {
        known = Sha256.of(file);
      } catch (IOException e) {
        throw new UncheckedIOException("the packed bundle " + file + " cannot be read", e);
      }
      sha256 = known;
    }
    return known;
  }
}
