package io.faast.bundler;

/** Marks the constants of annotations that were copied. Not thread-safe. */
final class AnnotationCopier {
  /** Real annotations are a few levels deep. */
  private static final int MAX_DEPTH = 200;

  private final ClassCopier copier;
  private int depth;

  AnnotationCopier(ClassCopier copier) {
    this.copier = copier;
  }

  /** Marks a list of annotations that begins with their number; returns where it ends. */
  int list(int start) throws ClassHead.Broken {
    depth = 0;
    int at = start + 2;
    for (int n = copier.u2(start); n > 0; n--) {
      at = annotation(at);
    }
    return at;
  }

  /** Marks one list for each parameter. */
  int parameters(int start) throws ClassHead.Broken {
    int at = start + 1;
    for (int n = copier.u1(start); n > 0; n--) {
      at = list(at);
    }
    return at;
  }

  /** Marks annotations of types, outside of code. */
  int types(int start) throws ClassHead.Broken {
    depth = 0;
    int at = start + 2;
    for (int n = copier.u2(start); n > 0; n--) {
      int target = copier.u1(at);
      at +=
          switch (target) {
            case 0x00, 0x01, 0x16 -> 2; // the number of a type parameter or of a parameter
            case 0x10, 0x11, 0x12, 0x17 -> 3;
            case 0x13, 0x14, 0x15 -> 1;
            default -> throw new ClassHead.Broken("annotates a type in a place of kind " + target);
          };
      at += 1 + 2 * copier.u1(at);
      at = annotation(at);
    }
    return at;
  }

  private int annotation(int start) throws ClassHead.Broken {
    copier.constant(start);
    int at = start + 4;
    for (int n = copier.u2(start + 2); n > 0; n--) {
      copier.constant(at);
      at = value(at + 2);
    }
    return at;
  }

  /** Marks a value; returns where it ends. */
  int value(int at) throws ClassHead.Broken {
    switch (copier.u1(at)) {
      case 'B', 'C', 'D', 'F', 'I', 'J', 'S', 'Z', 's', 'c' -> {
        copier.constant(at + 1);
        return at + 3;
      }
      case 'e' -> {
        copier.constant(at + 1);
        copier.constant(at + 3);
        return at + 5;
      }
      case '@' -> {
        enter();
        int end = annotation(at + 1);
        depth--;
        return end;
      }
      case '[' -> {
        enter();
        int end = at + 3;
        for (int n = copier.u2(at + 1); n > 0; n--) {
          end = value(end);
        }
        depth--;
        return end;
      }
      default ->
          throw new ClassHead.Broken("has a value of kind " + copier.u1(at) + " in an annotation");
    }
  }

  private void enter() throws ClassHead.Broken {
    if (++depth > MAX_DEPTH) {
      throw new ClassHead.Broken("has annotations within each other, over " + MAX_DEPTH + " deep");
    }
  }
}
