package io.faast.bundler;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How an archive for deployment is laid out: where in it the bundle lies, and which small files lie
 * beside it. Immutable.
 *
 * <pre>{@code
 * Packing.of("lib/bundle.jar")                              // a managed Java runtime of AWS Lambda
 * Packing.of("bundle.jar").with("host.json", settings)      // Azure Functions
 * }</pre>
 *
 * <p>A name is a relative path with slashes: no empty part, no {@code .} or {@code ..}, no
 * backslash, colon or control character, at most 1,024 bytes. Names must differ in more than case,
 * and none may be a directory of another.
 */
public final class Packing {
  private static final int MAX_NAME = 1024;
  private static final int MAX_FILES = 1000;
  private static final int MAX_BYTES = 4 << 20;

  private final String jarName;
  private final SortedMap<String, byte[]> files;

  private Packing(String jarName, SortedMap<String, byte[]> files) {
    this.jarName = jarName;
    this.files = files;
  }

  /**
   * Lays the bundle out under a name, alone.
   *
   * @throws IllegalArgumentException if it is no valid name
   */
  public static Packing of(String jarName) {
    check(jarName);
    return new Packing(jarName, new TreeMap<>());
  }

  /**
   * Returns this layout with another file, such as one that a cloud wants to see beside the code.
   *
   * @throws IllegalArgumentException if it is no valid name, is taken, or the files are more than
   *     1,000 or together larger than 4 MiB
   */
  public Packing with(String name, byte[] content) {
    check(name);
    checkFree(name, jarName);
    long bytes = content.length;
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      checkFree(name, file.getKey());
      bytes += file.getValue().length;
    }
    if (files.size() == MAX_FILES || bytes > MAX_BYTES) {
      throw new IllegalArgumentException(
          "with \""
              + name
              + "\" there are "
              + (files.size() + 1)
              + " files of "
              + bytes
              + " bytes beside the bundle; allowed are "
              + MAX_FILES
              + " and "
              + MAX_BYTES
              + ". Put them into the bundle with includeFiles.");
    }
    SortedMap<String, byte[]> all = new TreeMap<>(files);
    all.put(name, content.clone());
    return new Packing(jarName, all);
  }

  /** Returns the name of the bundle in the archive. */
  public String jarName() {
    return jarName;
  }

  /** Returns the other files by name; they belong to this layout. */
  SortedMap<String, byte[]> files() {
    return files;
  }

  /** Returns everything that determines the archive but for the bundle. */
  String key() {
    StringBuilder key = new StringBuilder(256).append(jarName.length()).append(' ').append(jarName);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      key.append('\n').append(file.getKey().length()).append(' ').append(file.getKey());
      key.append(' ').append(file.getValue().length).append(' ');
      key.append(new String(file.getValue(), StandardCharsets.ISO_8859_1));
    }
    return key.toString();
  }

  private static void check(String name) {
    String problem = problem(name);
    if (problem != null) {
      throw new IllegalArgumentException(
          "\"" + name + "\" is no name for a file in an archive: it " + problem);
    }
  }

  private static @Nullable String problem(String name) {
    if (name.isEmpty()) {
      return "is empty";
    }
    if (name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME) {
      return "has more than " + MAX_NAME + " bytes";
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c < ' ' || c == 0x7f || c == '\\' || c == ':' || Character.isSurrogate(c)) {
        return "has a character that not every system allows in one";
      }
    }
    for (String part : name.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        return "has the part \"" + part + "\"";
      }
    }
    return null;
  }

  private static void checkFree(String name, String taken) {
    String a = name.toLowerCase(Locale.ROOT);
    String b = taken.toLowerCase(Locale.ROOT);
    if (a.equals(b) || a.startsWith(b + "/") || b.startsWith(a + "/")) {
      throw new IllegalArgumentException(
          "\"" + name + "\" cannot lie beside \"" + taken + "\" in one archive");
    }
  }
}
