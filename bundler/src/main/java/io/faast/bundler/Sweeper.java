package io.faast.bundler;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps the cache small: once a day, after something new was written, it deletes what was last used
 * 30 days ago, then the least recently used files while there are more than 2 GiB. What was used in
 * the last 24 hours stays. Traces, which nothing but another run could make anew, stay for a year.
 */
final class Sweeper {
  static final Duration MAX_AGE = Duration.ofDays(30);
  static final Duration MAX_AGE_OF_TRACES = Duration.ofDays(365);
  static final Duration MIN_AGE = Duration.ofDays(1);
  static final long MAX_BYTES = 2L << 30;

  private Sweeper() {}

  /** Notes that a file was used; times are exact to a day, which saves writing. */
  static void touch(Path file) {
    long now = System.currentTimeMillis();
    File used = file.toFile();
    long last = used.lastModified();
    if (last != 0 && last < now - MIN_AGE.toMillis() / 2) {
      boolean noted = used.setLastModified(now);
      assert noted || !used.canWrite() : file;
    }
  }

  static void sweep(Cache cache) throws IOException {
    Path marker = cache.path("swept");
    long now = System.currentTimeMillis();
    if (Files.exists(marker)
        && Files.getLastModifiedTime(marker).toMillis() > now - MIN_AGE.toMillis()) {
      return;
    }
    boolean first = !Files.exists(marker);
    Files.write(marker, new byte[0]);
    Files.setLastModifiedTime(marker, FileTime.fromMillis(now));
    if (!first) {
      sweep(cache, now, MAX_BYTES);
    }
  }

  static void sweep(Cache cache, long now, long maxBytes) throws IOException {
    delete(files(cache, "tmp"), now - MIN_AGE.toMillis(), Long.MAX_VALUE, now);
    delete(files(cache, "results"), now - MAX_AGE.toMillis(), Long.MAX_VALUE, now);
    delete(files(cache, "traces"), now - MAX_AGE_OF_TRACES.toMillis(), Long.MAX_VALUE, now);
    File[] large = concat(files(cache, "bundles"), files(cache, "index"));
    delete(large, now - MAX_AGE.toMillis(), maxBytes, now);
  }

  private static File[] concat(File[] a, File[] b) {
    File[] all = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    return all;
  }

  private static File[] files(Cache cache, String directory) {
    File[] files = cache.path(directory).toFile().listFiles();
    return files == null ? new File[0] : files;
  }

  private static void delete(File[] files, long before, long maxBytes, long now)
      throws IOException {
    Map<File, Long> times = new HashMap<>();
    for (File file : files) {
      times.put(file, lastUsed(file));
    }
    Arrays.sort(files, Comparator.<File>comparingLong(f -> times.getOrDefault(f, 0L)).reversed());
    long kept = 0;
    for (File file : files) {
      long used = times.getOrDefault(file, 0L);
      kept += file.length();
      if (used < before || (kept > maxBytes && used < now - MIN_AGE.toMillis())) {
        Files.deleteIfExists(file.toPath());
      }
    }
  }

  private static long lastUsed(File file) {
    long own = file.lastModified();
    String name = file.getName();
    if (!name.endsWith(".jar") && !name.endsWith(".zip")) {
      return own;
    }
    String marker = name.substring(0, name.length() - 4).concat(".used");
    return Math.max(own, new File(file.getParentFile(), marker).lastModified());
  }
}
