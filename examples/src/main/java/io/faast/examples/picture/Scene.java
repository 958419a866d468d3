package io.faast.examples.picture;

import java.util.ArrayList;
import java.util.List;

/** What there is to see: balls on a chequered floor under an evening sky. */
final class Scene {
  static final Vector LIGHT = new Vector(-6, 11, 7);
  static final double LIGHT_RADIUS = 1.6;

  private static final Vector HORIZON = new Vector(0.98, 0.70, 0.48);
  private static final Vector ZENITH = new Vector(0.05, 0.13, 0.36);
  private static final Vector LIGHT_TILE = new Vector(0.80, 0.76, 0.70);
  private static final Vector DARK_TILE = new Vector(0.025, 0.03, 0.045);
  private static final Vector[] COLOURS = {
    new Vector(0.75, 0.04, 0.04),
    new Vector(0.90, 0.42, 0.03),
    new Vector(0.04, 0.38, 0.12),
    new Vector(0.03, 0.14, 0.65),
    new Vector(0.35, 0.06, 0.45),
    new Vector(0.02, 0.45, 0.48),
  };

  final List<Sphere> spheres = spheres();

  private static List<Sphere> spheres() {
    List<Sphere> all = new ArrayList<>();
    all.add(new Sphere(new Vector(0, 1.5, 0), 1.5, new Vector(0.92, 0.92, 0.95), 0.86));
    all.add(new Sphere(new Vector(-3.1, 1, 0.4), 1, new Vector(0.75, 0.03, 0.03), 0.12));
    all.add(new Sphere(new Vector(2.9, 1, 0.9), 1, new Vector(0.95, 0.66, 0.18), 0.6));
    all.add(new Sphere(new Vector(1.4, 0.6, 2.7), 0.6, new Vector(0.03, 0.14, 0.65), 0.15));
    Noise noise = new Noise(2, 3);
    for (int row = -5; row <= 4; row++) {
      for (int column = -6; column <= 6; column++) {
        double radius = 0.16 + 0.2 * noise.next();
        double x = column * 1.35 + 0.7 * noise.next();
        double z = row * 1.35 + 0.7 * noise.next();
        Vector colour = COLOURS[(int) (noise.next() * COLOURS.length)];
        double mirror = noise.next() < 0.25 ? 0.6 : 0.08;
        Sphere small = new Sphere(new Vector(x, radius, z), radius, colour, mirror);
        if (all.stream().noneMatch(other -> overlap(small, other))) {
          all.add(small);
        }
      }
    }
    return all;
  }

  private static boolean overlap(Sphere a, Sphere b) {
    Vector between = a.centre().minus(b.centre());
    double apart = a.radius() + b.radius() + 0.08;
    return between.dot(between) < apart * apart;
  }

  static Vector sky(Vector direction) {
    double up = Math.max(0, direction.y());
    double toLight = Math.max(0, direction.dot(LIGHT.unit()));
    double glow = toLight * toLight * toLight * toLight;
    glow *= glow * glow;
    Vector base = HORIZON.towards(ZENITH, Math.min(1, Math.sqrt(up) * 1.3));
    return base.plus(new Vector(1, 0.8, 0.5).times(0.6 * glow));
  }

  static Vector floor(double x, double z) {
    boolean light = (((long) Math.floor(x) + (long) Math.floor(z)) & 1) == 0;
    return light ? LIGHT_TILE : DARK_TILE;
  }
}
