package io.faast.examples;

import java.util.ArrayList;
import java.util.List;

/** Lines of cells in aligned columns. */
public final class TextTable {
  private final List<String[]> rows = new ArrayList<>();
  private final String alignment;

  /** Makes an empty table with a column for each character: {@code l} left, {@code r} right. */
  public TextTable(String alignment) {
    this.alignment = alignment;
  }

  /** Adds a row with a cell for each column. */
  public TextTable row(String... cells) {
    rows.add(cells.clone());
    return this;
  }

  /** Returns the lines, each indented by two spaces and without trailing ones. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    int columns = alignment.length();
    int[] widths = new int[columns];
    for (String[] row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        String pad = " ".repeat(widths[i] - row[i].length());
        line.append("  ").append(alignment.charAt(i) == 'l' ? row[i] + pad : pad + row[i]);
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }
}
