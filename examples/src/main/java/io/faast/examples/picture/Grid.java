package io.faast.examples.picture;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Columns and rows, of pixels or of tiles. */
record Grid(int columns, int rows) {
  private static final Pattern TEXT = Pattern.compile("([0-9]{1,6})x([0-9]{1,6})");

  boolean within(int least, int most) {
    return columns >= least && columns <= most && rows >= least && rows <= most;
  }

  @Override
  public String toString() {
    return columns + "x" + rows;
  }

  /** Reads what {@code toString} writes. */
  static final class Reader implements ITypeConverter<Grid> {
    @Override
    public Grid convert(String text) {
      Matcher matcher = TEXT.matcher(text);
      if (!matcher.matches()) {
        throw new TypeConversionException("'" + text + "' is not like 960x720");
      }
      return new Grid(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }
  }
}
