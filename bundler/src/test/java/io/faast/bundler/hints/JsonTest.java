package io.faast.bundler.hints;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  private static Object read(String text) throws Json.Malformed {
    return Json.read(text.getBytes(UTF_8));
  }

  @Test
  void valuesOfAllKinds() throws Exception {
    assertThat(read(" {\"a\" : [1.5e3, -2, true, false, \"x\"], \"b\": {}, \"c\": null}\n"))
        .isEqualTo(Map.of("a", List.of("1.5e3", "-2", true, false, "x"), "b", Map.of()));
  }

  @Test
  void escapesAndTextsThatAreNotAscii() throws Exception {
    assertThat(read("\"\\u00e9\\n\\\\\\/\\\"\u00e9\ud83d\ude00\\uD83D\\uDE00\""))
        .isEqualTo("\u00e9\n\\/\"\u00e9\ud83d\ude00\ud83d\ude00");
    assertThat(read("\uFEFF[]")).isEqualTo(List.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[",
        "{",
        "[1,]",
        "{\"a\":1,}",
        "{a:1}",
        "{\"a\" 1}",
        "[1 2]",
        "\"a",
        "\"\\x\"",
        "\"\\u12\"",
        "tru",
        "nul",
        "[] []",
        "// c\n[]",
        "\"a\nb\"",
        "'a'",
        "NaN"
      })
  void whatIsNoJsonIsRefusedWithItsLine(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(Json.Malformed.class)
        .hasMessageContaining("in line ");
  }

  @Test
  void deepNestingIsRefused() {
    assertThatThrownBy(() -> read("[".repeat(1_000_000))).isInstanceOf(Json.Malformed.class);
    assertThatThrownBy(() -> read("{\"a\":".repeat(100_000))).isInstanceOf(Json.Malformed.class);
  }

  @Test
  void tooManyValuesAreRefused() {
    String text = "[" + "0,".repeat(2_000_000) + "0]";
    assertThatThrownBy(() -> read(text)).isInstanceOf(Json.Malformed.class);
  }
}
