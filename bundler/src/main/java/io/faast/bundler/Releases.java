package io.faast.bundler;

/** Names in multi-release jars. */
final class Releases {
  static final String PREFIX = "META-INF/versions/";

  private Releases() {}

  /** Returns the release that a file's name puts it under, 0 if none. */
  static int release(String name) {
    if (!name.startsWith(PREFIX)) {
      return 0;
    }
    int release = 0;
    int i = PREFIX.length();
    while (i < name.length() && i < PREFIX.length() + 4) {
      int digit = name.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      release = release * 10 + digit;
      i++;
    }
    boolean named = i > PREFIX.length() && i + 1 < name.length() && name.charAt(i) == '/';
    return named && release >= 9 ? release : 0;
  }

  /** Returns a file's name without the release that it is for. */
  static String base(String name) {
    return release(name) == 0 ? name : name.substring(name.indexOf('/', PREFIX.length()) + 1);
  }

  /** Returns the internal name of the class that a class file of that name must hold. */
  static String className(String fileName) {
    String base = base(fileName);
    return base.substring(0, base.length() - ".class".length());
  }
}
