package io.faast.examples.picture;

/**
 * A rendered area.
 *
 * @param area where it belongs
 * @param rgb red, green and blue of each pixel, row by row
 * @param nanos how long it took to render, in ns
 * @param worker the worker that rendered it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; bytes travel as they are
public record Tile(Area area, byte[] rgb, long nanos, String worker) {}
