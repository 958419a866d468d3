package io.faast.bundler.hints;

import java.util.function.Consumer;

/**
 * Finds qualified class names in the bytes of any resource, text or binary, in one pass: {@code
 * a.b.C}, {@code a/b/C}, {@code La/b/C;}, {@code a/b/C.class}, {@code a.b.C.method}. It need not be
 * sure: the caller looks the names up among the classes that there are.
 */
public final class ClassNamesInResource {
  private ClassNamesInResource() {}

  /**
   * Gives each candidate to a consumer.
   *
   * @param content of the resource
   * @param names takes internal names, of which some may come again and most may be no class
   */
  public static void scan(byte[] content, Consumer<String> names) {}
}
