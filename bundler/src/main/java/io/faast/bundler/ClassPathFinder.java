package io.faast.bundler;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the entries that a class loader searches. */
final class ClassPathFinder {
  private final Set<Path> found = new LinkedHashSet<>();

  private ClassPathFinder() {}

  static ClassPath find(ClassLoader loader) {
    List<ClassLoader> chain = new ArrayList<>();
    for (@Nullable ClassLoader l = loader; l != null; l = l.getParent()) {
      chain.add(0, l);
    }
    ClassPathFinder finder = new ClassPathFinder();
    for (ClassLoader l : chain) {
      if (l == ClassLoader.getSystemClassLoader()) {
        finder.addModulePath(System.getProperty("jdk.module.path", ""));
        finder.addClassPath(System.getProperty("java.class.path", ""));
      }
      if (l instanceof URLClassLoader urls) {
        for (URL url : urls.getURLs()) {
          finder.addUrl(url);
        }
      }
    }
    return new ClassPath(new ArrayList<>(finder.found));
  }

  private void addClassPath(String classPath) {
    if (classPath.isEmpty()) {
      return; // started from a module: the working directory is not meant
    }
    String[] parts = classPath.split(File.pathSeparator, -1);
    List<Path> listed = parts.length == 1 ? manifestOnly(new File(parts[0])) : List.of();
    for (Path path : listed) {
      add(path.toFile());
    }
    if (listed.isEmpty()) {
      for (String part : parts) {
        // The JVM reads an empty part as the working directory. Hardly anybody means it: it comes
        // of
        // a separator too many, and would bundle whatever lies around there. "." says it.
        if (!part.isEmpty()) {
          add(new File(part));
        }
      }
    }
  }

  /** Returns what a jar lists if it holds nothing but a manifest. */
  private static List<Path> manifestOnly(File file) {
    if (!file.isFile()) {
      return List.of();
    }
    try {
      Source jar = JarSource.open(file.getAbsoluteFile().toPath());
      if (jar.count() != 1 || !jar.name(0).equals(Manifest.NAME)) {
        return List.of();
      }
      return Manifest.parse(jar.read(0), jar.path()).classPath();
    } catch (IOException e) {
      return List.of(); // it stays on the class path, where the bundler says what is wrong
    }
  }

  /** A module path lists jars, directories of jars, and directories that hold one module each. */
  private void addModulePath(String modulePath) {
    for (String part : modulePath.split(File.pathSeparator, -1)) {
      File file = new File(part);
      File[] children = part.isEmpty() ? null : file.listFiles();
      if (children == null || new File(file, "module-info.class").isFile()) {
        if (!part.isEmpty()) {
          add(file);
        }
        continue;
      }
      java.util.Arrays.sort(children);
      for (File child : children) {
        if (child.getName().endsWith(".jar") || new File(child, "module-info.class").isFile()) {
          add(child);
        }
      }
    }
  }

  private void addUrl(URL url) {
    if (!"file".equals(url.getProtocol())) {
      return; // there is no file to bundle; what is needed from it is reported as missing
    }
    try {
      add(new File(url.toURI()));
    } catch (URISyntaxException | IllegalArgumentException e) {
      add(new File(url.getPath())); // made from a path with characters that a URI must escape
    }
  }

  private void add(File file) {
    File absolute = file.getAbsoluteFile();
    if (absolute.exists()) {
      found.add(absolute.toPath().normalize());
    }
  }
}
