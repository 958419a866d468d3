package io.faast.bundler;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the index of each jar in the cache, makes those that are not there, and keeps them. */
final class Indexes {
  private final Cache cache;
  private final int threads;
  private final List<EntryIndex> fresh = new ArrayList<>();
  private @Nullable Thread saving;
  private volatile @Nullable IOException failure;

  Indexes(Cache cache, int threads) {
    this.cache = cache;
    this.threads = threads;
  }

  /** Returns the indexes in class path order and begins to save the new ones. */
  List<EntryIndex> of(OpenedClassPath opened) throws BundleException {
    int count = opened.sources.size();
    @Nullable EntryIndex[] found = new EntryIndex[count];
    Parallel.each(count, threads, new Loading(opened, found));
    Indexer indexer = new Indexer();
    for (int i = 0; i < count; i++) {
      if (found[i] == null) {
        indexer.add(opened.sources.get(i), opened.manifests.get(i));
      }
    }
    List<EntryIndex> made = indexer.run(threads);
    List<EntryIndex> all = new ArrayList<>(count);
    int next = 0;
    for (int i = 0; i < count; i++) {
      EntryIndex index = found[i];
      if (index == null) {
        index = made.get(next++);
        if (index.source instanceof JarSource) {
          fresh.add(index);
        }
      }
      all.add(index);
    }
    if (!fresh.isEmpty()) {
      Thread thread = new Thread(new Saving(), "faast-bundler-index");
      thread.setDaemon(true);
      thread.start();
      saving = thread;
    }
    return all;
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
