package io.faast.worker;

/** The first byte of every encoded value. */
final class Tag {
  static final byte NULL = 0;
  static final byte FALSE = 1;
  static final byte TRUE = 2;
  static final byte BYTE = 3;
  static final byte SHORT = 4;
  static final byte CHAR = 5;
  static final byte INT = 6;
  static final byte LONG = 7;
  static final byte FLOAT = 8;
  static final byte DOUBLE = 9;
  static final byte STRING = 10;
  static final byte BOOLEANS = 11;
  static final byte BYTES = 12;
  static final byte SHORTS = 13;
  static final byte CHARS = 14;
  static final byte INTS = 15;
  static final byte LONGS = 16;
  static final byte FLOATS = 17;
  static final byte DOUBLES = 18;
  static final byte ENUM = 19;
  static final byte CBOR = 20;

  private Tag() {}
}
