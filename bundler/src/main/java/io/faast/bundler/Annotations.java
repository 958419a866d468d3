package io.faast.bundler;

import org.objectweb.asm.Type;

/** Collects the annotations that are visible at run time, and the classes in their values. */
final class Annotations {
  /** Its strings repeat the signatures of the class. */
  private static final String KOTLIN_METADATA = "Lkotlin/Metadata;";

  /** Real annotations are a few levels deep. */
  private static final int MAX_DEPTH = 200;

  private final Constants constants;
  private final OpList ops;
  private int depth;

  Annotations(Constants constants, OpList ops) {
    this.constants = constants;
    this.ops = ops;
  }

  /** Collects a list that begins with its number; returns where it ends. */
  int list(int start) throws ClassHead.Broken {
    int at = start + 2;
    for (int n = constants.u2(start); n > 0; n--) {
      at = begin(at);
    }
    return at;
  }

  /** Collects one list for each parameter. */
  void parameters(int start) throws ClassHead.Broken {
    int at = start + 1;
    for (int n = constants.u1(start); n > 0; n--) {
      at = list(at);
    }
  }

  /** Collects annotations of the types that a class extends, or of its type parameters. */
  void types(int start) throws ClassHead.Broken {
    int at = start + 2;
    for (int n = constants.u2(start); n > 0; n--) {
      at += constants.u1(at) == 0 ? 2 : 3;
      at = begin(at + 1 + 2 * constants.u1(at));
    }
  }

  private int begin(int at) throws ClassHead.Broken {
    depth = 0;
    String descriptor = constants.text(constants.u2(at));
    if (descriptor.startsWith("Ljava/lang/")) {
      return values(at + 2, false);
    }
    ops.name(Op.ANNOTATION, Type.getType(descriptor).getInternalName());
    return values(at + 2, !descriptor.equals(KOTLIN_METADATA));
  }

  private int values(int start, boolean wanted) throws ClassHead.Broken {
    int at = start + 2;
    for (int n = constants.u2(start); n > 0; n--) {
      at = value(at + 2, wanted);
    }
    return at;
  }

  /** Collects a value, which may be the default one of an annotation's member. */
  int value(int at, boolean wanted) throws ClassHead.Broken {
    int constant = constants.u2(at + 1);
    switch (constants.u1(at)) {
      case 'B', 'C', 'D', 'F', 'I', 'J', 'S', 'Z' -> {
        return at + 3;
      }
      case 's' -> {
        if (wanted) {
          CodeFacts.string(constants.text(constant), ops);
        }
        return at + 3;
      }
      case 'c' -> {
        if (wanted) {
          CodeFacts.type(Type.getType(constants.text(constant)), Op.VALUE, ops);
        }
        return at + 3;
      }
      case 'e' -> {
        if (wanted) {
          CodeFacts.type(Type.getType(constants.text(constant)), Op.VALUE, ops);
        }
        return at + 5;
      }
      case '@' -> {
        enter();
        if (wanted) {
          ops.name(Op.ANNOTATION, Type.getType(constants.text(constant)).getInternalName());
        }
        int end = values(at + 3, wanted);
        depth--;
        return end;
      }
      case '[' -> {
        enter();
        int end = at + 3;
        for (int n = constant; n > 0; n--) {
          end = value(end, wanted);
        }
        depth--;
        return end;
      }
      default ->
          throw new ClassHead.Broken(
              "has a value of kind " + constants.u1(at) + " in an annotation");
    }
  }

  private void enter() throws ClassHead.Broken {
    if (++depth > MAX_DEPTH) {
      throw new ClassHead.Broken("has annotations within each other, over " + MAX_DEPTH + " deep");
    }
  }
}
