package io.faast.examples.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class RayTracerTest {
  private static final int WIDTH = 64;
  private static final int HEIGHT = 48;
  private static final int SAMPLES = 2;

  /** Changes only if the picture is meant to change. */
  private static final String GOLDEN =
      "0888782139ae9d86521f20799aa724545b9ce0ff8807fec4ecdb6bde438821c4";

  private static byte[] picture(int columns, int rows) {
    Sheet sheet = new Sheet(WIDTH, HEIGHT);
    for (Area area : Area.grid(WIDTH, HEIGHT, SAMPLES, columns, rows)) {
      sheet.paste(new RayTracer().render(area));
    }
    return bytes(sheet);
  }

  private static byte[] bytes(Sheet sheet) {
    int width = sheet.image().getWidth();
    int height = sheet.image().getHeight();
    byte[] bytes = new byte[width * height * 3];
    int at = 0;
    for (int rgb : sheet.image().getRGB(0, 0, width, height, null, 0, width)) {
      bytes[at++] = (byte) (rgb >> 16);
      bytes[at++] = (byte) (rgb >> 8);
      bytes[at++] = (byte) rgb;
    }
    return bytes;
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void theTilingDoesNotShowInThePicture() {
    byte[] whole = picture(1, 1);
    assertThat(picture(4, 3)).isEqualTo(whole);
    assertThat(picture(7, 5)).isEqualTo(whole);
  }

  @Test
  void everyMachineComputesTheSamePicture() throws Exception {
    assertThat(sha256(picture(2, 2))).isEqualTo(GOLDEN);
  }

  @Test
  void aGridCoversEveryPixelOnce() {
    int[] covered = new int[101 * 53];
    for (Area area : Area.grid(101, 53, 1, 9, 4)) {
      for (int y = area.y(); y < area.y() + area.height(); y++) {
        for (int x = area.x(); x < area.x() + area.width(); x++) {
          covered[y * 101 + x]++;
        }
      }
    }
    assertThat(covered).containsOnly(1);
  }

  @Test
  void theSheetDependsOnTheTimesAlone() {
    assertThat(finished(1)).isEqualTo(finished(1)).isNotEqualTo(finished(2));
  }

  private static byte[] finished(int slow) {
    Sheet sheet = new Sheet(WIDTH, HEIGHT);
    List<TileTime> times = new ArrayList<>();
    int i = 0;
    for (Area area : Area.grid(WIDTH, HEIGHT, SAMPLES, 2, 2)) {
      times.add(new TileTime(area, 1_000_000L * (i == 3 ? slow : 1), "worker-" + i++ % 2));
    }
    sheet.finish(times, "64 x 48");
    return bytes(sheet);
  }
}
