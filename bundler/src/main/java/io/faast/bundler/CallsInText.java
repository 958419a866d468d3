package io.faast.bundler;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Finds what a text in some language (a script, an expression, a template) may call: words before a
 * parenthesis, and words behind a dot, which may also be properties.
 */
final class CallsInText {
  private static final int MAX_WORD = 100;

  private CallsInText() {}

  /** Gives each name of a method that a text may call; most may be none. */
  static void scan(byte[] text, Consumer<String> names) {
    int i = 0;
    while (i < text.length) {
      if (!isPart(text[i])) {
        i++;
        continue;
      }
      int start = i;
      while (i < text.length && isPart(text[i])) {
        i++;
      }
      if (i - start > MAX_WORD || Character.isDigit(text[start])) {
        continue;
      }
      boolean behindDot = start > 0 && isDot(text[start - 1]);
      if (behindDot || (i < text.length && text[i] == '(')) {
        String word = new String(text, start, i - start, StandardCharsets.US_ASCII);
        names.accept(word);
        if (behindDot) {
          String capital = word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
          names.accept("get".concat(capital));
          names.accept("is".concat(capital));
          names.accept("set".concat(capital));
        }
      }
    }
  }

  /** A dot, or the colon or ampersand before the name of a method that is a value. */
  private static boolean isDot(byte c) {
    return c == '.' || c == ':' || c == '&' || c == '@';
  }

  private static boolean isPart(byte c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '$';
  }
}
