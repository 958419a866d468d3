package io.faast;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/**
 * Names a type that a class literal cannot, for {@link Invocations#invoke(String, TypeRef,
 * Object...)}: {@code new TypeRef<List<String>>() {}}. Immutable.
 *
 * @param <R> the type
 * @since 0.1.0
 */
public abstract class TypeRef<R> {
  private final Type type;

  /** Reads the type from the subclass; it must be written as an anonymous class with a type. */
  protected TypeRef() {
    if (!(getClass().getGenericSuperclass() instanceof ParameterizedType given)
        || given.getRawType() != TypeRef.class) {
      throw new IllegalArgumentException(
          "A TypeRef needs its type: write new TypeRef<List<String>>() {}.");
    }
    this.type = given.getActualTypeArguments()[0];
  }

  /** Returns the type. */
  public final Type type() {
    return type;
  }

  @Override
  public final String toString() {
    return type.getTypeName();
  }
}
