package io.faast.bundler.hints;

/**
 * Knows which files belong to a resource bundle, as {@link java.util.ResourceBundle} finds them.
 */
public final class ResourceBundles {
  private ResourceBundles() {}

  /**
   * Returns whether a resource or class file belongs to a bundle, in whatever locale.
   *
   * @param baseName such as {@code a.b.Messages} or {@code a/b/Messages}
   * @param file such as {@code a/b/Messages_de_CH.properties} or {@code a/b/Messages_de.class}
   */
  public static boolean belongs(String baseName, String file) {
    String base = baseName.replace('.', '/');
    if (base.isEmpty() || !file.startsWith(base)) {
      return false;
    }
    int end =
        file.endsWith(".properties")
            ? file.length() - 11
            : file.endsWith(".class") ? file.length() - 6 : -1;
    return end >= base.length() && isLocale(file.substring(base.length(), end));
  }

  /**
   * Returns whether a text is nothing or what the JDK adds for a locale: language, script, country
   * and variant, each after an underscore; any but the last may be empty.
   */
  private static boolean isLocale(String suffix) {
    if (suffix.isEmpty()) {
      return true;
    }
    if (suffix.charAt(0) != '_') {
      return false;
    }
    String[] parts = suffix.substring(1).split("_", -1);
    int at = 1;
    if (!isLanguage(parts[0])) {
      return false;
    }
    if (at < parts.length && parts[at].length() == 4 && isLetters(parts[at])) {
      at++;
    }
    if (at < parts.length && isCountry(parts[at])) {
      at++;
    }
    // Whatever follows is a variant, which may be any text.
    return at == parts.length ? parts.length > 1 || !parts[0].isEmpty() : !suffix.endsWith("_");
  }

  private static boolean isLanguage(String part) {
    return part.isEmpty() || (part.length() >= 2 && part.length() <= 8 && isLetters(part));
  }

  private static boolean isCountry(String part) {
    return part.isEmpty()
        || (part.length() == 2 && isLetters(part))
        || (part.length() == 3 && part.chars().allMatch(c -> c >= '0' && c <= '9'));
  }

  private static boolean isLetters(String part) {
    return part.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'));
  }
}
