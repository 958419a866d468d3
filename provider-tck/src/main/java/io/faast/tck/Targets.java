package io.faast.tck;

/** Makes targets from the names of their classes. */
final class Targets {
  private Targets() {}

  static TckTarget create(String className) {
    try {
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      return Class.forName(className, true, loader)
          .asSubclass(TckTarget.class)
          .getConstructor()
          .newInstance();
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw new IllegalStateException(
          "Cannot make the target "
              + className
              + ": it must be a public class with a public constructor without parameters that"
              + " implements "
              + TckTarget.class.getName()
              + ".",
          e);
    }
  }
}
