package io.faast.examples.picture;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The finished sheet: the picture on the left; on the right what each tile took, coloured by the
 * worker that rendered it, the brighter the longer; below them a caption and the legend.
 */
final class Sheet {
  private static final int PAPER = 0x16181d;
  private static final int INK = 0xe8e6e1;
  private static final int MAX_WORKERS_NAMED = 12;

  private final int width;
  private final int height;
  private final int scale;
  private final int gap;
  private final BufferedImage image;

  Sheet(int width, int height) {
    this.width = width;
    this.height = height;
    this.scale = Math.max(1, width / 400);
    this.gap = 6 * scale;
    this.image =
        new BufferedImage(
            2 * width + 3 * gap,
            height + 3 * gap + 4 * Lettering.HEIGHT * scale,
            BufferedImage.TYPE_INT_RGB);
    fill(0, 0, image.getWidth(), image.getHeight(), PAPER);
  }

  BufferedImage image() {
    return image;
  }

  /** Puts the pixels of one tile into the picture. */
  void paste(Tile tile) {
    Area area = tile.area();
    byte[] rgb = tile.rgb();
    for (int y = 0; y < area.height(); y++) {
      for (int x = 0; x < area.width(); x++) {
        int at = 3 * (y * area.width() + x);
        image.setRGB(
            gap + area.x() + x,
            gap + area.y() + y,
            ((rgb[at] & 0xff) << 16) | ((rgb[at + 1] & 0xff) << 8) | (rgb[at + 2] & 0xff));
      }
    }
  }

  /** Draws the right half and the lines below, once every tile is there. */
  void finish(List<TileTime> times, String caption) {
    List<String> workers = times.stream().map(TileTime::worker).distinct().sorted().toList();
    long slowest = times.stream().mapToLong(TileTime::nanos).max().orElse(1);
    long fastest = times.stream().mapToLong(TileTime::nanos).min().orElse(0);
    for (TileTime time : times) {
      Area area = time.area();
      int colour =
          colour(workers.indexOf(time.worker()), workers.size(), (double) time.nanos() / slowest);
      int left = 2 * gap + width + area.x();
      fill(left, gap + area.y(), area.width() - 1, area.height() - 1, colour);
      label(time, left);
    }
    int line = height + 2 * gap;
    Lettering.write(image, caption, gap, line, scale, INK);
    legend(workers, fastest, slowest, line);
  }

  private void label(TileTime time, int left) {
    Area area = time.area();
    String text = millis(time.nanos());
    for (int size = scale; size >= 1; size--) {
      int w = Lettering.width(text, size);
      int h = Lettering.HEIGHT * size;
      if (w + 4 <= area.width() && h + 4 <= area.height()) {
        int x = left + (area.width() - w) / 2;
        int y = gap + area.y() + (area.height() - h) / 2;
        Lettering.write(image, text, x + 1, y + 1, size, 0x000000);
        Lettering.write(image, text, x, y, size, 0xffffff);
        return;
      }
    }
  }

  private void legend(List<String> workers, long fastest, long slowest, int line) {
    int x = 2 * gap + width;
    String scaleText =
        "ms a tile: "
            + millis(fastest)
            + " to "
            + millis(slowest)
            + ", brighter is slower, by worker:";
    Lettering.write(image, scaleText, x, line, scale, INK);
    line += 2 * Lettering.HEIGHT * scale;
    int side = Lettering.HEIGHT * scale;
    for (int i = 0; i < workers.size(); i++) {
      String name = i < MAX_WORKERS_NAMED ? workers.get(i) : "...";
      int needed = side + gap + Lettering.width(name, scale) + 2 * gap;
      if (i >= MAX_WORKERS_NAMED || x + needed > image.getWidth()) {
        Lettering.write(image, "...", x, line, scale, INK);
        return;
      }
      fill(x, line, side, side, colour(i, workers.size(), 0.8));
      Lettering.write(image, name, x + side + gap, line, scale, INK);
      x += needed;
    }
  }

  private static String millis(long nanos) {
    double millis = nanos / 1e6;
    return String.format(Locale.ROOT, millis < 9.95 ? "%.1f" : "%.0f", millis);
  }

  private static int colour(int worker, int workers, double brightness) {
    double hue = (0.58 + (double) worker / Math.max(1, workers)) % 1;
    // By the root, or one slow tile would leave all others in the dark.
    double value = 0.15 + 0.77 * Math.sqrt(brightness);
    List<Integer> channels = new ArrayList<>();
    for (double offset : new double[] {5, 3, 1}) {
      double k = (offset + hue * 6) % 6;
      double dip = Math.max(0, Math.min(1, Math.min(k, 4 - k)));
      channels.add((int) Math.round(255 * value * (1 - 0.7 * dip)));
    }
    return (channels.get(0) << 16) | (channels.get(1) << 8) | channels.get(2);
  }

  private void fill(int left, int top, int width, int height, int rgb) {
    for (int y = top; y < top + height; y++) {
      for (int x = left; x < left + width; x++) {
        image.setRGB(x, y, rgb);
      }
    }
  }
}
