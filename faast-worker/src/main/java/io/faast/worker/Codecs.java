package io.faast.worker;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import org.jspecify.annotations.Nullable;

/** Chooses the codec of a declared type, and keeps away from Jackson as long as it can. */
final class Codecs {
  private Codecs() {}

  static ValueCodec forParameter(Class<?> module, Method method, int index, Type type) {
    return of(module, method, type, index);
  }

  static ValueCodec forResult(Class<?> module, Method method, Type type) {
    return of(module, method, type, -1);
  }

  /**
   * Returns the codec of a field, or throws IllegalArgumentException if its type can never travel.
   */
  static ValueCodec forField(Class<?> declaring, Type type) {
    Class<?> raw = raw(type);
    String refusal = raw == null ? null : TypeRules.refusal(raw);
    if (refusal != null) {
      throw new IllegalArgumentException(refusal);
    }
    return choose(raw, new StructuredCodec(declaring, declaring, type));
  }

  private static ValueCodec of(Class<?> module, Method method, Type type, int index) {
    Class<?> declaring = method.getDeclaringClass();
    Type bound = type instanceof WildcardType w ? w.getUpperBounds()[0] : type;
    Class<?> raw =
        bound instanceof TypeVariable<?> ? Cbor.rawClass(module, declaring, bound) : raw(bound);
    String refusal = raw == null ? null : TypeRules.refusal(raw);
    if (refusal != null) {
      throw new IllegalArgumentException(
          (index < 0 ? "The result" : "Parameter " + (index + 1))
              + " of "
              + method.getDeclaringClass().getName()
              + "."
              + method.getName()
              + " is declared as "
              + bound.getTypeName()
              + ", which cannot travel; "
              + refusal);
    }
    return choose(raw, new StructuredCodec(module, declaring, bound));
  }

  private static ValueCodec choose(@Nullable Class<?> raw, StructuredCodec structured) {
    if (raw == null) {
      return structured;
    }
    ScalarCodec scalar = ScalarCodec.of(raw);
    if (scalar != null) {
      return scalar;
    }
    if (raw.isEnum()) {
      return new EnumCodec(raw);
    }
    return OpenCodec.isOpen(raw) ? new OpenCodec(raw, structured) : structured;
  }

  private static @Nullable Class<?> raw(Type type) {
    if (type instanceof Class<?> c) {
      return c;
    }
    return type instanceof ParameterizedType p ? (Class<?>) p.getRawType() : null;
  }
}
