package io.faast.bundler;

import java.nio.file.Path;
import java.util.Collection;

/** What a request asks, as one text. */
final class RequestKey {
  /** Changes whenever the same request would give another bundle or report. */
  private static final String FORMAT = "faast bundle 21";

  private RequestKey() {}

  static String of(BundleRequest request) {
    StringBuilder key = new StringBuilder(1024).append(FORMAT);
    // The JDK's own packages decide what counts as missing.
    add(key, "java", System.getProperty("java.version", ""));
    add(key, "target", Integer.toString(request.targetRelease()));
    add(key, "platform", String.valueOf(request.platform()));
    add(key, "main", String.valueOf(request.mainClass()));
    add(key, "for", request.client() ? "client" : "functions");
    add(key, "form", request.deflate() ? "deflated" : "stored");
    addAll(key, "root", request.rootClasses());
    addAll(key, "class", request.includeClasses());
    addAll(key, "exclude", request.excludes());
    addAll(key, "file", request.includeFiles());
    if (!request.includeFiles().isEmpty()) {
      add(key, "in", Path.of("").toAbsolutePath().toString());
    }
    for (Path entry : request.classPath().entries()) {
      add(key, "entry", entry.toAbsolutePath().toString());
    }
    return key.toString();
  }

  private static void addAll(StringBuilder key, String label, Collection<String> values) {
    for (String value : values) {
      add(key, label, value);
    }
  }

  private static void add(StringBuilder key, String label, String value) {
    key.append('\n').append(label).append(' ').append(value.length()).append(' ').append(value);
  }

  /** Returns a file name for a key; keys may share one, so the key itself is stored too. */
  static String fileName(String key) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < key.length(); i++) {
      hash = (hash ^ key.charAt(i)) * 0x100000001b3L;
    }
    return "q".concat(Long.toHexString(hash));
  }
}
