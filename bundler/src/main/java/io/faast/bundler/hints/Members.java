package io.faast.bundler.hints;

import java.util.List;

/** Member matchers that are often used. */
final class Members {
  private static final int ACC_PUBLIC = 0x0001;
  private static final AccessTest PUBLIC = new AccessTest(ACC_PUBLIC, 0, 0);
  private static final TextPattern INIT = TextPattern.exactly("<init>");

  static final MemberMatcher NO_ARG_CONSTRUCTOR =
      new MemberMatcher(
          MemberMatcher.Kind.METHOD,
          AccessTest.ANY,
          null,
          INIT,
          TextPattern.exactly("()V"),
          false,
          false);

  /** Methods by which a class takes part in its own serialisation, and its fields. */
  static final List<MemberMatcher> SERIALISATION =
      List.of(
          fields(false),
          NO_ARG_CONSTRUCTOR,
          methodNamed("readObject"),
          methodNamed("readObjectNoData"),
          methodNamed("readResolve"),
          methodNamed("readExternal"),
          methodNamed("writeObject"),
          methodNamed("writeReplace"),
          methodNamed("writeExternal"));

  private Members() {}

  static MemberMatcher methodNamed(String name) {
    return method(name, TextPattern.any(), false);
  }

  static MemberMatcher method(String name, TextPattern descriptor, boolean queried) {
    return new MemberMatcher(
        MemberMatcher.Kind.METHOD,
        AccessTest.ANY,
        null,
        TextPattern.exactly(name),
        descriptor,
        false,
        queried);
  }

  static MemberMatcher fieldNamed(String name) {
    return new MemberMatcher(
        MemberMatcher.Kind.FIELD,
        AccessTest.ANY,
        null,
        TextPattern.exactly(name),
        TextPattern.any(),
        false,
        false);
  }

  /** All fields that a class declares, or all public ones, inherited ones too. */
  static MemberMatcher fields(boolean onlyPublic) {
    return all(MemberMatcher.Kind.FIELD, TextPattern.any(), onlyPublic, onlyPublic, false);
  }

  /** All methods and constructors that a class declares, or all public ones, inherited ones too. */
  static MemberMatcher methods(boolean onlyPublic, boolean queried) {
    return all(MemberMatcher.Kind.METHOD, TextPattern.any(), onlyPublic, onlyPublic, queried);
  }

  static MemberMatcher constructors(boolean onlyPublic, boolean queried) {
    return all(MemberMatcher.Kind.METHOD, INIT, onlyPublic, false, queried);
  }

  private static MemberMatcher all(
      MemberMatcher.Kind kind,
      TextPattern name,
      boolean onlyPublic,
      boolean inherited,
      boolean queried) {
    return new MemberMatcher(
        kind,
        onlyPublic ? PUBLIC : AccessTest.ANY,
        null,
        name,
        TextPattern.any(),
        inherited,
        queried);
  }
}
