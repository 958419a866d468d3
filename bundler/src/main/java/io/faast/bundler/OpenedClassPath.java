package io.faast.bundler;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The entries of a class path and of the {@code Class-Path} of their manifests, in the order in
 * which the JVM searches them, each once.
 */
final class OpenedClassPath {
  private static final int MAX_ENTRIES = 20_000;

  /** Every path that was looked at, also those that are not there. */
  final List<Path> paths = new ArrayList<>();

  /** What tells later whether one of them has changed; taken before anything was read. */
  final StringBuilder stamps = new StringBuilder(4096);

  final List<Source> sources = new ArrayList<>();
  final List<Manifest> manifests = new ArrayList<>();

  /** Entries that cannot be read, and why. */
  final Map<Path, String> unreadable = new LinkedHashMap<>();

  /** The latest modification time of a file, in nanoseconds since 1970. */
  long newest = Long.MIN_VALUE;

  private final Set<Path> seen = new HashSet<>();

  OpenedClassPath(ClassPath classPath) throws BundleException {
    for (Path entry : classPath.entries()) {
      open(entry.toAbsolutePath().normalize());
    }
  }

  private void open(Path first) throws BundleException {
    // A list and no recursion: a chain of manifests may be long.
    List<Path> waiting = new ArrayList<>();
    waiting.add(first);
    while (!waiting.isEmpty()) {
      Path path = waiting.remove(waiting.size() - 1);
      if (!seen.add(path)) {
        continue;
      }
      if (seen.size() > MAX_ENTRIES) {
        throw new BundleException(
            "the class path has more than "
                + MAX_ENTRIES
                + " entries, most of them by Class-Path lines of manifests; the last is "
                + path);
      }
      paths.add(path);
      Manifest manifest = openOne(path);
      for (int i = manifest.classPath().size() - 1; i >= 0; i--) {
        waiting.add(manifest.classPath().get(i));
      }
    }
  }

  private Manifest openOne(Path path) {
    try {
      newest = Math.max(newest, Stamps.append(stamps, path));
      if (Files.isDirectory(path)) {
        sources.add(DirectorySource.open(path));
        manifests.add(Manifest.NONE);
      } else if (Files.exists(path)) {
        Source jar = JarSource.open(path);
        Manifest manifest = manifest(jar);
        sources.add(jar);
        manifests.add(manifest);
        return manifest;
      }
    } catch (IOException e) {
      String message = e.getMessage();
      unreadable.put(path, message == null ? e.toString() : message);
    }
    return Manifest.NONE;
  }

  private static Manifest manifest(Source jar) throws IOException {
    for (int i = 0; i < jar.count(); i++) {
      if (jar.name(i).equals(Manifest.NAME)) {
        return Manifest.parse(jar.read(i), jar.path());
      }
    }
    return Manifest.NONE;
  }

  /** Returns a sentence about the unreadable entries, empty if there are none. */
  String unreadableText() {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<Path, String> entry : unreadable.entrySet()) {
      text.append(text.length() == 0 ? " Not readable: " : "; ");
      text.append(entry.getKey()).append(" (").append(entry.getValue()).append(')');
    }
    return text.length() == 0 ? "" : text.append('.').toString();
  }
}
