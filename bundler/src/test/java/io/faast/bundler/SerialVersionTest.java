package io.faast.bundler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A class that loses members keeps the version that serialised objects of it have. */
class SerialVersionTest {

  @Test
  void versionIsTheOneThatTheJdkComputes(@TempDir Path temp) throws Exception {
    int compared = 0;
    Path samples =
        new Workplace(temp)
            .compile(
                "classes",
                Map.of(
                    "a/One.java",
                    """
                    package a;
                    public abstract class One<T> implements java.io.Serializable, Comparable<One<T>> {
                      static int counter = 5;
                      private transient int hidden;
                      protected volatile long[][] shown;
                      private String secret;
                      One(int a, String[] b) {}
                      private One() {}
                      public synchronized strictfp T get(T[] in) throws Exception { return in[0]; }
                      abstract void open(java.util.Map<String, T> map);
                      private void closed() {}
                      static class Nested extends One<String> {
                        Nested() { super(1, null); }
                        void open(java.util.Map<String, String> map) {}
                        public int compareTo(One<String> o) { return 0; }
                      }
                      private final class Inner implements java.io.Serializable {
                        Runnable r = () -> System.out.println(secret);
                      }
                      interface Face extends java.io.Serializable, Cloneable {}
                      interface Busy extends java.io.Serializable { int X = Integer.hashCode(1); int y(); }
                    }
                    """));
    Map<String, byte[]> files = new HashMap<>(Workplace.tree(samples));
    for (Path jar : Workplace.jarsOfTests("jackson-")) {
      try (ZipFile zip = new ZipFile(jar.toFile())) {
        for (ZipEntry entry : zip.stream().toList()) {
          if (entry.getName().endsWith(".class") && !entry.getName().startsWith("META-INF")) {
            files.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
          }
        }
      }
    }
    URL[] urls = {samples.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(urls, getClass().getClassLoader())) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Long computed = version(file);
        if (computed == null) {
          continue;
        }
        String name = file.getKey().replace('/', '.').substring(0, file.getKey().length() - 6);
        Class<?> type = Class.forName(name, false, loader);
        if (Serializable.class.isAssignableFrom(type)
            && !Enum.class.isAssignableFrom(type)
            && !type.isRecord()) {
          assertThat(computed)
              .as(name)
              .isEqualTo(ObjectStreamClass.lookup(type).getSerialVersionUID());
          compared++;
        }
      }
    }
    assertThat(compared).isGreaterThan(20);
  }

  private static @org.jspecify.annotations.Nullable Long version(Map.Entry<String, byte[]> file) {
    return file.getKey().endsWith("module-info.class") ? null : SerialVersion.of(file.getValue());
  }
}
