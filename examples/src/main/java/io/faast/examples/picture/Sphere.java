package io.faast.examples.picture;

/** A ball of one colour; {@code mirror} is the share of light that it reflects like a mirror. */
record Sphere(Vector centre, double radius, Vector colour, double mirror) {
  /** Returns the distance along the ray to the nearest hit beyond {@code least}, or infinity. */
  double hit(Vector from, Vector direction, double least) {
    Vector toCentre = centre.minus(from);
    double half = toCentre.dot(direction);
    double inside = half * half - toCentre.dot(toCentre) + radius * radius;
    if (inside < 0) {
      return Double.POSITIVE_INFINITY;
    }
    double root = Math.sqrt(inside);
    double near = half - root;
    double far = half + root;
    return near > least ? near : far > least ? far : Double.POSITIVE_INFINITY;
  }
}
