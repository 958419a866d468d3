package io.faast.bundler;

import java.nio.charset.StandardCharsets;

/** Class names in service files and in the JSON of native-image metadata. */
final class TextNames {
  private TextNames() {}

  static void add(byte[] content, boolean json, NameTable table, Refs refs) {
    String text = new String(content, StandardCharsets.UTF_8);
    if (json) {
      addStrings(text, table, refs);
    } else {
      addLines(text, table, refs);
    }
  }

  private static void addLines(String text, NameTable table, Refs refs) {
    int at = 0;
    while (at < text.length()) {
      int newline = text.indexOf('\n', at);
      int end = newline < 0 ? text.length() : newline;
      int comment = text.indexOf('#', at);
      String line = text.substring(at, comment >= 0 && comment < end ? comment : end).trim();
      if (!line.isEmpty()) {
        refs.add(table.id(line.replace('.', '/')) << 1);
      }
      at = end + 1;
    }
  }

  /** Takes every string that has the form of a qualified class name, wherever it stands. */
  private static void addStrings(String text, NameTable table, Refs refs) {
    int open = text.indexOf('"');
    while (open >= 0) {
      int close = text.indexOf('"', open + 1);
      if (close < 0) {
        return;
      }
      int end = close;
      while (end - 2 > open && text.charAt(end - 1) == ']' && text.charAt(end - 2) == '[') {
        end -= 2;
      }
      if (isQualified(text, open + 1, end)) {
        String name = text.substring(open + 1, end).replace('.', '/');
        if (!name.startsWith("java/")) {
          refs.add(table.id(name) << 1);
        }
      }
      open = text.indexOf('"', close + 1);
    }
  }

  private static boolean isQualified(String text, int from, int to) {
    boolean dot = false;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c == '.') {
        dot = true;
      } else if (!Character.isJavaIdentifierPart(c)) {
        return false;
      }
    }
    return dot;
  }
}
