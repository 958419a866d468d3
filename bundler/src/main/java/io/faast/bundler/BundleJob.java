package io.faast.bundler;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Answers one request: from the stamps of an unchanged class path, else from its content hashes,
 * else by making the bundle.
 */
final class BundleJob {
  /** A file this young may yet change without a newer time. */
  private static final long RACY_NANOS = 100_000_000;

  private final BundleRequest request;
  private final Cache cache;
  private final int threads;
  private final TracedNames traced;
  private final String key;
  private final String quickName;

  BundleJob(BundleRequest request, Cache cache, int threads) {
    this.request = request;
    this.cache = cache;
    this.threads = threads;
    traced = new TracedNames(request, cache);
    key = RequestKey.of(request).concat(traced.fingerprint());
    quickName = "results/".concat(RequestKey.fileName(key));
  }

  Bundle run() throws BundleException {
    SavedResult last = SavedResult.read(cache, quickName, key);
    if (last != null && isUnchanged(last) && last.hasJar(cache)) {
      Sweeper.touch(cache.path(quickName));
      Sweeper.touch(cache.path(SavedResult.usedName(last.name())));
      return last.bundle(cache, threads, true);
    }
    cache.create();
    try {
      Bundle bundle = make();
      Sweeper.sweep(cache);
      return bundle;
    } catch (IOException e) {
      throw new BundleException(
          "the bundle could not be written to the cache in " + cache.path("") + ": " + e, e);
    }
  }

  /** Analyses the class path and returns the path to a method. */
  List<String> why(String className, String method) throws BundleException {
    cache.create();
    OpenedClassPath opened = new OpenedClassPath(request.classPath());
    Indexes indexes = new Indexes(cache, threads);
    return new MethodPath(walk(opened, indexes, indexes.of(opened))).to(className, method);
  }

  private boolean isUnchanged(SavedResult last) throws BundleException {
    StringBuilder stamps = new StringBuilder(last.stamps().length() + 64);
    try {
      for (Path entry : last.entries()) {
        Stamps.append(stamps, entry);
      }
      if (!request.includeFiles().isEmpty()) {
        new IncludedFiles(request.includeFiles()).appendStamps(stamps);
      }
    } catch (IOException e) {
      return false; // what cannot be looked at now is reported when it is read
    }
    return last.stamps().contentEquals(stamps);
  }

  private Bundle make() throws BundleException, IOException {
    long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    OpenedClassPath opened = new OpenedClassPath(request.classPath());
    IncludedFiles included = new IncludedFiles(request.includeFiles());
    long newest = Math.max(opened.newest, included.appendStamps(opened.stamps));
    Map<String, byte[]> files = included.read();

    String contentKey = contentKey(opened, files);
    String contentName =
        "results/c".concat(Fingerprint.of(contentKey.getBytes(StandardCharsets.UTF_8)));
    SavedResult same = SavedResult.read(cache, contentName, contentKey);
    boolean reused = same != null && same.hasJar(cache);
    SavedResult result = reused && same != null ? same : null;
    if (result == null) {
      result = bundle(opened, files, contentKey);
      result.write(cache, contentName);
    }
    if (newest < now - RACY_NANOS) {
      new SavedResult(
              key,
              opened.paths,
              opened.stamps.toString(),
              result.name(),
              result.bytes(),
              result.modified(),
              result.report())
          .write(cache, quickName);
    }
    return result.bundle(cache, threads, reused);
  }

  /** Returns everything that determines the bundle; of files, what identifies their content. */
  private String contentKey(OpenedClassPath opened, Map<String, byte[]> files) {
    StringBuilder all = new StringBuilder(1 << 16);
    all.append(key).append('\n').append(opened.unreadableText());
    for (Source source : opened.sources) {
      byte[] content = source.contentKey();
      all.append('\n').append(source.path()).append(' ').append(content.length).append('\n');
      all.append(new String(content, StandardCharsets.ISO_8859_1));
    }
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      all.append('\n').append(file.getKey()).append(' ').append(file.getValue().length);
      all.append('\n').append(Fingerprint.of(file.getValue()));
    }
    return all.toString();
  }

  private SavedResult bundle(OpenedClassPath opened, Map<String, byte[]> files, String contentKey)
      throws BundleException, IOException {
    Indexes indexes = new Indexes(cache, threads);
    List<EntryIndex> entries = indexes.of(opened);
    try {
      Reachability reachability = walk(opened, indexes, entries);
      indexes.save();
      Rewriting rewriting = new Rewriting(reachability, threads);
      rewriting.run();
      Notes.requireReadable(rewriting, opened);
      Contents contents = new Contents(reachability, rewriting);
      List<Item> items = contents.choose(files);
      List<String> notes = new ArrayList<>(reachability.universe.notes());
      notes.addAll(reachability.notes());
      notes.addAll(contents.notes());
      BundleReport report =
          new BundleReport(
              ReportFile.encode(
                  rewriting,
                  items,
                  contents.summary(items),
                  Notes.of(reachability, rewriting, notes)));
      byte[] manifest = BundleManifest.of(request.mainClass(), reachability);
      return write(manifest, items, report, contentKey);
    } finally {
      indexes.finish();
    }
  }

  private Reachability walk(OpenedClassPath opened, Indexes indexes, List<EntryIndex> entries)
      throws BundleException {
    Trace trace = traced.of(opened);
    @Nullable Reachability done = null;
    while (done == null) {
      Reachability walk =
          new Reachability(request, new Universe(request, trace, entries), opened, indexes, trace);
      done = walk.run() ? walk : null;
    }
    return done;
  }

  private SavedResult write(
      byte[] manifest, List<Item> items, BundleReport report, String contentKey)
      throws BundleException, IOException {
    Path temporary = cache.temporary();
    try {
      String name = new BundleWriter(request.deflate(), threads).write(manifest, items, temporary);
      long bytes = Files.size(temporary);
      Path jar = cache.path(SavedResult.jarName(name));
      // An equal jar is left in place: others may have noted its time.
      if (!Files.exists(jar) || Files.mismatch(jar, temporary) >= 0) {
        cache.write(SavedResult.usedName(name), new byte[0]);
        Cache.publish(temporary, jar);
      }
      long modified = Files.getLastModifiedTime(jar).to(TimeUnit.NANOSECONDS);
      return new SavedResult(contentKey, List.of(), "", name, bytes, modified, report);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
