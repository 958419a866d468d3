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

  /** Has the name of a class file, and was not read yet. */
  private static final int LISTED = 2;

  final Source source;
  final Manifest manifest;

  /** What each file is: a resource, a broken class, or the version of a class. */
  int[] kinds;

  /** File i mentions refs[starts[i]] to refs[starts[i + 1] - 1]: a name's number * 2 + flag. */
  int[] starts;

  int[] refs;
  String[] names;

  /** What is wrong with a broken class, by file. */
  @Nullable String[] defects;

  /** The node that each name leads to, filled in as names are met; see {@link #looked}. */
  @Nullable Node[] nodes;

  boolean[] looked;

  /** Content that was read already and may be needed again, by file. */
  byte[] @Nullable [] contents;

  /** Whether the files were read; else they are only listed, and mention nothing. */
  boolean read = true;

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

  /**
   * Lists the files of an entry that may never be needed; which of them are classes is a guess by
   * their names, right but for archives in archives and the like.
   */
  static EntryIndex listed(Source source, Manifest manifest) {
    int count = source.count();
    int[] kinds = new int[count];
    for (int file = 0; file < count; file++) {
      String name = source.name(file);
      if (name.endsWith(".class") && !name.endsWith("module-info.class")) {
        kinds[file] = LISTED;
      }
    }
    EntryIndex index =
        new EntryIndex(
            source,
            manifest,
            kinds,
            new int[count + 1],
            new int[0],
            new String[0],
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
    starts = found.starts;
    refs = found.refs;
    names = found.names;
    defects = found.defects;
    contents = found.contents;
    read = true;
    forgetNodes();
    return right;
  }

  /** Forgets what the names lead to. */
  void forgetNodes() {
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
