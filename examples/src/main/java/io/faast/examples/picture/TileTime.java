package io.faast.examples.picture;

/** What remains of a tile once its pixels are in the picture. */
record TileTime(Area area, long nanos, String worker) {
  static TileTime of(Tile tile) {
    return new TileTime(tile.area(), tile.nanos(), tile.worker());
  }
}
