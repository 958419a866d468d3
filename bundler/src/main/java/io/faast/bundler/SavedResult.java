package io.faast.bundler;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a finished bundle.
 *
 * @param key what the result is for, whole: names of files are only hashes of it
 * @param entries the class path with what manifests add to it
 * @param stamps the state of the entries then
 * @param name a name for the content of the jar
 * @param bytes size of the jar
 * @param modified the jar's modification time in nanoseconds
 * @param report what is in the jar
 */
record SavedResult(
    String key,
    List<Path> entries,
    String stamps,
    String name,
    long bytes,
    long modified,
    BundleReport report) {

  static @Nullable SavedResult read(Cache cache, String name, String key) {
    byte[] content = cache.read(name);
    if (content == null) {
      return null;
    }
    RecordReader in = new RecordReader(content);
    try {
      if (!in.text().equals(key)) {
        return null;
      }
      List<Path> entries = new ArrayList<>();
      for (int n = in.number(); n > 0; n--) {
        entries.add(Path.of(in.text()));
      }
      return new SavedResult(
          key,
          entries,
          in.text(),
          in.text(),
          in.bigNumber(),
          in.bigNumber(),
          new BundleReport(in.bytes()));
    } catch (IOException e) {
      return null; // its checksum was right, so another version wrote it
    }
  }

  void write(Cache cache, String place) throws IOException {
    RecordWriter out = new RecordWriter().text(key).number(entries.size());
    for (Path entry : entries) {
      out.text(entry.toString());
    }
    out.text(stamps).text(name).number(bytes).number(modified).bytes(report.encoded());
    cache.write(place, out.toByteArray());
  }

  static String jarName(String name) {
    return "bundles/" + name + ".jar";
  }

  /**
   * Returns whether the jar is there and whole: untouched by size and time, or else with the right
   * checksums.
   */
  boolean hasJar(Cache cache) {
    try {
      Path jar = cache.path(jarName(name));
      BasicFileAttributes attributes = Files.readAttributes(jar, BasicFileAttributes.class);
      return attributes.size() == bytes
          && (modified == attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS)
              || JarSource.open(jar).isIntact(name));
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Returns the file whose time tells when the jar was last used: the jar's own must not change.
   */
  static String usedName(String name) {
    return "bundles/" + name + ".used";
  }

  Bundle bundle(Cache cache, int threads, boolean reused) {
    Packer packer = new Packer(cache, threads, name);
    return new Bundle(cache.path(jarName(name)), bytes, reused, report, packer);
  }
}
