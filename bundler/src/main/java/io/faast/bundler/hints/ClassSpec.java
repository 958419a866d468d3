package io.faast.bundler.hints;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A class specification of ProGuard.
 *
 * @param written the class names as they are written, without negations
 * @param classes the classes that it is about
 * @param members the members between the braces
 */
record ClassSpec(List<String> written, ClassMatcher classes, List<MemberMatcher> members) {

  /** Returns the class name if it is one, without wildcards; else null. */
  @Nullable String plainName() {
    return written.size() == 1 && classes.exactName() != null ? classes.exactName() : null;
  }

  /** A rule is not as its grammar wants it. Has no stack trace. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message, null, false, false);
    }
  }

  static ClassSpec read(ProGuardTokens tokens) throws Malformed {
    AccessFlags flags = new AccessFlags();
    String annotation = null;
    while (true) {
      boolean negated = tokens.skip("!");
      boolean at = tokens.skip("@");
      String token = tokens.atOption() ? "" : tokens.next();
      if (at && !token.equals("interface")) {
        annotation = token;
      } else if (token.equals("class")) {
        break;
      } else if (token.equals("interface") || token.equals("enum")) {
        flags.add(at ? "@interface" : token, negated);
        break;
      } else if (!flags.add(token, negated)) {
        throw new Malformed("has no class, interface or enum before '" + shown(token) + "'");
      }
    }
    List<String> written = new ArrayList<>();
    List<ClassMatcher.Name> names = new ArrayList<>();
    do {
      boolean negated = tokens.skip("!");
      String name = word(tokens);
      written.add(name);
      names.add(new ClassMatcher.Name(negated, ProGuardPatterns.className(name)));
    } while (tokens.skip(","));
    TextPattern supertype = null;
    if (tokens.skip("extends") || tokens.skip("implements")) {
      if (tokens.skip("@")) {
        word(tokens);
      }
      String name = tokens.peek().equals("{") ? "*" : word(tokens);
      supertype = ProGuardPatterns.className(name);
    }
    ClassMatcher classes =
        new ClassMatcher(
            names,
            flags.test(),
            annotation == null ? null : ProGuardPatterns.className(annotation),
            supertype);
    return new ClassSpec(written, classes, members(tokens));
  }

  private static List<MemberMatcher> members(ProGuardTokens tokens) throws Malformed {
    List<MemberMatcher> members = new ArrayList<>();
    if (tokens.skip("{")) {
      while (!tokens.skip("}")) {
        if (tokens.atEnd()) {
          throw new Malformed("has no } at its end");
        }
        members.add(MemberSpec.read(tokens));
      }
    }
    return members;
  }

  /** Takes a word: a name, not a character of the grammar, nor the next option. */
  static String word(ProGuardTokens tokens) throws Malformed {
    String word = tokens.peek();
    if (word.isEmpty() || "{}();,!@".contains(word) || tokens.atOption()) {
      throw new Malformed("has no name where '" + shown(word) + "' is");
    }
    return tokens.next();
  }

  static String shown(String token) {
    return token.length() > 60 ? token.substring(0, 60) + "..." : token;
  }
}
