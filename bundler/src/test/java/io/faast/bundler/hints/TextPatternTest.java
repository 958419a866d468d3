package io.faast.bundler.hints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextPatternTest {
  private static final String[] ATOMS = {
    "a",
    "b",
    "/",
    ".",
    "[ab]",
    "[^a]",
    "[a-c/]",
    "\\.",
    "\\Qa.b\\E",
    "(a|b/)",
    "(?:ab|)",
    "\\w",
    "\\S",
    "()"
  };
  private static final String[] REPEATS = {"", "", "", "*", "+", "?", "*?", "{2}", "{1,3}", "{0,}"};

  @Test
  void regularExpressionsMatchWhatTheOnesOfTheJdkMatch() {
    Random random = new Random(1);
    int matches = 0;
    for (int round = 0; round < 20_000; round++) {
      String regex = regex(random, 2);
      String text = text(random);
      boolean expected = Pattern.matches(regex, text);
      assertThat(TextPattern.regex(regex).matches(text))
          .as("%s on %s", regex, text)
          .isEqualTo(expected);
      matches += expected ? 1 : 0;
    }
    assertThat(matches).isBetween(500, 19_500);
  }

  private static String regex(Random random, int depth) {
    StringBuilder regex = new StringBuilder();
    for (int i = random.nextInt(4); i >= 0; i--) {
      String atom =
          depth > 0 && random.nextInt(4) == 0
              ? "(" + regex(random, depth - 1) + "|" + regex(random, depth - 1) + ")"
              : ATOMS[random.nextInt(ATOMS.length)];
      boolean quoted = atom.startsWith("\\Q");
      regex.append(atom).append(quoted ? "" : REPEATS[random.nextInt(REPEATS.length)]);
    }
    return regex.toString();
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append("ab/c.".charAt(random.nextInt(5)));
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"(a*)*b", "(a|a)*b", "(a|aa)+b", "(.*)*(.*)*(.*)*x", "a{0,900}a{900}b"})
  void expressionsThatMakeOthersGoBackForeverEnd(String regex) {
    assertThat(TextPattern.regex(regex).matches("a".repeat(5_000))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(?=a)b",
        "(?i)a",
        "(a)\\1",
        "a++",
        "a*+",
        "[a",
        "(a",
        "a)",
        "*a",
        "a{2,1}",
        "a{99999}",
        "a{",
        "a{,}",
        "[a&&b]",
        "[[a]]",
        "a\\",
        "a^b",
        "a$b",
        "\\pL",
        "((a{999}){999}){999}",
        "(((){999}){999}){999}",
        "[b-a]",
        "{2}"
      })
  void expressionsThatAreBrokenOrAskForMoreAreRefused(String regex) {
    assertThatThrownBy(() -> TextPattern.regex(regex)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void deepNestingIsRefused() {
    String regex = "(".repeat(1000) + "a" + ")".repeat(1000);
    assertThatThrownBy(() -> TextPattern.regex(regex)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "a/*.txt, a/b.txt, true",
    "a/*.txt, a/b/c.txt, false",
    "a/**, a/b/c.txt, true",
    "**/c.txt, a/b/c.txt, true",
    "**/c.txt, c.txt, true",
    "**/c.txt, bc.txt, false",
    "a/**/c, a/c, true",
    "a.b, axb, false",
    "a\\*b, a*b, true",
    "a\\*b, axb, false",
    "a[1].txt, a[1].txt, true",
    "*, a, true",
    "*, a/b, false",
  })
  void globs(String glob, String path, boolean expected) {
    assertThat(TextPattern.glob(glob).matches(path)).isEqualTo(expected);
  }

  @Test
  void onlyPatternsOfOneTextSayWhichItIs() {
    assertThat(TextPattern.regex("\\Qa/b.txt\\E").exact()).isEqualTo("a/b.txt");
    assertThat(TextPattern.regex("a/b\\.txt").exact()).isEqualTo("a/b.txt");
    assertThat(TextPattern.glob("a/b.txt").exact()).isEqualTo("a/b.txt");
    assertThat(TextPattern.regex("\\Qa\\E.*").exact()).isNull();
    assertThat(TextPattern.glob("a*").exact()).isNull();
    assertThat(TextPattern.startingWith("a").exact()).isNull();
    assertThat(TextPattern.any().exact()).isNull();
  }
}
