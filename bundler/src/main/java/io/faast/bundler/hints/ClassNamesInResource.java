package io.faast.bundler.hints;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Finds qualified class names in the bytes of any resource, text or binary, in one pass: {@code
 * a.b.C}, {@code a/b/C}, {@code La/b/C;}, {@code a/b/C.class}, {@code a.b.C.method}, {@code
 * a.b.Outer.Inner}, also those that are written with their length before them. It need not be sure:
 * the caller looks the names up among the classes that there are. Names without a package are not
 * found, nor are those in UTF-16.
 */
public final class ClassNamesInResource {
  private static final int MAX_NAME = 1024;
  private static final byte OTHER = 0;
  private static final byte LETTER = 1;
  private static final byte SEPARATOR = 2;
  private static final byte[] KINDS = kinds();

  private final byte[] content;
  private final Consumer<String> names;

  private ClassNamesInResource(byte[] content, Consumer<String> names) {
    this.content = content;
    this.names = names;
  }

  private static byte[] kinds() {
    byte[] kinds = new byte[256];
    for (int c = 0; c < 256; c++) {
      if (c >= 128 || (c > ' ' && c < 127 && Character.isJavaIdentifierPart(c))) {
        kinds[c] = LETTER;
      }
    }
    kinds['.'] = SEPARATOR;
    kinds['/'] = SEPARATOR;
    return kinds;
  }

  /**
   * Gives each candidate to a consumer.
   *
   * @param content of the resource
   * @param names takes internal names, of which some may come again and most may be no class
   */
  public static void scan(byte[] content, Consumer<String> names) {
    new ClassNamesInResource(content, names).scan();
  }

  private void scan() {
    int i = 0;
    while (i < content.length) {
      if (KINDS[content[i] & 0xFF] == OTHER) {
        i++;
        continue;
      }
      int start = i;
      int separators = 0;
      byte kind;
      while (i < content.length && (kind = KINDS[content[i] & 0xFF]) != OTHER) {
        separators += kind == SEPARATOR ? 1 : 0;
        i++;
      }
      if (separators > 0) {
        run(start, i);
      }
    }
  }

  /** Takes a run of letters and separators; a number before it may say how much of it is meant. */
  private void run(int start, int end) {
    boolean inside = start > 0 && content[start - 1] == 0 && isLength(start, end);
    boolean before = start > 1 && content[start - 2] == 0 && isLength(start - 1, end);
    if (inside) {
      name(start + 1, start + 1 + (content[start] & 0xFF), false);
    } else if (before) {
      name(start, start + (content[start - 1] & 0xFF), false);
    }
    name(start, end, end < content.length && content[end] == ';');
  }

  private boolean isLength(int at, int end) {
    int length = content[at] & 0xFF;
    return length > 2 && length <= end - at - 1;
  }

  private void name(int from, int to, boolean descriptor) {
    int start = from;
    int end = to;
    while (start < end && KINDS[content[start] & 0xFF] == SEPARATOR) {
      start++;
    }
    while (end > start && KINDS[content[end - 1] & 0xFF] == SEPARATOR) {
      end--;
    }
    if (end - start > MAX_NAME || end - start < 3) {
      return;
    }
    String text = new String(content, start, end - start, StandardCharsets.UTF_8);
    if (descriptor) {
      int letter = 0;
      while (letter < text.length() && "BCDFIJSVZ".indexOf(text.charAt(letter)) >= 0) {
        letter++;
      }
      if (letter < text.length() && text.charAt(letter) == 'L') {
        candidates(text.substring(letter + 1));
      }
    }
    candidates(text);
  }

  /** Gives the name, what is before a method, and inner classes that are written with dots. */
  private void candidates(String text) {
    String name = text.endsWith(".class") ? text.substring(0, text.length() - 6) : text;
    StringBuilder built = new StringBuilder(name.length());
    boolean inner = false;
    boolean changed = false;
    int at = 0;
    while (at < name.length()) {
      int end = at;
      while (end < name.length() && name.charAt(end) != '.' && name.charAt(end) != '/') {
        end++;
      }
      if (end == at || Character.isDigit(name.charAt(at))) {
        return;
      }
      changed |= inner;
      if (at > 0) {
        built.append(inner ? '$' : '/');
      }
      built.append(name, at, end);
      inner |= Character.isUpperCase(name.charAt(at));
      if (at > 0 && (inner || end == name.length())) {
        give(built.toString());
      }
      at = end + 1;
    }
    if (changed) {
      give(name.replace('.', '/'));
    }
  }

  private void give(String name) {
    if (name.indexOf('/') > 0 && !name.startsWith("java/")) {
      names.accept(name);
    }
  }
}
