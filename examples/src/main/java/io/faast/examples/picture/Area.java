package io.faast.examples.picture;

import java.util.ArrayList;
import java.util.List;

/**
 * A rectangle of a picture: what one call renders.
 *
 * @param pictureWidth the width of the whole picture, in pixels
 * @param pictureHeight the height of the whole picture, in pixels
 * @param samples how many rays go through each pixel
 * @param x the leftmost column
 * @param y the topmost row
 * @param width how many columns
 * @param height how many rows
 */
public record Area(
    int pictureWidth, int pictureHeight, int samples, int x, int y, int width, int height) {

  /** Cuts a picture into {@code columns} times {@code rows} areas of almost the same size. */
  static List<Area> grid(int width, int height, int samples, int columns, int rows) {
    List<Area> areas = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      int top = (int) ((long) height * row / rows);
      int bottom = (int) ((long) height * (row + 1) / rows);
      for (int column = 0; column < columns; column++) {
        int left = (int) ((long) width * column / columns);
        int right = (int) ((long) width * (column + 1) / columns);
        areas.add(new Area(width, height, samples, left, top, right - left, bottom - top));
      }
    }
    return areas;
  }
}
