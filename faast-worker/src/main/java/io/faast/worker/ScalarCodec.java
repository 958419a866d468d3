package io.faast.worker;

import org.jspecify.annotations.Nullable;

/**
 * Values whose declared class is one of the fast types; no check is needed, they survive exactly.
 */
final class ScalarCodec implements ValueCodec {
  private final Class<?> declared;
  private final Class<?> boxed;

  private ScalarCodec(Class<?> declared, Class<?> boxed) {
    this.declared = declared;
    this.boxed = boxed;
  }

  /** Returns a codec for the class, or null if it is not one of the fast types. */
  static @Nullable ScalarCodec of(Class<?> declared) {
    Class<?> boxed = declared.isPrimitive() ? box(declared) : declared;
    return isFast(boxed) ? new ScalarCodec(declared, boxed) : null;
  }

  private static boolean isFast(Class<?> c) {
    return c == String.class
        || c == Integer.class
        || c == Long.class
        || c == Double.class
        || c == Boolean.class
        || c == Void.class
        || c == Byte.class
        || c == Short.class
        || c == Character.class
        || c == Float.class
        || (c.isArray() && c.getComponentType().isPrimitive());
  }

  private static Class<?> box(Class<?> primitive) {
    if (primitive == int.class) {
      return Integer.class;
    } else if (primitive == long.class) {
      return Long.class;
    } else if (primitive == double.class) {
      return Double.class;
    } else if (primitive == boolean.class) {
      return Boolean.class;
    } else if (primitive == byte.class) {
      return Byte.class;
    } else if (primitive == short.class) {
      return Short.class;
    } else if (primitive == char.class) {
      return Character.class;
    } else if (primitive == float.class) {
      return Float.class;
    }
    return Void.class;
  }

  @Override
  public void write(MessageWriter w, @Nullable Object value, String path, boolean validate)
      throws ValueException {
    check(value, path);
    FastValues.write(w, value);
  }

  @Override
  public @Nullable Object read(MessageReader r, String path)
      throws ValueException, ProtocolException {
    Object value = FastValues.read(r.readByte(), r);
    check(value, path);
    return value;
  }

  private void check(@Nullable Object value, String path) throws ValueException {
    boolean fits =
        value == null ? !declared.isPrimitive() || declared == void.class : boxed.isInstance(value);
    if (!fits) {
      throw Mismatch.of(path, value, declared);
    }
  }
}
