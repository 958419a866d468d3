package io.faast.bundler;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a bundler needs of a jar's manifest.
 *
 * @param multiRelease whether {@code META-INF/versions} counts
 * @param classPath the jars and directories that it lists, resolved against the jar's place
 */
record Manifest(boolean multiRelease, List<Path> classPath) {
  static final String NAME = "META-INF/MANIFEST.MF";
  static final Manifest NONE = new Manifest(false, List.of());

  static Manifest parse(byte[] content, Path jar) {
    boolean multiRelease = false;
    List<Path> classPath = List.of();
    String text = new String(content, StandardCharsets.UTF_8);
    int at = 0;
    int length = text.length();
    while (at < length) {
      int end = lineEnd(text, at);
      if (end == at) {
        break; // the main section ends at an empty line
      }
      int next = afterLine(text, end);
      StringBuilder line = new StringBuilder(text.substring(at, end));
      while (next < length && text.charAt(next) == ' ') {
        end = lineEnd(text, next);
        line.append(text, next + 1, end);
        next = afterLine(text, end);
      }
      String header = line.toString();
      if (header.regionMatches(true, 0, "Multi-Release:", 0, 14)) {
        multiRelease = header.substring(14).trim().equalsIgnoreCase("true");
      } else if (header.regionMatches(true, 0, "Class-Path:", 0, 11)) {
        classPath = paths(header.substring(11), jar);
      }
      at = next;
    }
    return new Manifest(multiRelease, classPath);
  }

  private static int lineEnd(String text, int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) != '\n' && text.charAt(i) != '\r') {
      i++;
    }
    return i;
  }

  private static int afterLine(String text, int end) {
    boolean pair =
        end + 1 < text.length() && text.charAt(end) == '\r' && text.charAt(end + 1) == '\n';
    return Math.min(text.length(), pair ? end + 2 : end + 1);
  }

  private static List<Path> paths(String list, Path jar) {
    List<Path> paths = new ArrayList<>();
    URI base = jar.toUri();
    int i = 0;
    while (i < list.length()) {
      int space = list.indexOf(' ', i);
      int end = space < 0 ? list.length() : space;
      Path path = end > i ? path(list.substring(i, end), base) : null;
      if (path != null) {
        paths.add(path);
      }
      i = end + 1;
    }
    return paths;
  }

  /** Returns null for what is no file URL: the JVM passes over it, too. */
  private static @Nullable Path path(String reference, URI base) {
    try {
      URI uri = base.resolve(new URI(reference));
      boolean file = "file".equals(uri.getScheme()) && uri.getAuthority() == null;
      return file ? Path.of(uri).normalize() : null;
    } catch (URISyntaxException | IllegalArgumentException e) {
      return null;
    }
  }
}
