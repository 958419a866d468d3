package io.faast.bundler;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import org.jspecify.annotations.Nullable;

/**
 * Writes the manifest of a bundle: the main class and, where reached code asks packages for their
 * versions, what the manifests of their jars say of them.
 */
final class BundleManifest {
  private static final int LINE = 72;

  /** What {@link Package} tells. */
  private static final List<String> TOLD =
      List.of(
          "Specification-Title",
          "Specification-Version",
          "Specification-Vendor",
          "Implementation-Title",
          "Implementation-Version",
          "Implementation-Vendor");

  private final StringBuilder text = new StringBuilder();

  private BundleManifest() {}

  static byte[] of(@Nullable String mainClass, Reachability reachability) {
    BundleManifest manifest = new BundleManifest();
    manifest.line("Manifest-Version", "1.0");
    manifest.line("Created-By", "faast");
    if (mainClass != null) {
      manifest.line("Main-Class", mainClass);
    }
    if (reachability.features.containsKey(Feature.PACKAGE_VERSION)) {
      manifest.packages(reachability);
    }
    return manifest.text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private void packages(Reachability reachability) {
    Map<EntryIndex, java.util.jar.Manifest> manifests = new LinkedHashMap<>();
    Map<String, EntryIndex> packages = new TreeMap<>();
    for (ClassNode node : reachability.reached) {
      packages.putIfAbsent(node.packageName(), node.entry);
    }
    packages.forEach(
        (name, entry) -> {
          java.util.jar.Manifest manifest =
              manifests.computeIfAbsent(entry, key -> read(key.source));
          section(name.concat("/"), manifest);
        });
  }

  private void section(String path, java.util.jar.Manifest manifest) {
    Attributes own = manifest.getAttributes(path);
    boolean begun = false;
    for (String name : TOLD) {
      String value = own == null ? null : own.getValue(name);
      value = value == null ? manifest.getMainAttributes().getValue(name) : value;
      if (value != null) {
        if (!begun) {
          text.append("\r\n");
          line("Name", path);
          begun = true;
        }
        line(name, value);
      }
    }
  }

  private static java.util.jar.Manifest read(Source source) {
    java.util.jar.Manifest manifest = new java.util.jar.Manifest();
    for (int file = 0; file < source.count(); file++) {
      if (source.name(file).equalsIgnoreCase(Manifest.NAME) && source.problem(file) == null) {
        try {
          manifest.read(new ByteArrayInputStream(source.read(file)));
        } catch (IOException e) {
          return new java.util.jar.Manifest(); // the JVM could not read it either
        }
      }
    }
    return manifest;
  }

  /** Writes a line of at most 72 bytes with its end; further ones begin with a space. */
  private void line(String name, String value) {
    String line = name + ": " + value.replaceAll("[\\r\\n\\x00]", " ");
    int room = LINE - 2;
    int used = 0;
    for (int at = 0; at < line.length(); ) {
      int c = line.codePointAt(at);
      int size = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
      if (used + size > room) {
        text.append("\r\n ");
        used = 1;
      }
      text.appendCodePoint(c);
      used += size;
      at += Character.charCount(c);
    }
    text.append("\r\n");
  }
}
