package io.faast.bundler;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternTest {
  @ParameterizedTest
  @CsvSource({
    "a.b.C, a/b/C, true",
    "a.b.C, a/b/D, false",
    "a.b.*, a/b/C$D, true",
    "a.b.*, a/b/c/D, false",
    "a.b.*, a/bc/D, false",
    "a.b.**, a/b/c/D, true",
    "a.b.**, a/b/C, true",
    "a.?.C, a/b/C, true",
    "a.?.C, a///C, false",
    "**, a/b/C, true",
  })
  void classPatterns(String pattern, String name, boolean expected) {
    assertThat(NamePattern.ofClass(pattern).matches(name)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "*.txt, a.txt, true",
    "*.txt, b/a.txt, false",
    "**/*.txt, a.txt, true",
    "**/*.txt, b/c/a.txt, true",
    "docs/**, docs/a/b, true",
    "docs/**/x, docs/x, true",
    "docs/**/x, docs/a/b/x, true",
    "docs/**/x, docs/a/xx, false",
  })
  void pathPatterns(String pattern, String name, boolean expected) {
    assertThat(NamePattern.ofPath(pattern).matches(name)).isEqualTo(expected);
  }
}
