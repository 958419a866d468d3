package io.faast.examples.picture;

import io.faast.worker.FaastContext;

/** The module: renders areas of a picture. */
public class RayTracer {
  private static final Vector EYE = new Vector(0.7, 3.1, 9.4);
  private static final Vector LOOK_AT = new Vector(0, 0.72, 0);
  private static final double FIELD = 0.44;

  private final Scene scene = new Scene();
  private final Vector forward = LOOK_AT.minus(EYE).unit();
  private final Vector right = forward.cross(new Vector(0, 1, 0)).unit();
  private final Vector up = right.cross(forward);

  /** Renders one area. The same area gives the same pixels, wherever it is rendered. */
  public Tile render(Area area) {
    long start = System.nanoTime();
    byte[] rgb = new byte[Math.multiplyExact(3, Math.multiplyExact(area.width(), area.height()))];
    int at = 0;
    for (int y = area.y(); y < area.y() + area.height(); y++) {
      for (int x = area.x(); x < area.x() + area.width(); x++) {
        Vector light = pixel(area, x, y);
        rgb[at++] = level(light.x());
        rgb[at++] = level(light.y());
        rgb[at++] = level(light.z());
      }
    }
    String worker = FaastContext.present() ? FaastContext.current().workerId() : "here";
    return new Tile(area, rgb, System.nanoTime() - start, worker);
  }

  private Vector pixel(Area area, int x, int y) {
    Noise noise = new Noise(x, y);
    Tracer tracer = new Tracer(scene, noise);
    double scale = 2 * FIELD / area.pictureHeight();
    Vector sum = Vector.BLACK;
    for (int sample = 0; sample < area.samples(); sample++) {
      double dx = (x + noise.next() - area.pictureWidth() / 2.0) * scale;
      double dy = (area.pictureHeight() / 2.0 - y - noise.next()) * scale;
      Vector direction = forward.plus(right.times(dx)).plus(up.times(dy)).unit();
      sum = sum.plus(tracer.light(EYE, direction, 0));
    }
    return sum.times(1.0 / area.samples());
  }

  /** Returns what a screen needs to show this much light: highlights rolled off, gamma 2. */
  private static byte level(double light) {
    double exposed = 1.3 * light;
    double rolled = exposed * (1 + exposed / 6) / (1 + 0.55 * exposed);
    return (byte) (255 * Math.min(1, Math.sqrt(rolled)) + 0.5);
  }
}
