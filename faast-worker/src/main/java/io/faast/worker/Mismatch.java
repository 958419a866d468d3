package io.faast.worker;

import org.jspecify.annotations.Nullable;

/** Words the error for a value that is not of its declared type. */
final class Mismatch {
  private Mismatch() {}

  static ValueException of(String path, @Nullable Object value, Class<?> declared) {
    String found = value == null ? "null" : value.getClass().getTypeName();
    return new ValueException(
        path,
        "found " + found + " where " + declared.getTypeName() + " is declared",
        "pass a value of the declared type",
        null);
  }
}
