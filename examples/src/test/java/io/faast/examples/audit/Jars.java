package io.faast.examples.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes jars up. */
final class Jars {
  private final Map<String, byte[]> entries = new LinkedHashMap<>();

  static Jars jar() {
    return new Jars();
  }

  /** Adds a class file as far as the audit looks at it: magic, version, and something after it. */
  Jars classFile(String name, int major, String body) {
    byte[] text = body.getBytes(StandardCharsets.UTF_8);
    byte[] bytes = new byte[8 + text.length];
    byte[] header = {(byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe, 0, 0, 0, (byte) major};
    System.arraycopy(header, 0, bytes, 0, 8);
    System.arraycopy(text, 0, bytes, 8, text.length);
    return entry(name, bytes);
  }

  Jars manifest(String... lines) {
    String text = "Manifest-Version: 1.0\r\n" + String.join("\r\n", lines) + "\r\n\r\n";
    return entry("META-INF/MANIFEST.MF", text.getBytes(StandardCharsets.UTF_8));
  }

  Jars entry(String name, byte[] content) {
    entries.put(name, content);
    return this;
  }

  byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
