package io.faast.bundler;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One file of a bundle: a file of a class path entry, or content made or read here. */
final class Item {
  /** Its name in the bundle. */
  final String name;

  /** Where it comes from, or null. */
  final @Nullable EntryIndex entry;

  /** Its number in the entry. */
  final int file;

  private final byte @Nullable [] made;

  Item(String name, EntryIndex entry, int file) {
    this.name = name;
    this.entry = entry;
    this.file = file;
    made = null;
  }

  Item(String name, byte[] made) {
    this.name = name;
    entry = null;
    file = -1;
    this.made = made;
  }

  /** Makes an item from a class that was written anew. */
  Item(String name, EntryIndex entry, int file, byte[] made) {
    this.name = name;
    this.entry = entry;
    this.file = file;
    this.made = made;
  }

  /** Returns whether the content is that of the entry's file. */
  boolean isCopy() {
    return made == null && entry != null;
  }

  long size() {
    byte[] own = made;
    return own != null ? own.length : entry == null ? 0 : entry.source.size(file);
  }

  /** Returns the content; it is kept if it had been read before. */
  byte[] content() throws BundleException {
    byte[] own = made;
    if (own != null || entry == null) {
      return own == null ? new byte[0] : own;
    }
    byte[] known = entry.contents[file];
    if (known != null) {
      return known;
    }
    try {
      return entry.source.read(file);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  BundleException unreadable(IOException e) {
    String where = entry == null ? "" : entry.source.path() + ": ";
    return new BundleException(
        where
            + name
            + " "
            + e.getMessage()
            + ". It is bundled because its jar or directory holds a class that is needed. Replace"
            + " the file, or leave it out with excludes.",
        e);
  }
}
