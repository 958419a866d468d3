package io.faast.bundler.hints;

import org.jspecify.annotations.Nullable;

/** Reads one specification of fields or methods of ProGuard, up to its semicolon. */
final class MemberSpec {
  private MemberSpec() {}

  static MemberMatcher read(ProGuardTokens tokens) throws ClassSpec.Malformed {
    AccessFlags flags = new AccessFlags();
    String annotation = null;
    String word;
    while (true) {
      if (tokens.skip("@")) {
        annotation = ClassSpec.word(tokens);
        continue;
      }
      boolean negated = tokens.skip("!");
      word = ClassSpec.word(tokens);
      if (!flags.add(word, negated)) {
        break;
      }
    }
    MemberMatcher member =
        rest(
            tokens,
            word,
            flags.test(),
            annotation == null ? null : ProGuardPatterns.className(annotation));
    while (!tokens.skip(";")) {
      // Values such as "= 1" or "return true" say nothing about what is kept.
      if (tokens.atEnd() || tokens.atOption() || tokens.peek().equals("}")) {
        throw new ClassSpec.Malformed("has no ; before '" + tokens.peek() + "'");
      }
      tokens.next();
    }
    return member;
  }

  private static MemberMatcher rest(
      ProGuardTokens tokens, String first, AccessTest access, @Nullable TextPattern annotation)
      throws ClassSpec.Malformed {
    boolean single = tokens.peek().equals(";");
    MemberMatcher.Kind kind =
        first.equals("<fields>")
            ? MemberMatcher.Kind.FIELD
            : first.equals("<methods>") ? MemberMatcher.Kind.METHOD : MemberMatcher.Kind.ANY;
    if (single && (kind != MemberMatcher.Kind.ANY || first.equals("*") || first.equals("**"))) {
      return member(kind, access, annotation, TextPattern.any(), TextPattern.any());
    }
    if (tokens.peek().equals("(")) {
      boolean initializer = first.equals("<clinit>");
      TextPattern name = TextPattern.exactly(initializer ? first : "<init>");
      TextPattern descriptor = TextPattern.regex(arguments(tokens) + "V");
      return member(MemberMatcher.Kind.METHOD, access, annotation, name, descriptor);
    }
    String type = ProGuardPatterns.type(first.concat(brackets(tokens)));
    TextPattern name = ProGuardPatterns.memberName(ClassSpec.word(tokens));
    if (tokens.peek().equals("(")) {
      TextPattern descriptor = TextPattern.regex(arguments(tokens) + type);
      return member(MemberMatcher.Kind.METHOD, access, annotation, name, descriptor);
    }
    return member(MemberMatcher.Kind.FIELD, access, annotation, name, TextPattern.regex(type));
  }

  private static String arguments(ProGuardTokens tokens) throws ClassSpec.Malformed {
    StringBuilder regex = new StringBuilder("\\(");
    tokens.next();
    while (!tokens.skip(")")) {
      String type = ClassSpec.word(tokens);
      regex.append(ProGuardPatterns.type(type.concat(brackets(tokens))));
      if (!tokens.skip(",") && !tokens.peek().equals(")")) {
        throw new ClassSpec.Malformed("has no , or ) before '" + tokens.peek() + "'");
      }
    }
    return regex.append("\\)").toString();
  }

  /** Takes the brackets of an array type that stand apart from it. */
  private static String brackets(ProGuardTokens tokens) {
    StringBuilder brackets = new StringBuilder();
    while (tokens.peek().equals("[]")) {
      brackets.append(tokens.next());
    }
    return brackets.toString();
  }

  private static MemberMatcher member(
      MemberMatcher.Kind kind,
      AccessTest access,
      @Nullable TextPattern annotation,
      TextPattern name,
      TextPattern descriptor) {
    return new MemberMatcher(kind, access, annotation, name, descriptor, false, false);
  }
}
