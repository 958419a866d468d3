package io.faast.bundler;

import org.jspecify.annotations.Nullable;

/**
 * One class path entry with what each of its files mentions. The mentions depend on the content
 * alone, so they can be kept and used again.
 */
final class EntryIndex {
  /** Values of {@link #kinds}; a class file has its major version, which is larger. */
  static final int RESOURCE = 0;

  static final int BROKEN = 1;

  final Source source;
  final Manifest manifest;

  /** What each file is: a resource, a broken class, or the version of a class. */
  final int[] kinds;

  /** File i mentions refs[starts[i]] to refs[starts[i + 1] - 1]: a name's number * 2 + flag. */
  final int[] starts;

  final int[] refs;
  final String[] names;

  /** What is wrong with a broken class, by file. */
  final @Nullable String[] defects;

  /** The node that each name leads to, filled in as names are met; see {@link #looked}. */
  final @Nullable Node[] nodes;

  final boolean[] looked;

  /** Content that was read already and may be needed again, by file. */
  final byte[] @Nullable [] contents;

  EntryIndex(
      Source source,
      Manifest manifest,
      int[] kinds,
      int[] starts,
      int[] refs,
      String[] names,
      @Nullable String[] defects,
      byte[] @Nullable [] contents) {
    this.source = source;
    this.manifest = manifest;
    this.kinds = kinds;
    this.starts = starts;
    this.refs = refs;
    this.names = names;
    this.defects = defects;
    this.contents = contents;
    nodes = new Node[names.length];
    looked = new boolean[names.length];
  }

  boolean isClass(int file) {
    return kinds[file] != RESOURCE;
  }

  /** Returns whether a file's name makes it worth looking for class names in it. */
  static boolean isScanned(String name) {
    return name.endsWith(".class")
        || name.startsWith("META-INF/services/")
        || (name.startsWith("META-INF/native-image/") && name.endsWith(".json"));
  }
}
