package io.faast.bundler.hints;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A pattern over whole texts that is matched in time proportional to the length of the text times
 * that of the pattern, whatever they are. Immutable and thread-safe.
 */
public final class TextPattern {
  private static final TextPattern ANY = new TextPattern("*", "", true, null);

  private final String written;
  private final String prefix;

  /** Whether the prefix is all that is asked for. */
  private final boolean open;

  private final @Nullable Nfa nfa;

  private TextPattern(String written, String prefix, boolean open, @Nullable Nfa nfa) {
    this.written = written;
    this.prefix = prefix;
    this.open = open;
    this.nfa = nfa;
  }

  /** Returns a pattern that only this text matches. */
  public static TextPattern exactly(String text) {
    return new TextPattern(text, text, false, null);
  }

  /** Returns a pattern that every text matches. */
  public static TextPattern any() {
    return ANY;
  }

  /** Returns a pattern that every text with this beginning matches. */
  public static TextPattern startingWith(String prefix) {
    return new TextPattern(prefix + "*", prefix, true, null);
  }

  /**
   * Returns a pattern in the syntax of {@link java.util.regex.Pattern}, without what cannot be
   * matched in linear time: look-around, back references, possessive quantifiers, flags.
   *
   * @throws IllegalArgumentException if it has such, is broken or too long
   */
  public static TextPattern regex(String regex) {
    String literal = literal(regex);
    return literal != null
        ? exactly(literal)
        : new TextPattern(regex, "", false, RegexParser.parse(regex));
  }

  /**
   * Returns a pattern of paths: {@code *} is any text without a slash, {@code **} any text, {@code
   * **}{@code /} also none, and a backslash takes the meaning off the next character.
   *
   * @throws IllegalArgumentException if it is too long
   */
  public static TextPattern glob(String glob) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      if (glob.startsWith("**/", i)) {
        regex.append("(?:.*/)?");
        i += 2;
      } else if (c == '*') {
        boolean deep = glob.startsWith("**", i);
        regex.append(deep ? ".*" : "[^/]*");
        i += deep ? 1 : 0;
      } else if (c == '\\' && i + 1 < glob.length()) {
        appendLiteral(regex, glob.charAt(++i));
      } else {
        appendLiteral(regex, c);
      }
    }
    return regex(regex.toString());
  }

  /** Appends a character so that it stands for itself. */
  static void appendLiteral(StringBuilder regex, char c) {
    if ("\\^$.|?*+()[]{}".indexOf(c) >= 0) {
      regex.append('\\');
    }
    regex.append(c);
  }

  /** Returns the text if a regular expression is nothing but one, perhaps quoted. */
  private static @Nullable String literal(String regex) {
    String text = regex;
    if (text.startsWith("\\Q") && text.indexOf("\\E") == text.length() - 2) {
      return text.substring(2, text.length() - 2);
    }
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length() && !Character.isLetterOrDigit(text.charAt(i + 1))) {
        plain.append(text.charAt(++i));
      } else if ("\\^$.|?*+()[]{}".indexOf(c) >= 0) {
        return null;
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }

  /** Returns the one text that matches, or null if it may be several. */
  public @Nullable String exact() {
    return open || nfa != null ? null : prefix;
  }

  /** Returns whether a whole text matches. */
  public boolean matches(String candidate) {
    if (nfa != null) {
      return nfa.matches(candidate);
    }
    return open ? candidate.startsWith(prefix) : prefix.equals(candidate);
  }

  /** Returns whether one of some texts matches. */
  public boolean matchesAny(Collection<String> candidates) {
    for (String candidate : candidates) {
      if (matches(candidate)) {
        return true;
      }
    }
    return false;
  }

  /** Returns the pattern as it was written. */
  @Override
  public String toString() {
    return written;
  }
}
