package io.faast.emulator.gcp.logging;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of a filter, one after the other. Not thread-safe. */
final class FilterTokens {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\G\\s*(\"(?:[^\"\\\\]|\\\\.)*\"|=~|!~|!=|<=|>=|[()=:<>]|"
              + "(?:[^\\s()=:<>!\"]|\"(?:[^\"\\\\]|\\\\.)*\")+)");

  private final List<String> tokens = new ArrayList<>();
  private int at;

  FilterTokens(String text) {
    Matcher matcher = TOKEN.matcher(text);
    int end = 0;
    while (matcher.find()) {
      tokens.add(matcher.group(1));
      end = matcher.end();
    }
    if (!text.substring(end).isBlank()) {
      throw Filter.unparseable(text.substring(end).strip());
    }
  }

  boolean atEnd() {
    return at == tokens.size();
  }

  boolean is(String token) {
    return !atEnd() && tokens.get(at).equals(token);
  }

  /** Goes on if this is the next token. */
  boolean take(String token) {
    boolean is = is(token);
    if (is) {
      at++;
    }
    return is;
  }

  String next() {
    if (atEnd()) {
      throw Filter.unparseable("end of filter");
    }
    return tokens.get(at++);
  }

  /** Returns what a quoted text says; anything else as it is. */
  static String text(String token) {
    return token.startsWith("\"")
        ? token.substring(1, token.length() - 1).replaceAll("\\\\(.)", "$1")
        : token;
  }
}
