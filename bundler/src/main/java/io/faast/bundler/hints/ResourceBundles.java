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
    return false;
  }
}
