package io.faast.bundler;

/**
 * What a client deploys functions with. The class that calls it is often the module itself, or is
 * mentioned by it; what it leads to, such as the SDKs of clouds, is of no use to functions unless
 * they deploy functions of their own.
 */
final class ClientEntry {
  private static final String NAME = "io.faast.Faast";
  private static final String INTERNAL_NAME = NAME.replace('.', '/');

  private ClientEntry() {}

  static boolean is(String internalName) {
    return internalName.equals(INTERNAL_NAME);
  }

  static String note(ClassNode caller) {
    return caller.text()
        + " calls "
        + NAME
        + ", which is left out with what it leads to, as functions rarely deploy functions. If these"
        + " do, add it with includeClasses.";
  }

  /** Returns whether somebody wants it, or a run has used it. */
  static boolean isWanted(BundleRequest request, Trace trace) {
    if (request.client()
        || request.rootClasses().contains(NAME)
        || trace.classes().contains(NAME)
        || trace.named().contains(NAME)) {
      return true;
    }
    for (String pattern : request.includeClasses()) {
      if (NamePattern.ofClass(pattern).matches(INTERNAL_NAME)) {
        return true;
      }
    }
    return false;
  }
}
