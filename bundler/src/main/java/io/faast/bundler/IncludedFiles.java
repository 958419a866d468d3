package io.faast.bundler;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The files that a request names to be bundled as resources, by the name they get. */
final class IncludedFiles {
  private static final long MAX_SIZE = 256L << 20;

  private final Map<String, Path> files = new TreeMap<>();

  IncludedFiles(List<String> patterns) throws BundleException {
    for (String pattern : patterns) {
      try {
        add(pattern);
      } catch (IOException e) {
        throw new BundleException("includeFiles names " + pattern + ", but " + e.getMessage(), e);
      }
    }
  }

  private void add(String pattern) throws IOException, BundleException {
    Path path = NamePattern.isGlob(pattern) ? base(pattern) : Path.of(pattern);
    Path normal = path.normalize();
    if (normal.startsWith("..")) {
      throw new BundleException(
          "includeFiles names "
              + pattern
              + ", which leads out of the working directory: a resource can have no such name."
              + " Write an absolute path; it is stored under its last part.");
    }
    int before = files.size();
    if (NamePattern.isGlob(pattern)) {
      addGlob(pattern, normal);
    } else if (Files.isDirectory(path)) {
      String prefix = name(pattern, normal);
      for (String name : DirectoryListing.of(path).names()) {
        files.put(prefix.isEmpty() ? name : prefix + "/" + name, path.resolve(name));
      }
      return;
    } else if (Files.isRegularFile(path)) {
      files.put(name(pattern, normal), path);
      return;
    }
    if (files.size() == before) {
      throw new BundleException(
          "includeFiles names "
              + pattern
              + ", but nothing is there (working directory: "
              + Path.of("").toAbsolutePath()
              + ")");
    }
  }

  /** Returns the directory before the first part that is a glob. */
  private static Path base(String pattern) {
    int glob = Math.min(index(pattern, '*'), index(pattern, '?'));
    int slash = pattern.lastIndexOf('/', glob);
    return Path.of(slash < 0 ? "" : slash == 0 ? "/" : pattern.substring(0, slash));
  }

  private static int index(String text, char c) {
    int i = text.indexOf(c);
    return i < 0 ? text.length() : i;
  }

  private void addGlob(String pattern, Path base) throws IOException {
    String from = base.toString();
    String prefix = from.isEmpty() || from.equals("/") ? from : from + "/";
    NamePattern glob =
        NamePattern.ofPath(pattern.startsWith("./") ? pattern.substring(2) : pattern);
    for (String name : DirectoryListing.of(base.toAbsolutePath()).names()) {
      if (glob.matches(prefix + name)) {
        files.put(base.isAbsolute() ? name : prefix + name, base.resolve(name));
      }
    }
  }

  private static String name(String pattern, Path path) {
    Path last = path.getFileName();
    if (path.isAbsolute()) {
      return last == null ? "" : last.toString();
    }
    return path.toString().equals(".") || pattern.isEmpty() ? "" : path.toString();
  }

  /** Adds what tells that the files have changed. */
  long appendStamps(StringBuilder stamps) throws IOException {
    long newest = Long.MIN_VALUE;
    for (Map.Entry<String, Path> file : files.entrySet()) {
      stamps.append("include ").append(file.getKey()).append('\n');
      newest = Math.max(newest, Stamps.append(stamps, file.getValue()));
    }
    return newest;
  }

  Map<String, byte[]> read() throws BundleException {
    Map<String, byte[]> contents = new TreeMap<>();
    for (Map.Entry<String, Path> file : files.entrySet()) {
      try {
        if (Files.size(file.getValue()) > MAX_SIZE) {
          throw new BundleException(
              file.getValue()
                  + ", named by includeFiles, is larger than the limit of "
                  + MAX_SIZE
                  + " bytes: have the functions fetch it from storage");
        }
        contents.put(file.getKey(), Files.readAllBytes(file.getValue()));
      } catch (IOException e) {
        throw new BundleException(file.getValue() + ", named by includeFiles, cannot be read", e);
      }
    }
    return contents;
  }
}
