package io.faast.bundler;

import java.nio.charset.StandardCharsets;

/**
 * Finds class names in a text of a constant pool: a class name, a descriptor or signature, a string
 * that names classes ({@code a.b.C}, {@code a/b/C.class}) or a part of a name ({@code a.b.}, {@code
 * Impl}). It need not be sure: a name that no class has does no harm.
 */
final class TextParser {
  /** Any text, such as a descriptor, a signature or a string in an annotation. */
  static final int OTHER = 0;

  /** The name in a class constant. */
  static final int CLASS = 1;

  /** A string constant. */
  static final int STRING = 2;

  private final NameTable table;
  private final Refs refs;

  TextParser(NameTable table, Refs refs) {
    this.table = table;
    this.refs = refs;
  }

  void parse(byte[] b, int offset, int length, int use) {
    int end = offset + length;
    if (use == CLASS && length > 0 && b[offset] != '[') {
      add(text(b, offset, end));
      return;
    }
    boolean descriptor = false;
    for (int i = offset; i < end; i++) {
      if (b[i] == ';') {
        descriptor = descriptor(b, offset, end);
        break;
      }
    }
    if (!descriptor) {
      words(b, offset, end, use == STRING);
    }
  }

  /** Takes every {@code Lname;} and {@code Lname<...>.Inner;}; false if it is prose after all. */
  private boolean descriptor(byte[] b, int offset, int end) {
    int before = refs.size;
    int i = offset;
    while (i < end) {
      int c = b[i];
      if (c == 'L') {
        int start = i + 1;
        i = nameEnd(b, start, end);
        if (i < end && b[i] == ':') {
          i++; // the name of a type parameter
          continue;
        }
        if (i == start || i == end || (b[i] != ';' && b[i] != '<')) {
          refs.size = before;
          return false;
        }
        add(text(b, start, i));
        i = b[i] == '<' ? innerNames(b, start, i, end) : i + 1;
      } else if (c == 'T' || (c == '<' && offset == i)) {
        i = typeVariables(b, i, end);
      } else {
        if ((c >= 0 && c <= ' ') || c == '=' || c == '"' || c == '\'') {
          refs.size = before;
          return false;
        }
        i++;
      }
    }
    return true;
  }

  /** Skips {@code TName;} and the {@code Name:} of type parameters, in which L is a letter. */
  private static int typeVariables(byte[] b, int at, int end) {
    int i = nameEnd(b, at + 1, end);
    return i < end && (b[i] == ';' || b[i] == ':') ? i + 1 : at + 1;
  }

  /** Adds {@code Outer$Inner} for {@code Outer<...>.Inner}; returns where the arguments begin. */
  private int innerNames(byte[] b, int start, int open, int end) {
    String name = text(b, start, open);
    int i = open;
    while (i < end && b[i] == '<') {
      int depth = 1;
      i++;
      while (i < end && depth > 0) {
        if (b[i] == '<') {
          depth++;
        } else if (b[i] == '>') {
          depth--;
        }
        i++;
      }
      while (i < end && b[i] == '.') {
        int from = i + 1;
        i = nameEnd(b, from, end);
        name = name.concat("$").concat(text(b, from, i));
        add(name);
      }
    }
    return open + 1;
  }

  private static int nameEnd(byte[] b, int start, int end) {
    int i = start;
    while (i < end) {
      int c = b[i];
      if (c == ';'
          || c == '<'
          || c == '>'
          || c == ':'
          || c == '.'
          || c == '['
          || c == '('
          || c == ')'
          || (c >= 0 && c <= ' ')) {
        break;
      }
      i++;
    }
    return i;
  }

  private void words(byte[] b, int offset, int end, boolean constant) {
    int i = offset;
    while (i < end) {
      while (i < end && !inName(b[i])) {
        i++;
      }
      int start = i;
      int separators = 0;
      while (i < end && inName(b[i])) {
        if (b[i] == '.' || b[i] == '/') {
          separators++;
        }
        i++;
      }
      if (i > start) {
        boolean whole =
            (start == offset || b[start - 1] == 1) && (i == end || b[i] == 1) && constant;
        word(b, start, i, separators, whole);
      }
    }
  }

  private void word(byte[] b, int start, int end, int separators, boolean whole) {
    if (b[start] == '/' || b[start] == '.') {
      // An absolute resource name, or a continuation such as ".Impl".
      if (end - start > 1) {
        word(b, start + 1, end, separators - 1, whole);
      }
      return;
    }
    if (separators == 0) {
      int c = b[start];
      if (whole && end - start <= 128 && (c == '_' || c == '$' || (c >= 'A' && c <= 'Z'))) {
        add(text(b, start, end));
      }
      return;
    }
    String name = text(b, start, end).replace('.', '/');
    add(name);
    if (name.endsWith("/class")) {
      add(name.substring(0, name.length() - 6));
    } else if (name.charAt(name.length() - 1) == '/') {
      add(name.substring(0, name.length() - 1));
    }
  }

  private static boolean inName(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '/'
        || c == '$'
        || c == '_'
        || c == '-'
        || c < 0;
  }

  private void add(String name) {
    if (!name.startsWith("java/")) {
      refs.add(table.id(name));
    }
  }

  private static String text(byte[] b, int start, int end) {
    for (int i = start; i < end; i++) {
      if (b[i] < 0) {
        return modifiedUtf8(b, start, end);
      }
    }
    return new String(b, start, end - start, StandardCharsets.ISO_8859_1);
  }

  /** Decodes what class files use for text; broken sequences become some character. */
  private static String modifiedUtf8(byte[] b, int start, int end) {
    StringBuilder s = new StringBuilder(end - start);
    int i = start;
    while (i < end) {
      int c = b[i++];
      if (c >= 0) {
        s.append((char) c);
      } else if ((c & 0xE0) == 0xC0 && i < end) {
        s.append((char) ((c & 0x1F) << 6 | (b[i++] & 0x3F)));
      } else if (i + 1 < end) {
        s.append((char) ((c & 0x0F) << 12 | (b[i] & 0x3F) << 6 | (b[i + 1] & 0x3F)));
        i += 2;
      } else {
        s.append('\uFFFD');
      }
    }
    return s.toString();
  }
}
