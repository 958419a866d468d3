package io.faast.bundler;

/**
 * What a method, a field or a class does with a name: a kind in the high bits and the number of the
 * name or member in the low ones.
 */
final class Op {
  /** Makes an instance of the class. */
  static final int NEW = 0;

  /** Calls a static method. */
  static final int STATIC = 1;

  /**
   * Calls a constructor, a private method or one of a superclass: no overriding one can be meant.
   */
  static final int SPECIAL = 2;

  /** Calls a method that the receiver's class chooses. */
  static final int VIRTUAL = 3;

  /** Uses a static field. */
  static final int STATIC_FIELD = 4;

  /** Uses an instance field of another class. */
  static final int FIELD = 5;

  /** Has the class as a value. */
  static final int LITERAL = 6;

  /** Has a string constant. */
  static final int STRING = 7;

  /** Has an instance of the interface made by the JVM. */
  static final int LAMBDA = 8;

  /** Is annotated, visibly at run time. */
  static final int ANNOTATION = 9;

  /** Has an annotation with this class, or with a constant of this enum, as a value. */
  static final int VALUE = 10;

  /** Calls something of the JDK that analysis has to know of: a constant of {@link Feature}. */
  static final int FEATURE = 11;

  private static final int SHIFT = 27;
  private static final int MASK = (1 << SHIFT) - 1;

  private Op() {}

  static int of(int kind, int id) {
    return kind << SHIFT | id;
  }

  static int kind(int op) {
    return op >>> SHIFT;
  }

  static int id(int op) {
    return op & MASK;
  }

  /** Returns whether the number of an operation is that of a member, not of a name. */
  static boolean isMember(int kind) {
    return kind >= STATIC && kind <= FIELD;
  }
}
