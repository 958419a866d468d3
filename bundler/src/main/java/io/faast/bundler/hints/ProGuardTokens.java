package io.faast.bundler.hints;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Splits rules into words and the characters that mean something by themselves. */
final class ProGuardTokens {
  private static final String SINGLE = "{}();,!@";
  private static final int MAX_TOKENS = 1_000_000;

  private final List<String> tokens = new ArrayList<>();
  private final List<Integer> lines = new ArrayList<>();
  private int at;

  ProGuardTokens(byte[] content) {
    String text = new String(content, StandardCharsets.UTF_8);
    int line = 1;
    int i = text.startsWith("\uFEFF") ? 1 : 0;
    while (i < text.length() && tokens.size() < MAX_TOKENS) {
      char c = text.charAt(i);
      int start = i;
      if (c == '#') {
        i = end(text, i, '\n');
      } else if (c <= ' ') {
        line += c == '\n' ? 1 : 0;
        i++;
      } else if (c == '"' || c == '\'') {
        i = Math.min(end(text, i + 1, c), end(text, i + 1, '\n'));
        add(text.substring(start + 1, i), line);
        i += i < text.length() && text.charAt(i) == c ? 1 : 0;
      } else if (SINGLE.indexOf(c) >= 0) {
        add(text.substring(i, ++i), line);
      } else {
        while (i < text.length() && isWord(text.charAt(i))) {
          i++;
        }
        add(text.substring(start, i), line);
      }
    }
  }

  private static boolean isWord(char c) {
    return c > ' ' && c != '#' && c != '"' && c != '\'' && SINGLE.indexOf(c) < 0;
  }

  private static int end(String text, int from, char c) {
    int end = text.indexOf(c, from);
    return end < 0 ? text.length() : end;
  }

  private void add(String token, int line) {
    tokens.add(token);
    lines.add(line);
  }

  boolean atEnd() {
    return at == tokens.size();
  }

  /** Returns the next token without taking it; empty at the end. */
  String peek() {
    return at < tokens.size() ? tokens.get(at) : "";
  }

  /** Takes the next token; empty at the end. */
  String next() {
    String token = peek();
    at += atEnd() ? 0 : 1;
    return token;
  }

  /** Takes the next token if it is this one. */
  boolean skip(String token) {
    boolean there = !atEnd() && peek().equals(token);
    at += there ? 1 : 0;
    return there;
  }

  /** Returns the line of the next token. */
  int line() {
    return lines.isEmpty() ? 1 : lines.get(Math.min(at, lines.size() - 1));
  }

  /** Returns whether the next token begins an option: no number below zero. */
  boolean atOption() {
    String token = peek();
    return token.length() > 1 && token.charAt(0) == '-' && Character.isLetter(token.charAt(1));
  }

  /** Returns whether the next token is an @ that begins a line: the short form of an include. */
  private boolean isInclude() {
    return peek().equals("@") && at > 0 && !lines.get(at).equals(lines.get(at - 1));
  }

  /** Goes on to the next option. */
  void skipOption() {
    int depth = 0;
    while (!atEnd() && (depth > 0 || !(atOption() || isInclude()))) {
      String token = next();
      depth += token.equals("{") ? 1 : token.equals("}") ? -1 : 0;
      depth = Math.max(depth, 0);
    }
  }
}
