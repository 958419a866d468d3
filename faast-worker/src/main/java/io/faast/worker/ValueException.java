package io.faast.worker;

import org.jspecify.annotations.Nullable;

/**
 * A value cannot travel, or would arrive different.
 *
 * @since 0.1.0
 */
public final class ValueException extends Exception {
  private static final long serialVersionUID = 1;

  private final String path;

  /**
   * An exception whose message is made of its three parts.
   *
   * @param path where the value is, such as {@code argument 2.items[3].when}
   * @param found what was found there
   * @param advice what to do about it
   * @param cause what the serialiser threw, or null
   */
  public ValueException(String path, String found, String advice, @Nullable Throwable cause) {
    super(path + ": " + found + "; " + advice, cause);
    this.path = path;
  }

  /**
   * Returns where the value is, such as {@code argument 2.items[3].when}, {@code result.total} or
   * {@code item.name}; arguments count from 1.
   */
  public String path() {
    return path;
  }
}
