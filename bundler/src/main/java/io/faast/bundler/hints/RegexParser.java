package io.faast.bundler.hints;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes an automaton of a regular expression, from its end to its beginning. */
final class RegexParser {
  private static final int MAX_LENGTH = 4096;
  private static final int MAX_DEPTH = 50;
  private static final int MAX_REPEAT = 1000;
  private static final String DIGITS = "09";
  private static final String WORDS = "azAZ09__";
  private static final String SPACES = "\t\r  ";

  private final String regex;
  private final Nfa nfa = new Nfa();
  private int at;
  private int repetitions;

  private RegexParser(String regex) {
    this.regex = regex;
  }

  /** A part of an expression, which leads to what follows it. */
  @FunctionalInterface
  private interface Part {
    int build(int then);
  }

  static Nfa parse(String regex) {
    if (regex.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("is longer than " + MAX_LENGTH + " characters");
    }
    RegexParser parser = new RegexParser(regex);
    Part whole = parser.alternatives(0);
    if (parser.at < regex.length()) {
      throw new IllegalArgumentException("has a ) too many");
    }
    parser.nfa.startAt(whole.build(parser.nfa.end()));
    return parser.nfa;
  }

  private Part alternatives(int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException("is nested too deep");
    }
    List<Part> choices = new ArrayList<>();
    choices.add(sequence(depth));
    while (at < regex.length() && regex.charAt(at) == '|') {
      at++;
      choices.add(sequence(depth));
    }
    return then -> {
      int step = choices.get(0).build(then);
      for (Part choice : choices.subList(1, choices.size())) {
        step = nfa.split(step, choice.build(then));
      }
      return step;
    };
  }

  private Part sequence(int depth) {
    List<Part> parts = new ArrayList<>();
    while (at < regex.length() && regex.charAt(at) != '|' && regex.charAt(at) != ')') {
      if (regex.startsWith("\\Q", at)) {
        quoted(parts);
      } else {
        parts.add(repeated(atom(depth)));
      }
    }
    return then -> {
      int step = then;
      for (int i = parts.size() - 1; i >= 0; i--) {
        step = parts.get(i).build(step);
      }
      return step;
    };
  }

  private void quoted(List<Part> parts) {
    int end = regex.indexOf("\\E", at);
    for (int i = at + 2; i < (end < 0 ? regex.length() : end); i++) {
      parts.add(character(regex.charAt(i)));
    }
    at = end < 0 ? regex.length() : end + 2;
  }

  private Part atom(int depth) {
    char c = regex.charAt(at++);
    return switch (c) {
      case '.' -> nfa::any;
      case '(' -> group(depth);
      case '[' -> set();
      case '\\' -> escape();
      case '^' -> edge(at == 1, c);
      case '$' -> edge(at == regex.length(), c);
      case '*', '+', '?', '{' -> throw new IllegalArgumentException("repeats nothing");
      default -> character(c);
    };
  }

  /** Whole texts are matched, so that their edges need not be asked for. */
  private static Part edge(boolean outside, char c) {
    if (!outside) {
      throw new IllegalArgumentException("has a " + c + " inside");
    }
    return then -> then;
  }

  private Part character(char c) {
    return then -> nfa.character(c, then);
  }

  private Part group(int depth) {
    if (at < regex.length() && regex.charAt(at) == '?') {
      if (!regex.startsWith("?:", at)) {
        throw new IllegalArgumentException("has a group that is not understood");
      }
      at += 2;
    }
    Part inner = alternatives(depth + 1);
    if (at == regex.length()) {
      throw new IllegalArgumentException("lacks a )");
    }
    at++;
    return inner;
  }

  private Part escape() {
    if (at == regex.length()) {
      throw new IllegalArgumentException("ends with a backslash");
    }
    char c = regex.charAt(at++);
    String ranges = ranges(c);
    if (ranges != null) {
      return one(new Nfa.CharSet(ranges, Character.isUpperCase(c)));
    }
    return character(plain(c));
  }

  private Part one(Nfa.CharSet set) {
    return then -> nfa.set(set, then);
  }

  private static @Nullable String ranges(char c) {
    return switch (c) {
      case 'd', 'D' -> DIGITS;
      case 'w', 'W' -> WORDS;
      case 's', 'S' -> SPACES;
      default -> null;
    };
  }

  private static char plain(char c) {
    if (Character.isLetterOrDigit(c)) {
      return switch (c) {
        case 't' -> '\t';
        case 'n' -> '\n';
        case 'r' -> '\r';
        default -> throw new IllegalArgumentException("has an unknown escape \\" + c);
      };
    }
    return c;
  }

  private Part set() {
    boolean negated = regex.startsWith("^", at);
    at += negated ? 1 : 0;
    StringBuilder ranges = new StringBuilder();
    boolean first = true;
    while (at < regex.length() && (first || regex.charAt(at) != ']')) {
      first = false;
      char c = regex.charAt(at++);
      if (c == '[' || (c == '&' && regex.startsWith("&", at))) {
        throw new IllegalArgumentException("has a set within a set");
      }
      if (c == '\\' && at < regex.length()) {
        char escaped = regex.charAt(at++);
        String known = ranges(escaped);
        if (known != null && Character.isLowerCase(escaped)) {
          ranges.append(known);
          continue;
        }
        c = plain(escaped);
      }
      char last = c;
      if (at + 1 < regex.length() && regex.charAt(at) == '-' && regex.charAt(at + 1) != ']') {
        last = regex.charAt(at + 1);
        at += 2;
        if (last == '\\' || last == '[' || last < c) {
          throw new IllegalArgumentException("has a range that is not understood");
        }
      }
      ranges.append(c).append(last);
    }
    if (at == regex.length()) {
      throw new IllegalArgumentException("lacks a ]");
    }
    at++;
    return one(new Nfa.CharSet(ranges.toString(), negated));
  }

  private Part repeated(Part atom) {
    if (at == regex.length()) {
      return atom;
    }
    int min;
    int max;
    switch (regex.charAt(at)) {
      case '*' -> {
        min = 0;
        max = -1;
      }
      case '+' -> {
        min = 1;
        max = -1;
      }
      case '?' -> {
        min = 0;
        max = 1;
      }
      case '{' -> {
        int close = regex.indexOf('}', at);
        String[] bounds = regex.substring(at + 1, Math.max(close, at + 1)).split(",", -1);
        min = number(bounds[0]);
        max = bounds.length == 1 ? min : bounds[1].isEmpty() ? -1 : number(bounds[1]);
        if (bounds.length > 2 || (max >= 0 && max < min)) {
          throw new IllegalArgumentException("has bounds that are not understood");
        }
        at = close;
      }
      default -> {
        return atom;
      }
    }
    at++;
    if (at < regex.length() && regex.charAt(at) == '?') {
      at++; // reluctant: of whole texts, the same ones match
    } else if (at < regex.length() && "+*{".indexOf(regex.charAt(at)) >= 0) {
      throw new IllegalArgumentException("repeats a repetition");
    }
    return repeat(atom, min, max);
  }

  private static int number(String digits) {
    if (digits.isEmpty()
        || digits.length() > 4
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new IllegalArgumentException("has bounds that are not understood");
    }
    int number = Integer.parseInt(digits);
    if (number > MAX_REPEAT) {
      throw new IllegalArgumentException("repeats more than " + MAX_REPEAT + " times");
    }
    return number;
  }

  private Part repeat(Part atom, int min, int max) {
    return then -> {
      int step = then;
      if (max < 0) {
        int split = nfa.split(then, then);
        nfa.loop(split, atom.build(split));
        step = split;
      }
      for (int i = min; i < max; i++) {
        step = nfa.split(once(atom, step), then);
      }
      for (int i = 0; i < min; i++) {
        step = once(atom, step);
      }
      return step;
    };
  }

  /** Builds an atom again; what repeats nothing must come to an end too. */
  private int once(Part atom, int then) {
    if (++repetitions > Nfa.MAX_STEPS) {
      throw new IllegalArgumentException("is too long");
    }
    return atom.build(then);
  }
}
