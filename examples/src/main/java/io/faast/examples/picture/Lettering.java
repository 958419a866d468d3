package io.faast.examples.picture;

import java.awt.image.BufferedImage;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/**
 * Capital letters and digits of five by seven dots. A machine without fonts can write them, and
 * every machine writes the same.
 */
final class Lettering {
  static final int HEIGHT = 7;
  private static final int WIDTH = 5;
  private static final int ADVANCE = WIDTH + 1;

  /** Each character with its five columns; the lowest bit of a column is its topmost dot. */
  private static final String GLYPHS =
      "0 3e5149453e 1 00427f4000 2 4261514946 3 2141454b31 4 1814127f10 5 2745454539 "
          + "6 3c4a494930 7 0171090503 8 3649494936 9 064949291e "
          + "A 7e1111117e B 7f49494936 C 3e41414122 D 7f4141221c E 7f49494941 F 7f09090901 "
          + "G 3e4149497a H 7f0808087f I 00417f4100 J 2040413f01 K 7f08142241 L 7f40404040 "
          + "M 7f020c027f N 7f0408107f O 3e4141413e P 7f09090906 Q 3e4151215e R 7f09192946 "
          + "S 4649494931 T 01017f0101 U 3f4040403f V 1f2040201f W 3f4038403f X 6314081463 "
          + "Y 0708700807 Z 6151494543 . 0060600000 , 0050300000 : 0036360000 - 0808080808 "
          + "/ 2010080402 % 2313086462 ( 001c224100 ) 0041221c00";

  private static final Map<Character, byte[]> COLUMNS = parse();

  private Lettering() {}

  private static Map<Character, byte[]> parse() {
    Map<Character, byte[]> glyphs = new HashMap<>();
    String[] words = GLYPHS.split(" ", -1);
    for (int i = 0; i < words.length; i += 2) {
      glyphs.put(words[i].charAt(0), HexFormat.of().parseHex(words[i + 1]));
    }
    return glyphs;
  }

  static int width(String text, int scale) {
    return Math.max(0, text.length() * ADVANCE - 1) * scale;
  }

  /** Writes {@code text} with its upper left corner at x, y; unknown characters stay blank. */
  static void write(BufferedImage image, String text, int x, int y, int scale, int rgb) {
    String upper = text.toUpperCase(Locale.ROOT);
    for (int i = 0; i < upper.length(); i++) {
      byte[] columns = COLUMNS.getOrDefault(upper.charAt(i), new byte[WIDTH]);
      for (int column = 0; column < WIDTH; column++) {
        for (int row = 0; row < HEIGHT; row++) {
          if (((columns[column] >> row) & 1) != 0) {
            dot(image, x + (i * ADVANCE + column) * scale, y + row * scale, scale, rgb);
          }
        }
      }
    }
  }

  private static void dot(BufferedImage image, int x, int y, int scale, int rgb) {
    for (int dy = 0; dy < scale; dy++) {
      for (int dx = 0; dx < scale; dx++) {
        if (x + dx < image.getWidth() && y + dy < image.getHeight()) {
          image.setRGB(x + dx, y + dy, rgb);
        }
      }
    }
  }
}
