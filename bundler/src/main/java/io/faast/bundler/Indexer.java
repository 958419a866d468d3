package io.faast.bundler;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Finds what the files of class path entries mention, on several threads. */
final class Indexer implements Parallel.Task {
  /** Unpacked content is kept for the writer up to this many bytes. */
  private static final long KEEP = 96L << 20;

  private static final int CHUNK = 48;

  private final List<Scan> scans = new ArrayList<>();
  private final List<int[]> chunks = new ArrayList<>();
  private final AtomicLong kept;
  private @Nullable NameTable[][] tables = new NameTable[0][];

  /** Makes an indexer that counts the content which it keeps together with others. */
  Indexer(AtomicLong kept) {
    this.kept = kept;
  }

  /** The results for one entry: each file's refs are numbers in one of the threads' tables. */
  private static final class Scan {
    final Source source;
    final Manifest manifest;
    final int[] kinds;
    final int[] @Nullable [] refs;
    final int[] tables;
    final @Nullable String[] defects;
    final byte[] @Nullable [] contents;

    Scan(Source source, Manifest manifest) {
      this.source = source;
      this.manifest = manifest;
      int count = source.count();
      kinds = new int[count];
      refs = new int[count][];
      tables = new int[count];
      defects = new String[count];
      contents = new byte[count][];
    }
  }

  /** Adds an entry; returns its place among the results. */
  int add(Source source, Manifest manifest) {
    int place = scans.size();
    scans.add(new Scan(source, manifest));
    for (int i = 0; i < source.count(); i += CHUNK) {
      chunks.add(new int[] {place, i, Math.min(source.count(), i + CHUNK)});
    }
    return place;
  }

  /** Scans everything that was added. */
  List<EntryIndex> run(int threads) throws BundleException {
    tables = new NameTable[threads][scans.size()];
    Parallel.each(chunks.size(), threads, this);
    List<EntryIndex> result = new ArrayList<>(scans.size());
    for (int place = 0; place < scans.size(); place++) {
      result.add(merge(scans.get(place), place, tables));
    }
    return result;
  }

  @Override
  public void run(int worker, int chunk) {
    int[] range = chunks.get(chunk);
    int place = range[0];
    NameTable table = tables[worker][place];
    if (table == null) {
      table = new NameTable();
      tables[worker][place] = table;
    }
    scan(scans.get(place), range[1], range[2], worker, table);
  }

  private void scan(Scan scan, int from, int to, int worker, NameTable table) {
    ClassScanner scanner = new ClassScanner(table);
    Refs refs = new Refs();
    for (int i = from; i < to; i++) {
      String name = scan.source.name(i);
      if (EntryIndex.isScanned(name) && !name.endsWith("module-info.class")) {
        scan.tables[i] = worker;
        refs.size = 0;
        scanFile(scan, i, name, scanner, table, refs);
        scan.refs[i] = Arrays.copyOf(refs.values, refs.size);
      }
    }
  }

  private void scanFile(
      Scan scan, int i, String name, ClassScanner scanner, NameTable table, Refs refs) {
    boolean isClass = name.endsWith(".class");
    try {
      byte[] content = scan.source.read(i);
      if (kept.addAndGet(content.length) <= KEEP) {
        scan.contents[i] = content;
      }
      if (!isClass) {
        TextNames.add(content, name.endsWith(".json"), table, refs);
        return;
      }
      scanner.scan(content, refs);
      if (scanner.isNamed(Releases.className(name))) {
        scan.kinds[i] = Math.max(scanner.major(), 2);
      } else {
        refs.size = 0; // not a class of this place: an application's own layout, say
      }
    } catch (ClassScanner.Broken | IOException e) {
      refs.size = 0;
      if (isClass) {
        scan.kinds[i] = EntryIndex.BROKEN;
        scan.defects[i] = e.getMessage();
      }
    }
  }

  /** Returns whether a file that is named as a class file is a class, be it a broken one. */
  static boolean isClass(Source source, int file) {
    ClassScanner scanner = new ClassScanner(new NameTable());
    try {
      scanner.scan(source.read(file), new Refs());
      return scanner.isNamed(Releases.className(source.name(file)));
    } catch (ClassScanner.Broken | IOException e) {
      return true;
    }
  }

  private static EntryIndex merge(Scan scan, int place, @Nullable NameTable[][] tables) {
    int[] base = new int[tables.length];
    List<String> names = new ArrayList<>();
    for (int t = 0; t < tables.length; t++) {
      base[t] = names.size() << 1;
      NameTable table = tables[t][place];
      if (table != null) {
        names.addAll(table.names());
      }
    }
    int count = scan.kinds.length;
    int[] starts = new int[count + 1];
    Refs all = new Refs();
    for (int i = 0; i < count; i++) {
      int[] refs = scan.refs[i];
      if (refs != null) {
        int shift = base[scan.tables[i]];
        for (int ref : refs) {
          all.add(ref + shift);
        }
      }
      starts[i + 1] = all.size;
    }
    return new EntryIndex(
        scan.source,
        scan.manifest,
        scan.kinds,
        starts,
        Arrays.copyOf(all.values, all.size),
        names.toArray(new String[0]),
        scan.defects,
        scan.contents);
  }
}
