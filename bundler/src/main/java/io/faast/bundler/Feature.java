package io.faast.bundler;

import org.jspecify.annotations.Nullable;

/** Methods of the JDK behind which analysis cannot see, or which say that more must be kept. */
enum Feature {
  /** Looks a class up by a name that is no constant of the same method. */
  COMPUTED_CLASS(0),
  /** Asks for the name of a package, mostly to put names of classes behind it. */
  PACKAGE_NAME(1),
  /** Looks a method, constructor or field up by name. */
  MEMBER_LOOKUP(2),
  /** Calls a method or reads a field that was looked up. */
  REFLECTIVE_CALL(3),
  /** Writes or reads serialised objects. */
  SERIALIZATION(4),
  /** Makes classes at run time. */
  CLASS_DEFINITION(5);

  private static final Feature[] ALL = values();

  /** How indexes write it: its place among the values. */
  final int number;

  Feature(int number) {
    this.number = number;
  }

  static Feature of(int number) {
    return ALL[number];
  }

  static int count() {
    return ALL.length;
  }

  /**
   * Returns what a call of a platform method says, or null.
   *
   * @param constant whether a string constant was loaded just before
   */
  static @Nullable Feature ofCall(String owner, String name, boolean constant) {
    return switch (owner) {
      case "java/lang/Class" -> ofClass(name, constant);
      case "java/lang/ClassLoader" ->
          name.equals("defineClass")
              ? CLASS_DEFINITION
              : name.equals("loadClass") && !constant ? COMPUTED_CLASS : null;
      case "java/lang/invoke/MethodHandles$Lookup" -> ofLookup(name, constant);
      case "java/lang/reflect/Method" -> name.equals("invoke") ? REFLECTIVE_CALL : null;
      case "java/lang/reflect/Field" ->
          name.startsWith("get") || name.startsWith("set") ? REFLECTIVE_CALL : null;
      case "java/io/ObjectOutputStream", "java/io/ObjectInputStream" ->
          name.equals("<init>") ? SERIALIZATION : null;
      case "java/util/concurrent/atomic/AtomicReferenceFieldUpdater",
          "java/util/concurrent/atomic/AtomicIntegerFieldUpdater",
          "java/util/concurrent/atomic/AtomicLongFieldUpdater" ->
          name.equals("newUpdater") ? MEMBER_LOOKUP : null;
      default -> null;
    };
  }

  private static @Nullable Feature ofClass(String name, boolean constant) {
    return switch (name) {
      case "forName" -> constant ? null : COMPUTED_CLASS;
      case "getPackageName", "getPackage" -> PACKAGE_NAME;
      default ->
          name.startsWith("getMethod")
                  || name.startsWith("getDeclaredMethod")
                  || name.startsWith("getField")
                  || name.startsWith("getDeclaredField")
              ? MEMBER_LOOKUP
              : null;
    };
  }

  private static @Nullable Feature ofLookup(String name, boolean constant) {
    if (name.startsWith("define")) {
      return CLASS_DEFINITION;
    }
    if (name.equals("findClass")) {
      return constant ? null : COMPUTED_CLASS;
    }
    return name.startsWith("unreflect") ? REFLECTIVE_CALL : MEMBER_LOOKUP;
  }
}
