package io.faast.bundler;

import org.jspecify.annotations.Nullable;

/** One class path entry with what each of its class files says. */
final class EntryIndex {
  /** Values of {@link #kinds}; a class file has its major version, which is larger. */
  static final int RESOURCE = 0;

  static final int BROKEN = 1;

  /** Has the name of a class file, and was not read yet. */
  private static final int LISTED = 2;

  final Source source;
  final Manifest manifest;

  /** What each file is: a resource, a broken class, or the version of a class. */
  int[] kinds;

  /** The facts that a class file is in, and where. Those of a resource or broken class: -1. */
  int[] parts;

  int[] starts;
  Facts[] facts;

  /** What is wrong with a broken class, by file. */
  @Nullable String[] defects;

  /** Content that was read already and may be needed again, by file. */
  byte[] @Nullable [] contents;

  /** Whether the files were read; else they are only listed, and say nothing. */
  boolean read = true;

  EntryIndex(
      Source source,
      Manifest manifest,
      int[] kinds,
      int[] parts,
      int[] starts,
      Facts[] facts,
      @Nullable String[] defects,
      byte[] @Nullable [] contents) {
    this.source = source;
    this.manifest = manifest;
    this.kinds = kinds;
    this.parts = parts;
    this.starts = starts;
    this.facts = facts;
    this.defects = defects;
    this.contents = contents;
  }

  /**
   * Lists the files of an entry that may never be needed; which of them are classes is a guess by
   * their names, right but for archives in archives and the like.
   */
  static EntryIndex listed(Source source, Manifest manifest) {
    int count = source.count();
    int[] kinds = new int[count];
    for (int file = 0; file < count; file++) {
      if (isScanned(source.name(file))) {
        kinds[file] = LISTED;
      }
    }
    EntryIndex index =
        new EntryIndex(
            source,
            manifest,
            kinds,
            new int[0],
            new int[0],
            new Facts[0],
            new String[count],
            new byte[count][]);
    index.read = false;
    return index;
  }

  /** Takes over what reading the files has shown; returns whether the guesses were right. */
  boolean take(EntryIndex found) {
    boolean right = true;
    for (int file = 0; file < kinds.length; file++) {
      right &= isClass(file) == found.isClass(file);
    }
    kinds = found.kinds;
    parts = found.parts;
    starts = found.starts;
    facts = found.facts;
    defects = found.defects;
    contents = found.contents;
    read = true;
    return right;
  }

  /** Forgets what the names lead to. */
  void forget() {
    for (Facts part : facts) {
      part.forget();
    }
  }

  boolean isClass(int file) {
    return kinds[file] != RESOURCE;
  }

  /** Returns whether a file's name makes it worth looking for a class in it. */
  static boolean isScanned(String name) {
    return name.endsWith(".class") && !name.endsWith("module-info.class");
  }
}
