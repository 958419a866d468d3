package io.faast.reference;

import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What the type variables of a class's supertypes stand for in that class. Safe for many threads.
 *
 * @since 0.1.0
 */
public final class Generics {
  private final Map<TypeVariable<?>, Type> bindings = new HashMap<>();

  /** Collects what {@code context} gives its supertypes. */
  public Generics(Class<?> context) {
    for (Class<?> type : Supertypes.of(context)) {
      Type superclass = type.getGenericSuperclass();
      if (superclass != null) {
        collect(superclass);
      }
      Arrays.stream(type.getGenericInterfaces()).forEach(this::collect);
    }
  }

  private void collect(Type type) {
    if (type instanceof ParameterizedType given && given.getRawType() instanceof Class<?> raw) {
      TypeVariable<?>[] variables = raw.getTypeParameters();
      for (int i = 0; i < variables.length; i++) {
        bindings.put(variables[i], given.getActualTypeArguments()[i]);
      }
    }
  }

  /** Returns the classes of the method's parameters, as the context binds them. */
  Class<?>[] rawParameters(Method method) {
    return Arrays.stream(method.getGenericParameterTypes())
        .<Class<?>>map(this::raw)
        .toArray(Class<?>[]::new);
  }

  /** Returns the class of {@code type}, as the context binds it. */
  public Class<?> raw(Type type) {
    if (type instanceof Class<?> raw) {
      return raw;
    }
    if (type instanceof ParameterizedType generic) {
      return raw(generic.getRawType());
    }
    if (type instanceof GenericArrayType array) {
      return Array.newInstance(raw(array.getGenericComponentType()), 0).getClass();
    }
    if (type instanceof WildcardType wildcard) {
      return raw(wildcard.getUpperBounds()[0]);
    }
    TypeVariable<?> variable = (TypeVariable<?>) type;
    return raw(bindings.getOrDefault(variable, variable.getBounds()[0]));
  }

  /** Returns whether {@code declared}, as the context binds it, says the same as {@code wanted}. */
  public boolean same(Type declared, Type wanted) {
    if (declared instanceof TypeVariable<?> variable && bindings.containsKey(variable)) {
      return same(bindings.getOrDefault(variable, Object.class), wanted);
    }
    if (declared instanceof ParameterizedType left && wanted instanceof ParameterizedType right) {
      return left.getRawType().equals(right.getRawType())
          && same(left.getActualTypeArguments(), right.getActualTypeArguments());
    }
    if (declared instanceof GenericArrayType left && wanted instanceof GenericArrayType right) {
      return same(left.getGenericComponentType(), right.getGenericComponentType());
    }
    if (declared instanceof WildcardType left && wanted instanceof WildcardType right) {
      return same(left.getUpperBounds(), right.getUpperBounds())
          && same(left.getLowerBounds(), right.getLowerBounds());
    }
    return declared.equals(wanted);
  }

  private boolean same(Type[] declared, Type[] wanted) {
    if (declared.length != wanted.length) {
      return false;
    }
    for (int i = 0; i < declared.length; i++) {
      if (!same(declared[i], wanted[i])) {
        return false;
      }
    }
    return true;
  }
}
