package io.faast.bundler.hints;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A strict, bounded reader of JSON: objects become maps, arrays lists, strings strings, truth
 * values Booleans, and numbers the text they are written as; members that are null are left out.
 */
final class Json {
  private static final int MAX_DEPTH = 64;
  private static final int MAX_VALUES = 1_000_000;

  /** What stands for null in an array. */
  private static final Object NULL = new Object();

  private final String text;
  private int at;
  private int values;

  private Json(String text) {
    this.text = text;
  }

  /** The text is no JSON. Has no stack trace. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message, null, false, false);
    }
  }

  static Object read(byte[] content) throws Malformed {
    Json json = new Json(new String(content, StandardCharsets.UTF_8));
    if (json.text.startsWith("\uFEFF")) {
      json.at = 1;
    }
    Object value = json.value(0);
    if (json.peek() >= 0) {
      throw json.malformed("something after the end");
    }
    return value;
  }

  private Object value(int depth) throws Malformed {
    if (depth > MAX_DEPTH || ++values > MAX_VALUES) {
      throw malformed("too many values or nests them too deep");
    }
    return switch (peek()) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", NULL);
      default -> number();
    };
  }

  private Map<String, Object> object(int depth) throws Malformed {
    Map<String, Object> members = new LinkedHashMap<>();
    at++;
    boolean more = peek() != '}';
    while (more) {
      if (peek() != '"') {
        throw malformed("no name");
      }
      String name = string();
      expect(':');
      Object value = value(depth + 1);
      if (value != NULL) {
        members.put(name, value);
      }
      more = peek() == ',';
      at += more ? 1 : 0;
    }
    expect('}');
    return members;
  }

  private List<Object> array(int depth) throws Malformed {
    List<Object> elements = new ArrayList<>();
    at++;
    boolean more = peek() != ']';
    while (more) {
      elements.add(value(depth + 1));
      more = peek() == ',';
      at += more ? 1 : 0;
    }
    expect(']');
    return elements;
  }

  private String string() throws Malformed {
    int start = ++at;
    StringBuilder changed = null;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"') {
        String rest = text.substring(start, at++);
        return changed == null ? rest : changed.append(rest).toString();
      }
      if (c < ' ') {
        break;
      }
      at++;
      if (c == '\\') {
        changed = changed == null ? new StringBuilder() : changed;
        changed.append(text, start, at - 1).append(escaped());
        start = at;
      }
    }
    throw malformed("a string without an end");
  }

  private char escaped() throws Malformed {
    char c = at < text.length() ? text.charAt(at++) : ' ';
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> code();
      default -> throw malformed("an unknown escape");
    };
  }

  private char code() throws Malformed {
    int code = 0;
    for (int end = at + 4; at < end; at++) {
      int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
      if (digit < 0) {
        throw malformed("a broken \\u");
      }
      code = code << 4 | digit;
    }
    return (char) code;
  }

  private String number() throws Malformed {
    int start = at;
    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    if (at == start) {
      throw malformed("no value");
    }
    return text.substring(start, at);
  }

  private Object word(String word, Object value) throws Malformed {
    if (!text.startsWith(word, at)) {
      throw malformed("no value");
    }
    at += word.length();
    return value;
  }

  private void expect(char wanted) throws Malformed {
    if (peek() != wanted) {
      throw malformed("no " + wanted);
    }
    at++;
  }

  /** Returns the next character that is not space, or -1. */
  private int peek() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : -1;
  }

  private Malformed malformed(String what) {
    int line = 1;
    for (int i = 0; i < Math.min(at, text.length()); i++) {
      line += text.charAt(i) == '\n' ? 1 : 0;
    }
    return new Malformed("has " + what + " in line " + line);
  }

  /** Returns the objects of an array, or none if it is no array. */
  static List<Map<?, ?>> objects(@Nullable Object array) {
    List<Map<?, ?>> objects = new ArrayList<>();
    if (array instanceof List<?> list) {
      for (Object element : list) {
        if (element instanceof Map<?, ?> map) {
          objects.add(map);
        }
      }
    }
    return objects;
  }

  /** Returns the strings of an array, or none if it is no array. */
  static List<String> strings(@Nullable Object array) {
    List<String> strings = new ArrayList<>();
    if (array instanceof List<?> list) {
      for (Object element : list) {
        if (element instanceof String string) {
          strings.add(string);
        }
      }
    }
    return strings;
  }
}
