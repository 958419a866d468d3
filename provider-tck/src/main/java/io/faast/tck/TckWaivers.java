package io.faast.tck;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Rules that a provider is known to break for now. A waived rule is tried all the same, and must
 * fail: one that passes fails as stale, and after its last day a waiver waives nothing. A provider
 * with a waived rule at level MUST is not conformant, but its build goes on.
 *
 * <p>A file of properties has a line for each: {@code RULE-ID = LINK expires=YYYY-MM-DD}, where the
 * link leads to the issue about it.
 *
 * @param byRule the waivers, by the ids of their rules
 * @since 0.1.0
 */
public record TckWaivers(Map<String, Waiver> byRule) {
  private static final TckWaivers NONE = new TckWaivers(Map.of());
  private static final String EXPIRES = "expires=";

  /** Takes a copy. */
  public TckWaivers {
    byRule = Map.copyOf(byRule);
  }

  /**
   * Why a rule may be broken, and until when.
   *
   * @param issue where it is being mended
   * @param lastDay the last day, in UTC, on which it may be broken
   */
  public record Waiver(URI issue, LocalDate lastDay) {}

  /** Returns no waivers. */
  public static TckWaivers none() {
    return NONE;
  }

  /**
   * Reads a file of waivers.
   *
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if a line is no waiver, or names no rule
   */
  public static TckWaivers read(Path file) throws IOException {
    try (Reader reader = Files.newBufferedReader(file)) {
      return parse(reader, file.toString());
    }
  }

  /** Reads waivers from text, see {@link #read}. */
  static TckWaivers parse(String text) {
    try {
      return parse(new StringReader(text), "the waivers");
    } catch (IOException e) {
      throw new IllegalStateException("a string cannot fail to be read", e);
    }
  }

  private static TckWaivers parse(Reader reader, String where) throws IOException {
    Properties lines = new Properties();
    lines.load(reader);
    List<String> known = RuleCatalog.rules().stream().map(RuleInfo::id).toList();
    Map<String, Waiver> waivers = new HashMap<>();
    Map<String, String> sorted = new TreeMap<>();
    lines.forEach((id, value) -> sorted.put((String) id, (String) value));
    sorted.forEach(
        (id, value) -> {
          if (!known.contains(id)) {
            throw new IllegalArgumentException(where + " waives " + id + ", which is no rule");
          }
          waivers.put(
              id,
              waiver(value)
                  .orElseThrow(
                      () ->
                          new IllegalArgumentException(
                              where
                                  + " has \""
                                  + id
                                  + " = "
                                  + value
                                  + "\"; write "
                                  + id
                                  + " = https://... expires=YYYY-MM-DD")));
        });
    return new TckWaivers(waivers);
  }

  private static Optional<Waiver> waiver(String text) {
    String[] words = text.strip().split("\\s+", -1);
    if (words.length != 2 || !words[1].startsWith(EXPIRES)) {
      return Optional.empty();
    }
    try {
      URI issue = URI.create(words[0]);
      LocalDate lastDay = LocalDate.parse(words[1].substring(EXPIRES.length()));
      return issue.getHost() == null ? Optional.empty() : Optional.of(new Waiver(issue, lastDay));
    } catch (IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }

  Optional<Waiver> of(RuleInfo rule) {
    return Optional.ofNullable(byRule.get(rule.id()));
  }
}
