package io.faast.emulator.core;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Class paths for the processes of instances, out of this process's own. */
public final class InstanceClasses {
  private InstanceClasses() {}

  /**
   * Packs classes into a jar, as a cloud's own are: a JVM makes no class-data archive of
   * directories.
   */
  public static void pack(Path jar, List<Class<?>> types) throws IOException {
    Files.createDirectories(jar.toAbsolutePath().getParent());
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Class<?> type : types) {
        String entry = type.getName().replace('.', '/') + ".class";
        try (InputStream in = type.getResourceAsStream("/" + entry)) {
          if (in == null) {
            throw new IOException("There is no " + entry);
          }
          out.putNextEntry(new JarEntry(entry));
          in.transferTo(out);
        }
      }
    }
  }

  /** Returns a class path of the jars that those classes lie in, none of which is loaded. */
  public static String jarsOf(Collection<String> names)
      throws ReflectiveOperationException, URISyntaxException {
    TreeSet<String> jars = new TreeSet<>();
    for (String name : names) {
      Class<?> type = Class.forName(name, false, InstanceClasses.class.getClassLoader());
      jars.add(
          Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
    }
    return String.join(File.pathSeparator, jars);
  }
}
