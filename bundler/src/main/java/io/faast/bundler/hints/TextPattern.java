package io.faast.bundler.hints;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A pattern over whole texts that is matched in time proportional to the text's length, whatever
 * the pattern. Immutable and thread-safe.
 */
public final class TextPattern {
  private final String text;

  private TextPattern(String text) {
    this.text = text;
  }

  /** Returns a pattern that only this text matches. */
  public static TextPattern exactly(String text) {
    return new TextPattern(text);
  }

  /** Returns the one text that matches, or null if it may be several. */
  public @Nullable String exact() {
    return text;
  }

  /** Returns whether a whole text matches. */
  public boolean matches(String candidate) {
    return text.equals(candidate);
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
    return text;
  }
}
