package io.faast.bundler;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Makes the zips around one jar of the cache, or finds them there. Thread-safe. */
final class Packer {
  /** Changes whenever the same jar and layout would give other bytes. */
  private static final String FORMAT = "faast pack 2";

  private final Cache cache;
  private final int threads;
  private final String jarName;

  /**
   * Makes one.
   *
   * @param jarName what the jar's content is called in the cache
   */
  Packer(Cache cache, int threads, String jarName) {
    this.cache = cache;
    this.threads = threads;
    this.jarName = jarName;
  }

  /** What is remembered of a zip: nanoseconds for its time. */
  private record Saved(long bytes, long modified, int crc) {}

  PackedBundle pack(Path jar, long jarBytes, Packing layout) throws BundleException {
    String key = key(jarBytes, layout);
    String print = Fingerprint.of(key.getBytes(StandardCharsets.UTF_8));
    String record = "results/p".concat(print);
    String name = "bundles/" + jarName + "-" + print.substring(0, 16);
    Path zip = cache.path(name.concat(".zip"));
    Saved saved = read(record, key);
    if (saved != null && isIntact(zip, saved)) {
      Sweeper.touch(cache.path(record));
      Sweeper.touch(cache.path(name.concat(".used")));
      return new PackedBundle(zip, saved.bytes, true, layout, shares(print, saved));
    }
    cache.create();
    try {
      Saved made = make(jar, jarBytes, layout, name, record, key);
      return new PackedBundle(zip, made.bytes, false, layout, shares(print, made));
    } catch (IOException e) {
      throw new BundleException(
          "the bundle "
              + jar
              + " could not be packed into the cache in "
              + cache.path("")
              + ": "
              + e
              + ". If it was deleted there, bundle again.",
          e);
    }
  }

  private String key(long jarBytes, Packing layout) {
    StringBuilder key = new StringBuilder(512).append(FORMAT);
    // The JVM brings its zlib, on which the bytes depend.
    key.append('\n').append(System.getProperty("java.vendor"));
    key.append('\n').append(System.getProperty("java.runtime.version"));
    key.append('\n').append(BlockDeflater.LEVEL).append(' ').append(BlockDeflater.BLOCK);
    key.append('\n').append(jarName).append(' ').append(jarBytes);
    return key.append('\n').append(layout.key()).toString();
  }

  private SavedShares shares(String print, Saved saved) {
    return new SavedShares(cache, "results/s".concat(print), saved.crc);
  }

  private Saved make(
      Path jar, long jarBytes, Packing layout, String name, String record, String key)
      throws BundleException, IOException {
    Path temporary = cache.temporary();
    try {
      new PackWriter(layout, threads).write(jar, jarBytes, temporary);
      Path zip = cache.path(name.concat(".zip"));
      int crc = crc(temporary);
      // An equal zip is left in place: others may have noted its time.
      if (!Files.exists(zip) || Files.mismatch(zip, temporary) >= 0) {
        cache.write(name.concat(".used"), new byte[0]);
        Cache.publish(temporary, zip);
      }
      Saved saved = new Saved(Files.size(zip), modified(zip), crc);
      write(record, key, saved);
      return saved;
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static long modified(Path file) throws IOException {
    return Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS);
  }

  /** Untouched by size and time, or else with the right checksum. */
  private static boolean isIntact(Path zip, Saved saved) {
    try {
      BasicFileAttributes found = Files.readAttributes(zip, BasicFileAttributes.class);
      return found.size() == saved.bytes
          && (found.lastModifiedTime().to(TimeUnit.NANOSECONDS) == saved.modified
              || crc(zip) == saved.crc);
    } catch (IOException e) {
      return false; // it is made anew
    }
  }

  private static int crc(Path file) throws IOException {
    CRC32 crc = new CRC32();
    byte[] buffer = new byte[1 << 18];
    try (var in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
        crc.update(buffer, 0, n);
      }
    }
    return (int) crc.getValue();
  }

  private void write(String record, String key, Saved saved) throws IOException {
    cache.write(
        record,
        new RecordWriter()
            .text(key)
            .number(saved.bytes)
            .number(saved.modified)
            .number(saved.crc)
            .toByteArray());
  }

  private @Nullable Saved read(String record, String key) {
    byte[] content = cache.read(record);
    if (content == null) {
      return null;
    }
    RecordReader in = new RecordReader(content);
    try {
      Saved saved =
          in.text().equals(key) ? new Saved(in.bigNumber(), in.bigNumber(), in.number()) : null;
      return in.isAtEnd() ? saved : null;
    } catch (IOException e) {
      return null; // its checksum was right, so another version wrote it
    }
  }
}
