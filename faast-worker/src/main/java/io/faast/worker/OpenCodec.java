package io.faast.worker;

import org.jspecify.annotations.Nullable;

/**
 * Values of a declared type that says little, such as Object or Number: the fast types keep their
 * own type by tag; anything else travels as Jackson would without knowing a type.
 */
final class OpenCodec implements ValueCodec {
  private final Class<?> declared;
  private final ValueCodec otherwise;

  OpenCodec(Class<?> declared, ValueCodec otherwise) {
    this.declared = declared;
    this.otherwise = otherwise;
  }

  static boolean isOpen(Class<?> c) {
    return c == Object.class
        || (c.isAssignableFrom(Integer.class) || c.isAssignableFrom(String.class));
  }

  @Override
  public void write(MessageWriter w, @Nullable Object value, String path, boolean validate)
      throws ValueException {
    check(value, path);
    if (!FastValues.write(w, value)) {
      otherwise.write(w, value, path, validate);
    }
  }

  @Override
  public @Nullable Object read(MessageReader r, String path)
      throws ValueException, ProtocolException {
    if (r.remaining() > 0 && r.rest().get(0) == Tag.CBOR) {
      return otherwise.read(r, path);
    }
    Object value = FastValues.read(r.readByte(), r);
    check(value, path);
    return value;
  }

  private void check(@Nullable Object value, String path) throws ValueException {
    if (value != null && !declared.isInstance(value)) {
      throw Mismatch.of(path, value, declared);
    }
  }
}
