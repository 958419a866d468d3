package io.faast.examples.picture;

/** Follows rays of light backwards through a {@link Scene}. */
final class Tracer {
  private static final Vector WHITE = new Vector(1, 1, 1);
  private static final double NEAR = 1e-6;
  private static final int MAX_BOUNCES = 5;
  private static final double AMBIENT = 0.26;
  private static final double FLOOR_MIRROR = 0.12;
  private static final double HAZE = 1 / 900.0;

  private final Scene scene;
  private final Noise noise;

  Tracer(Scene scene, Noise noise) {
    this.scene = scene;
    this.noise = noise;
  }

  /** Returns the light that comes to {@code from} against {@code direction}, a unit vector. */
  Vector light(Vector from, Vector direction, int bounces) {
    Sphere nearest = null;
    double distance = direction.y() < 0 ? -from.y() / direction.y() : Double.POSITIVE_INFINITY;
    for (Sphere sphere : scene.spheres) {
      double hit = sphere.hit(from, direction, NEAR);
      if (hit < distance) {
        distance = hit;
        nearest = sphere;
      }
    }
    if (distance == Double.POSITIVE_INFINITY) {
      return Scene.sky(direction);
    }
    Vector at = from.plus(direction.times(distance));
    if (nearest != null) {
      Vector normal = at.minus(nearest.centre()).times(1 / nearest.radius());
      return surface(at, direction, normal, nearest.colour(), nearest.mirror(), bounces);
    }
    Vector floor =
        surface(
            at, direction, new Vector(0, 1, 0), Scene.floor(at.x(), at.z()), FLOOR_MIRROR, bounces);
    double haze = distance * distance * HAZE;
    return floor.towards(Scene.sky(direction), haze / (1 + haze));
  }

  private Vector surface(
      Vector at, Vector direction, Vector normal, Vector colour, double mirror, int bounces) {
    Vector above = at.plus(normal.times(1e-4));
    Vector target =
        Scene.LIGHT.plus(
            new Vector(noise.next() - 0.5, noise.next() - 0.5, noise.next() - 0.5)
                .times(2 * Scene.LIGHT_RADIUS));
    Vector toLight = target.minus(above);
    double reach = Math.sqrt(toLight.dot(toLight));
    toLight = toLight.times(1 / reach);
    double lit = Math.max(0, normal.dot(toLight));
    Vector shine = Vector.BLACK;
    if (lit > 0 && shadowed(above, toLight, reach)) {
      lit = 0;
    } else if (lit > 0) {
      double glint = Math.max(0, direction.reflected(normal).dot(toLight));
      for (int squared = 0; squared < 6; squared++) {
        glint *= glint;
      }
      shine = new Vector(1, 0.95, 0.85).times(glint * (0.2 + mirror));
    }
    double sky = AMBIENT * (0.6 + 0.4 * normal.y());
    Vector own = colour.times(sky + 0.95 * lit);
    if (bounces >= MAX_BOUNCES) {
      return own.plus(shine);
    }
    // Schlick: the flatter the view, the more of a mirror any surface is.
    double flat = 1 - Math.max(0, -direction.dot(normal));
    double share = mirror + (1 - mirror) * 0.5 * flat * flat * flat * flat * flat;
    Vector mirrored = light(above, direction.reflected(normal), bounces + 1);
    return own.times(1 - share)
        .plus(mirrored.times(colour.towards(WHITE, 0.5)).times(share))
        .plus(shine);
  }

  private boolean shadowed(Vector from, Vector toLight, double reach) {
    for (Sphere sphere : scene.spheres) {
      if (sphere.hit(from, toLight, NEAR) < reach) {
        return true;
      }
    }
    return false;
  }
}
