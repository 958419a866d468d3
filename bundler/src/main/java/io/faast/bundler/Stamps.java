package io.faast.bundler;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** What tells that a class path entry has changed, without reading it. */
final class Stamps {
  private Stamps() {}

  /** Adds the stamp of a jar, a directory with all below it, or a gap; returns the newest time. */
  static long append(StringBuilder stamps, Path path) throws IOException {
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(path, BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      stamps.append("absent ").append(path).append('\n');
      return Long.MIN_VALUE;
    }
    DirectoryListing listing =
        attributes.isDirectory()
            ? DirectoryListing.of(path)
            : DirectoryListing.ofFile(path, attributes);
    stamps.append(listing.stamps());
    return listing.newestNanos();
  }
}
