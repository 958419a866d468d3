package io.faast.bundler;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The files below a directory in sorted order, with what tells that one has changed: size,
 * modification time in nanoseconds and inode. Symbolic links are followed, cycles of them refused.
 */
final class DirectoryListing {
  private static final int MAX_DEPTH = 64;
  private static final int MAX_FILES = 1_000_000;

  private final List<String> names = new ArrayList<>();
  private final StringBuilder stamps = new StringBuilder(256);
  private long newestNanos = Long.MIN_VALUE;

  private DirectoryListing() {}

  static DirectoryListing of(Path directory) throws IOException {
    DirectoryListing listing = new DirectoryListing();
    listing.walk(directory.toFile(), "", 0);
    return listing;
  }

  /** Returns the listing of one file, named by its path. */
  static DirectoryListing ofFile(Path file, BasicFileAttributes attributes) {
    DirectoryListing listing = new DirectoryListing();
    listing.add(file.toString(), attributes);
    return listing;
  }

  private void walk(File directory, String prefix, int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw new IOException(
          directory + " is more than " + MAX_DEPTH + " directories deep: a cycle of links?");
    }
    String[] children = directory.list();
    if (children == null) {
      throw new IOException(directory + " cannot be listed");
    }
    Arrays.sort(children);
    for (String child : children) {
      File file = new File(directory, child);
      BasicFileAttributes attributes = attributes(file.toPath());
      if (attributes.isDirectory()) {
        walk(file, prefix + child + "/", depth + 1);
      } else if (attributes.isRegularFile()) {
        if (names.size() == MAX_FILES) {
          throw new IOException(directory + " and its siblings hold more than a million files");
        }
        add(prefix + child, attributes);
      }
    }
  }

  private static BasicFileAttributes attributes(Path path) throws IOException {
    BasicFileAttributes own =
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (own.isSymbolicLink() && Files.exists(path)) {
      return Files.readAttributes(path, BasicFileAttributes.class);
    }
    return own;
  }

  private void add(String name, BasicFileAttributes attributes) {
    names.add(name);
    long nanos = attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
    newestNanos = Math.max(newestNanos, nanos);
    stamps.append(name).append('\0').append(attributes.size()).append(' ').append(nanos);
    Object key = attributes.fileKey();
    if (key != null) {
      stamps.append(' ').append(key);
    }
    stamps.append('\n');
  }

  List<String> names() {
    return names;
  }

  CharSequence stamps() {
    return stamps;
  }

  /** Returns the latest modification time, in nanoseconds since 1970. */
  long newestNanos() {
    return newestNanos;
  }
}
