package io.faast.bundler;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Finds the index of each jar in the cache, makes those that are needed, and keeps them. */
final class Indexes {
  private final Cache cache;
  private final int threads;
  private final List<EntryIndex> fresh = new ArrayList<>();
  private final AtomicLong kept = new AtomicLong();
  private @Nullable Thread saving;
  private volatile @Nullable IOException failure;

  Indexes(Cache cache, int threads) {
    this.cache = cache;
    this.threads = threads;
  }

  /**
   * Returns the indexes in class path order. Those that are not in the cache are only listed: most
   * jars of a large class path are never needed.
   */
  List<EntryIndex> of(OpenedClassPath opened) throws BundleException {
    int count = opened.sources.size();
    @Nullable EntryIndex[] found = new EntryIndex[count];
    Parallel.each(count, threads, new Loading(opened, found));
    List<EntryIndex> all = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      EntryIndex index = found[i];
      all.add(
          index == null
              ? EntryIndex.listed(opened.sources.get(i), opened.manifests.get(i))
              : index);
    }
    return all;
  }

  /** Reads the files of entries that were only listed; returns whether the guesses were right. */
  boolean read(Collection<EntryIndex> listed) throws BundleException {
    Indexer indexer = new Indexer(kept);
    for (EntryIndex index : listed) {
      indexer.add(index.source, index.manifest);
    }
    boolean right = true;
    Iterator<EntryIndex> made = indexer.run(threads).iterator();
    for (EntryIndex index : listed) {
      right &= index.take(made.next());
      if (index.source instanceof JarSource) {
        fresh.add(index);
      }
    }
    return right;
  }

  /** Begins to save the new indexes, once all are there. */
  void save() {
    if (!fresh.isEmpty()) {
      Thread thread = new Thread(new Saving(), "faast-bundler-index");
      thread.setDaemon(true);
      thread.start();
      saving = thread;
    }
  }

  /** Waits until the new indexes are saved. */
  void finish() throws IOException {
    Thread thread = saving;
    boolean interrupted = false;
    while (thread != null && thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    IOException thrown = failure;
    if (thrown != null) {
      throw thrown;
    }
  }

  private final class Loading implements Parallel.Task {
    private final OpenedClassPath opened;
    private final @Nullable EntryIndex[] found;

    Loading(OpenedClassPath opened, @Nullable EntryIndex[] found) {
      this.opened = opened;
      this.found = found;
    }

    @Override
    public void run(int worker, int i) {
      Source source = opened.sources.get(i);
      if (source instanceof JarSource) {
        String name = name(source);
        byte[] content = cache.read(name);
        if (content != null) {
          found[i] = IndexFile.decode(content, source, opened.manifests.get(i));
          Sweeper.touch(cache.path(name));
        }
      }
    }
  }

  private static String name(Source source) {
    return "index/".concat(Fingerprint.of(source.contentKey()));
  }

  private final class Saving implements Runnable {
    @Override
    public void run() {
      try {
        for (EntryIndex index : fresh) {
          cache.write(name(index.source), IndexFile.encode(index));
        }
      } catch (IOException e) {
        failure = e;
      }
    }
  }
}
