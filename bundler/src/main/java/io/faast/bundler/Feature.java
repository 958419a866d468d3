package io.faast.bundler;

import org.jspecify.annotations.Nullable;

/** Methods of the JDK behind which analysis cannot see, or which say that more must be kept. */
enum Feature {
  /** Looks a class up by a name that is no constant of the same method. */
  COMPUTED_CLASS(0),
  /** Asks for the name of a package, mostly to put names of classes behind it. */
  PACKAGE_NAME(1),
  /** Looks a method up by name. Fields need no rule: live classes keep all of theirs. */
  MEMBER_LOOKUP(2),
  /** Calls a method that was looked up. */
  REFLECTIVE_CALL(3),
  /** Writes or reads serialised objects. */
  SERIALIZATION(4),
  /** Makes classes at run time. */
  CLASS_DEFINITION(5),
  /** Looks a method up by a name that is no constant of the same method. */
  COMPUTED_MEMBER(6),
  /** Lists the methods of a class, or its properties. */
  MEMBER_LISTING(7),
  /** Asks what version a package is of, which the manifest of its jar says. */
  PACKAGE_VERSION(8),
  /** Lists the member classes of a class. */
  CLASS_LISTING(9),
  /** Loads a native library. */
  NATIVE_LOADING(10);

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
  static @Nullable Feature ofCall(String owner, String name, String descriptor, boolean constant) {
    if (name.equals("defineClass") && descriptor.startsWith("(Ljava/lang/String;")) {
      return CLASS_DEFINITION; // of any class loader
    }
    if (name.equals("loadClass") && descriptor.startsWith("(Ljava/lang/String;")) {
      return constant ? null : COMPUTED_CLASS;
    }
    return switch (owner) {
      case "java/lang/Class" -> ofClass(name, constant);
      case "java/lang/invoke/MethodHandles$Lookup" -> ofLookup(name, constant);
      case "java/lang/System", "java/lang/Runtime" ->
          name.equals("load") || name.equals("loadLibrary") ? NATIVE_LOADING : null;
      case "java/lang/Package" ->
          name.startsWith("getImplementation") || name.startsWith("getSpecification")
              ? PACKAGE_VERSION
              : null;
      case "java/beans/Introspector" -> MEMBER_LISTING;
      case "java/lang/reflect/Method" -> name.equals("invoke") ? REFLECTIVE_CALL : null;
      case "java/io/ObjectOutputStream", "java/io/ObjectInputStream" ->
          name.equals("<init>") ? SERIALIZATION : null;
      default -> null;
    };
  }

  private static @Nullable Feature ofClass(String name, boolean constant) {
    return switch (name) {
      case "forName" -> constant ? null : COMPUTED_CLASS;
      case "getPackageName", "getPackage" -> PACKAGE_NAME;
      case "getClasses", "getDeclaredClasses" -> CLASS_LISTING;
      case "getMethods", "getDeclaredMethods" -> MEMBER_LISTING;
      default ->
          name.equals("getMethod") || name.equals("getDeclaredMethod")
              ? constant ? MEMBER_LOOKUP : COMPUTED_MEMBER
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
    if (name.equals("unreflect") || name.equals("unreflectSpecial")) {
      return REFLECTIVE_CALL;
    }
    return switch (name) {
      case "bind", "findSpecial", "findStatic", "findVirtual" ->
          constant ? MEMBER_LOOKUP : COMPUTED_MEMBER;
      default -> null;
    };
  }
}
