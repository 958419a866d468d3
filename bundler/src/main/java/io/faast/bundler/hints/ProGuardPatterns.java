package io.faast.bundler.hints;

/**
 * Turns the wildcards of ProGuard into patterns. A reference to an earlier wildcard, such as {@code
 * <1>}, stands for anything.
 */
final class ProGuardPatterns {
  private static final String PART = "[^/]*";
  private static final String ANY_TYPE = "\\[*(?:[ZBCSIJFDV]|L[^;]*;)";

  private ProGuardPatterns() {}

  /** A pattern of internal names for one of class names with dots. */
  static TextPattern className(String written) {
    return written.equals("*") ? TextPattern.any() : TextPattern.regex(classRegex(written));
  }

  private static String classRegex(String written) {
    StringBuilder regex = new StringBuilder();
    String name = written.replace('.', '/');
    int i = 0;
    while (i < name.length()) {
      char c = name.charAt(i);
      int reference = reference(name, i);
      if (reference > 0 || name.startsWith("**", i)) {
        regex.append(".*");
        i = reference > 0 ? reference : i + 2;
        while (i < name.length() && name.charAt(i) == '*') {
          i++;
        }
        continue;
      }
      if (c == '*') {
        regex.append(PART);
      } else if (c == '?') {
        regex.append("[^/]");
      } else {
        TextPattern.appendLiteral(regex, c);
      }
      i++;
    }
    return regex.toString();
  }

  /** A pattern of the name of a field or method. */
  static TextPattern memberName(String written) {
    if (written.equals("*")) {
      return TextPattern.any();
    }
    StringBuilder regex = new StringBuilder();
    int i = 0;
    while (i < written.length()) {
      char c = written.charAt(i);
      int reference = reference(written, i);
      if (reference > 0) {
        regex.append(".*");
        i = reference;
        continue;
      }
      if (c == '*') {
        regex.append(".*");
      } else if (c == '?') {
        regex.append('.');
      } else {
        TextPattern.appendLiteral(regex, c);
      }
      i++;
    }
    return TextPattern.regex(regex.toString());
  }

  /** A regular expression of the descriptors of a type. */
  static String type(String written) {
    if (written.equals("***") || reference(written, 0) == written.length()) {
      return ANY_TYPE;
    }
    if (written.equals("...")) {
      return "[^)]*";
    }
    StringBuilder regex = new StringBuilder();
    String element = written;
    while (element.endsWith("[]")) {
      element = element.substring(0, element.length() - 2);
      regex.append("\\[");
    }
    String primitive = TypeNames.primitive(element);
    if (primitive != null) {
      return regex.append(primitive).toString();
    }
    if (element.equals("%")) {
      return regex.append("[ZBCSIJFDV]").toString();
    }
    // A type in a descriptor ends at its semicolon, which a wildcard must not run over.
    String name = classRegex(element).replace(".*", "[^;]*").replace(PART, "[^/;]*");
    return regex.append('L').append(name.replace("[^/]", "[^/;]")).append(';').toString();
  }

  /** Returns where a reference that begins here ends, or -1 if none does. */
  private static int reference(String text, int from) {
    int i = from + 1;
    while (from < text.length() && text.charAt(from) == '<' && i < text.length()) {
      char c = text.charAt(i);
      if (c == '>') {
        return i > from + 1 ? i + 1 : -1;
      }
      if (c < '0' || c > '9') {
        return -1;
      }
      i++;
    }
    return -1;
  }
}
