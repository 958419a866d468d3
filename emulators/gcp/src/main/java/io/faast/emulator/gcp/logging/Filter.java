package io.faast.emulator.gcp.logging;

import com.fasterxml.jackson.databind.JsonNode;
import io.faast.emulator.gcp.core.ApiException;
import io.faast.emulator.gcp.core.Status;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The query language of Cloud Logging, as far as it compares fields: {@code =}, {@code !=}, {@code
 * :}, {@code =~}, {@code !~}, {@code <}, {@code <=}, {@code >}, {@code >=}, {@code AND}, {@code
 * OR}, {@code NOT} and parentheses; what stands side by side is joined by AND, which binds tighter
 * than OR here.
 */
final class Filter {
  private static final List<String> SEVERITIES =
      List.of(
          "DEFAULT",
          "DEBUG",
          "INFO",
          "NOTICE",
          "WARNING",
          "ERROR",
          "CRITICAL",
          "ALERT",
          "EMERGENCY");

  private final FilterTokens tokens;

  private Filter(String text) {
    tokens = new FilterTokens(text);
  }

  /** Reads a filter; an empty one takes everything. */
  static Predicate<JsonNode> parse(String text) {
    Filter filter = new Filter(text);
    if (filter.tokens.atEnd()) {
      return entry -> true;
    }
    Predicate<JsonNode> parsed = filter.either();
    if (!filter.tokens.atEnd()) {
      throw unparseable(filter.tokens.next());
    }
    return parsed;
  }

  static ApiException unparseable(String at) {
    return new ApiException(
        Status.INVALID_ARGUMENT, "Unparseable filter: syntax error at token '" + at + "'");
  }

  private Predicate<JsonNode> either() {
    Predicate<JsonNode> one = both();
    while (tokens.take("OR")) {
      one = one.or(both());
    }
    return one;
  }

  private Predicate<JsonNode> both() {
    Predicate<JsonNode> one = not();
    while (!tokens.atEnd() && !tokens.is("OR") && !tokens.is(")")) {
      tokens.take("AND");
      one = one.and(not());
    }
    return one;
  }

  private Predicate<JsonNode> not() {
    if (tokens.take("NOT")) {
      return not().negate();
    }
    if (tokens.take("(")) {
      Predicate<JsonNode> inner = either();
      if (!tokens.take(")")) {
        throw unparseable(tokens.atEnd() ? "end of filter" : tokens.next());
      }
      return inner;
    }
    String path = tokens.next();
    String operator = tokens.next();
    String value = FilterTokens.text(tokens.next());
    return comparison(path.split("\\.", -1), operator, value);
  }

  private static Predicate<JsonNode> comparison(String[] path, String operator, String value) {
    return switch (operator) {
      case "=" -> entry -> compare(path, at(entry, path), value) == 0;
      case "!=" -> entry -> compare(path, at(entry, path), value) != 0;
      case ":" -> entry -> lower(at(entry, path)).contains(value.toLowerCase(Locale.ROOT));
      case "=~" -> found(path, value);
      case "!~" -> found(path, value).negate();
      case "<" -> present(path).and(entry -> compare(path, at(entry, path), value) < 0);
      case "<=" -> present(path).and(entry -> compare(path, at(entry, path), value) <= 0);
      case ">" -> present(path).and(entry -> compare(path, at(entry, path), value) > 0);
      case ">=" -> present(path).and(entry -> compare(path, at(entry, path), value) >= 0);
      default -> throw unparseable(operator);
    };
  }

  private static Predicate<JsonNode> found(String[] path, String regex) {
    Pattern pattern = Pattern.compile(regex);
    return entry -> pattern.matcher(at(entry, path)).find();
  }

  private static Predicate<JsonNode> present(String[] path) {
    return entry -> !at(entry, path).isEmpty();
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static String at(JsonNode entry, String[] path) {
    JsonNode node = entry;
    for (String field : path) {
      node = node.path(FilterTokens.text(field));
    }
    return node.asText("");
  }

  private static int compare(String[] path, String found, String wanted) {
    String last = path[path.length - 1];
    if (last.equals("severity")) {
      return Integer.compare(
          SEVERITIES.indexOf(found), SEVERITIES.indexOf(wanted.toUpperCase(Locale.ROOT)));
    }
    if (last.equals("timestamp") || last.equals("receiveTimestamp")) {
      return Instant.parse(found).compareTo(instant(wanted));
    }
    try {
      return Double.compare(Double.parseDouble(found), Double.parseDouble(wanted));
    } catch (NumberFormatException e) {
      return found.compareToIgnoreCase(wanted); // text, then
    }
  }

  private static Instant instant(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw unparseable(text);
    }
  }
}
