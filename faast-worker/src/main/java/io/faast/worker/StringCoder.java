package io.faast.worker;

/** How the characters of a string travel: the first byte of every string. */
final class StringCoder {
  static final byte NULL = 0;

  /** One byte a character. */
  static final byte LATIN1 = 1;

  /** Two bytes a UTF-16 unit, little-endian, whatever the units are. */
  static final byte UTF16 = 2;

  private StringCoder() {}
}
