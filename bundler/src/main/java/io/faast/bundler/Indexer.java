package io.faast.bundler;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Finds what the class files of class path entries say, on several threads. */
final class Indexer implements Parallel.Task {
  /** Unpacked content is kept for the writer up to this many bytes. */
  private static final long KEEP = 96L << 20;

  private static final int CHUNK = 128;

  private final List<Scan> scans = new ArrayList<>();
  private final List<int[]> chunks = new ArrayList<>();
  private final AtomicLong kept;

  /** Makes an indexer that counts the content which it keeps together with others. */
  Indexer(AtomicLong kept) {
    this.kept = kept;
  }

  /** The results for one entry. */
  private static final class Scan {
    final Source source;
    final Manifest manifest;
    final int[] kinds;
    final int[] parts;
    final int[] starts;
    final @Nullable Facts[] facts;
    final @Nullable String[] defects;
    final byte[] @Nullable [] contents;

    Scan(Source source, Manifest manifest) {
      this.source = source;
      this.manifest = manifest;
      int count = source.count();
      kinds = new int[count];
      parts = new int[count];
      starts = new int[count];
      Arrays.fill(starts, -1);
      facts = new Facts[(count + CHUNK - 1) / CHUNK];
      defects = new String[count];
      contents = new byte[count][];
    }
  }

  /** Adds an entry. */
  void add(Source source, Manifest manifest) {
    int place = scans.size();
    scans.add(new Scan(source, manifest));
    for (int i = 0; i < source.count(); i += CHUNK) {
      chunks.add(new int[] {place, i, Math.min(source.count(), i + CHUNK)});
    }
  }

  /** Scans everything that was added; returns the results in the order of adding. */
  List<EntryIndex> run(int threads) throws BundleException {
    Parallel.each(chunks.size(), threads, this);
    List<EntryIndex> result = new ArrayList<>(scans.size());
    for (Scan scan : scans) {
      Facts[] facts = new Facts[scan.facts.length];
      for (int i = 0; i < facts.length; i++) {
        Facts part = scan.facts[i];
        facts[i] = part == null ? new FactsTable().facts() : part;
      }
      result.add(
          new EntryIndex(
              scan.source,
              scan.manifest,
              scan.kinds,
              scan.parts,
              scan.starts,
              facts,
              scan.defects,
              scan.contents));
    }
    return result;
  }

  @Override
  public void run(int worker, int chunk) {
    int[] range = chunks.get(chunk);
    Scan scan = scans.get(range[0]);
    FactsTable table = new FactsTable();
    FactsReader reader = new FactsReader(table);
    for (int i = range[1]; i < range[2]; i++) {
      String name = scan.source.name(i);
      if (EntryIndex.isScanned(name)) {
        scan.parts[i] = i / CHUNK;
        scanFile(scan, i, name, reader);
      }
    }
    scan.facts[range[1] / CHUNK] = table.facts();
  }

  private void scanFile(Scan scan, int i, String name, FactsReader reader) {
    try {
      byte[] content = scan.source.read(i);
      if (kept.addAndGet(content.length) <= KEEP) {
        scan.contents[i] = content;
      }
      String className = Releases.className(name);
      ClassHead head = ClassHead.of(content);
      if (!head.name().equals(className)) {
        return; // not a class of this place: an application's own layout, say
      }
      if (head.major() <= FactsReader.NEWEST) {
        scan.starts[i] = reader.read(content);
      }
      scan.kinds[i] = Math.max(head.major(), 2);
    } catch (ClassHead.Broken | IOException e) {
      scan.kinds[i] = EntryIndex.BROKEN;
      scan.defects[i] = e.getMessage();
    } catch (RuntimeException | StackOverflowError e) {
      // Numbers in the file lead out of it, or a signature is none.
      scan.kinds[i] = EntryIndex.BROKEN;
      scan.defects[i] = "is damaged: " + e;
      scan.starts[i] = -1;
    }
  }

  /** Returns whether a file that is named as a class file is a class, be it a broken one. */
  static boolean isClass(Source source, int file) {
    try {
      return ClassHead.of(source.read(file)).name().equals(Releases.className(source.name(file)));
    } catch (ClassHead.Broken | IOException e) {
      return true;
    }
  }
}
