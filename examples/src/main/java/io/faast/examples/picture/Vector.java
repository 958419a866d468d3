package io.faast.examples.picture;

/**
 * A point, a direction or a colour. Only operations that IEEE 754 defines to the last bit are used
 * here and in the tracer, so every machine computes the same picture.
 */
record Vector(double x, double y, double z) {
  static final Vector BLACK = new Vector(0, 0, 0);

  Vector plus(Vector o) {
    return new Vector(x + o.x, y + o.y, z + o.z);
  }

  Vector minus(Vector o) {
    return new Vector(x - o.x, y - o.y, z - o.z);
  }

  Vector times(double k) {
    return new Vector(x * k, y * k, z * k);
  }

  Vector times(Vector o) {
    return new Vector(x * o.x, y * o.y, z * o.z);
  }

  double dot(Vector o) {
    return x * o.x + y * o.y + z * o.z;
  }

  Vector cross(Vector o) {
    return new Vector(y * o.z - z * o.y, z * o.x - x * o.z, x * o.y - y * o.x);
  }

  Vector unit() {
    return times(1 / Math.sqrt(dot(this)));
  }

  Vector towards(Vector o, double share) {
    return times(1 - share).plus(o.times(share));
  }

  /** Returns this direction as a surface with unit normal {@code normal} reflects it. */
  Vector reflected(Vector normal) {
    return minus(normal.times(2 * dot(normal)));
  }
}
