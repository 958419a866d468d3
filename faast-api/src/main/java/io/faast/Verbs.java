package io.faast;

import io.faast.engine.FunctionHandle;
import io.faast.reference.Generics;
import io.faast.reference.ModuleMethods;
import java.lang.invoke.MethodType;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * Checks that a function is called by the verb, with the arguments and for the type that fit it.
 */
final class Verbs {
  private Verbs() {}

  static <R> FunctionHandle<R> value(FunctionHandle<R> function) {
    if (function.stream()) {
      throw returns(function, "Its items arrive one by one: use stream instead.");
    }
    return function;
  }

  static <R> FunctionHandle<R> nothing(FunctionHandle<R> function) {
    if (function.method().getReturnType() != void.class) {
      throw returns(
          function,
          "Use " + (function.stream() ? "stream" : "call") + " instead; run is for void methods.");
    }
    return function;
  }

  static <R> FunctionHandle<R> items(FunctionHandle<R> function) {
    if (!function.stream()) {
      throw returns(
          function, "It arrives whole: use call instead, or declare Stream, Iterator or Iterable.");
    }
    return function;
  }

  private static FaastException returns(FunctionHandle<?> function, String advice) {
    return FunctionTable.misuse(
        function.name(),
        name(function) + " returns " + function.method().getGenericReturnType().getTypeName() + ".",
        advice);
  }

  /** Checks arguments that no compiler has checked. */
  static void arguments(FunctionHandle<?> function, @Nullable Object[] arguments) {
    Type[] declared = function.method().getGenericParameterTypes();
    Generics generics = new Generics(function.module());
    for (int i = 0; i < declared.length; i++) {
      Class<?> expected = generics.raw(declared[i]);
      Object found = arguments[i];
      boolean fits = found == null ? !expected.isPrimitive() : boxed(expected).isInstance(found);
      if (!fits) {
        throw FunctionTable.misuse(
            function.name(),
            "Argument "
                + (i + 1)
                + " of "
                + name(function)
                + " must be "
                + expected.getTypeName()
                + ", but is "
                + (found == null ? "null" : "a " + found.getClass().getTypeName())
                + ".",
            "");
      }
    }
  }

  /** Checks a type of the result that no compiler has checked. */
  static void result(FunctionHandle<?> function, Type wanted) {
    Type declared = function.method().getGenericReturnType();
    Generics generics = new Generics(function.module());
    boolean fits =
        wanted instanceof Class<?> raw
            ? boxed(raw).isAssignableFrom(boxed(generics.raw(declared)))
            : generics.same(declared, wanted);
    if (!fits) {
      throw FunctionTable.misuse(
          function.name(),
          name(function)
              + " returns "
              + declared.getTypeName()
              + ", not "
              + wanted.getTypeName()
              + ".",
          "");
    }
  }

  private static String name(FunctionHandle<?> function) {
    return function.module().getSimpleName() + "." + ModuleMethods.signature(function.method());
  }

  private static Class<?> boxed(Class<?> type) {
    return MethodType.methodType(type).wrap().returnType();
  }
}
