package io.faast.bundler;

import java.nio.charset.StandardCharsets;

/**
 * Finds class names in a text of a constant pool: in the name of a class constant, or in a
 * descriptor or generic signature. It need not be sure: a name that no class has does no harm.
 */
final class Descriptors {
  private final NameTable table;
  private final Refs refs;

  Descriptors(NameTable table, Refs refs) {
    this.table = table;
    this.refs = refs;
  }

  void parse(byte[] b, int offset, int length, boolean isName) {
    int end = offset + length;
    if (isName && length > 0 && b[offset] != '[') {
      add(text(b, offset, end));
    } else {
      descriptor(b, offset, end);
    }
  }

  /** Takes every {@code Lname;} and {@code Lname<...>.Inner;}, unless it is prose after all. */
  private void descriptor(byte[] b, int offset, int end) {
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
          return;
        }
        add(text(b, start, i));
        i = b[i] == '<' ? innerNames(b, start, i, end) : i + 1;
      } else if (c == 'T' || (c == '<' && offset == i)) {
        i = typeVariables(b, i, end);
      } else {
        if ((c >= 0 && c <= ' ') || c == '=' || c == '"' || c == '\'') {
          refs.size = before;
          return;
        }
        i++;
      }
    }
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
