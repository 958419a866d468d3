package io.faast.bundler;

/**
 * A glob over names whose parts are separated by slashes: {@code ?} is one character and {@code *}
 * any number within a part; {@code **} also crosses parts, and a {@code **}{@code /} may be
 * nothing.
 */
final class NamePattern {
  private final String glob;

  private NamePattern(String glob) {
    this.glob = glob;
  }

  static NamePattern ofPath(String glob) {
    return new NamePattern(glob);
  }

  /** A pattern over class names with dots, to be matched against internal names. */
  static NamePattern ofClass(String pattern) {
    return new NamePattern(pattern.replace('.', '/'));
  }

  static boolean isGlob(String text) {
    return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
  }

  boolean matches(String name) {
    return matches(0, name, 0);
  }

  private boolean matches(int g, String name, int n) {
    int i = g;
    int j = n;
    while (i < glob.length()) {
      char c = glob.charAt(i);
      if (c == '*') {
        return star(i, name, j);
      }
      if (j == name.length() || (c == '?' ? name.charAt(j) == '/' : c != name.charAt(j))) {
        return false;
      }
      i++;
      j++;
    }
    return j == name.length();
  }

  private boolean star(int g, String name, int n) {
    boolean deep = g + 1 < glob.length() && glob.charAt(g + 1) == '*';
    int rest = deep ? g + 2 : g + 1;
    if (deep && rest < glob.length() && glob.charAt(rest) == '/' && matches(rest + 1, name, n)) {
      return true;
    }
    for (int j = n; j <= name.length(); j++) {
      if (matches(rest, name, j)) {
        return true;
      }
      if (j < name.length() && !deep && name.charAt(j) == '/') {
        return false;
      }
    }
    return false;
  }
}
