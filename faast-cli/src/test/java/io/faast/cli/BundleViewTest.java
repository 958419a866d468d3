package io.faast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundleViewTest {
  @ParameterizedTest
  @CsvSource({
    "root class, root class",
    "provider of service lib.Service, provider of service \u2026",
    "named by META-INF/native-image/x.json, named by \u2026",
    "doubt: a string names its package, doubt: a string names its package",
    "includeClasses a.b.*, includeClasses \u2026",
  })
  void rulesThatDifferInNamesAreOneKind(String rule, String kind) {
    assertThat(BundleView.kind(rule)).isEqualTo(kind);
  }
}
