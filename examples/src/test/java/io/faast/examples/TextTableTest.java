package io.faast.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTableTest {
  @Test
  void alignsColumnsAndEndsLinesWithoutSpaces() {
    TextTable table =
        new TextTable("lrl").row("a", "1", "x").row("bcd", "100", "").row("", "", "y");
    assertThat(table.lines()).containsExactly("  a      1  x", "  bcd  100", "            y");
  }

  @Test
  void withoutRowsThereAreNoLines() {
    assertThat(new TextTable("ll").lines()).isEmpty();
  }
}
