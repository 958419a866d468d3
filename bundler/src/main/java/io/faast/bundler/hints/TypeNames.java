package io.faast.bundler.hints;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns names of types as metadata and rules write them into internal names and descriptors. */
final class TypeNames {
  private static final int MAX_LENGTH = 4096;
  private static final List<String> PRIMITIVES =
      List.of("void", "boolean", "char", "byte", "short", "int", "long", "float", "double");
  private static final String PRIMITIVE_CODES = "VZCBSIJFD";

  private TypeNames() {}

  /**
   * Returns the internal name of the class that a name such as {@code a.b.C[]} or {@code [La.b.C;}
   * is about; null for primitive types, the classes of java.base, and what cannot be a name.
   */
  static @Nullable String internal(@Nullable Object name) {
    if (!(name instanceof String text)) {
      return null;
    }
    String element = elementOf(text.trim());
    if (element.startsWith("[")) {
      element = element.substring(element.lastIndexOf('[') + 1);
      if (!element.startsWith("L") || !element.endsWith(";")) {
        return null;
      }
      element = element.substring(1, element.length() - 1);
    }
    return isClassName(element)
            && !PRIMITIVES.contains(element)
            && !element.startsWith("java.")
            && !element.startsWith("java/")
        ? element.replace('.', '/')
        : null;
  }

  private static String elementOf(String name) {
    int end = name.length();
    while (end >= 2 && name.charAt(end - 1) == ']' && name.charAt(end - 2) == '[') {
      end -= 2;
    }
    return name.substring(0, end);
  }

  private static boolean isClassName(String name) {
    if (name.isEmpty() || name.length() > MAX_LENGTH) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) <= ' ' || "[];<>():*?\"".indexOf(name.charAt(i)) >= 0) {
        return false;
      }
    }
    return true;
  }

  /** Returns the descriptor of a type such as {@code int[]} or {@code a.b.C}. */
  static String descriptor(String name) {
    String trimmed = name.trim();
    String element = elementOf(trimmed);
    String arrays = "[".repeat((trimmed.length() - element.length()) / 2);
    if (element.startsWith("[")) {
      return arrays + element.replace('.', '/');
    }
    String primitive = primitive(element);
    return arrays + (primitive != null ? primitive : "L" + element.replace('.', '/') + ";");
  }

  /** Returns the descriptor of a primitive type or void, or null if it is none. */
  static @Nullable String primitive(String name) {
    int index = PRIMITIVES.indexOf(name);
    return index < 0 ? null : PRIMITIVE_CODES.substring(index, index + 1);
  }
}
