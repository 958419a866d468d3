package io.faast;

import io.faast.FaastException.Kind;
import io.faast.engine.FunctionHandle;
import io.faast.reference.MethodReferences;
import io.faast.reference.ModuleMethods;
import io.faast.reference.ReferenceException;
import java.io.Serializable;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** The functions of a module as they are asked for, by reference or by name. */
final class FunctionTable {
  private final Class<?> module;
  private final ModuleMethods methods;
  // Each place in a program where a reference is written has a class of its own.
  private final Map<Class<?>, FunctionHandle<?>> byReference = new ConcurrentHashMap<>();
  private final Map<Method, FunctionHandle<?>> byMethod = new ConcurrentHashMap<>();

  FunctionTable(Class<?> module) {
    this.module = module;
    this.methods = new ModuleMethods(module);
  }

  /** Finds the function of a reference that is called with so many arguments. */
  <R> FunctionHandle<R> find(Serializable reference, int arguments) {
    FunctionHandle<R> function = find(reference);
    if (function.method().getParameterCount() != arguments) {
      throw refused(MethodReferences.wrongCount(module, function.method(), arguments));
    }
    return function;
  }

  /** Finds the function of a reference. */
  <R> FunctionHandle<R> find(Serializable reference) {
    Objects.requireNonNull(reference, "function");
    FunctionHandle<?> known = byReference.get(reference.getClass());
    if (known == null) {
      try {
        known = handle(MethodReferences.resolve(module, reference));
      } catch (ReferenceException e) {
        throw refused(e);
      }
      byReference.put(reference.getClass(), known);
    }
    return cast(known);
  }

  /** Finds the function of that name; among overloaded ones, the one with so many parameters. */
  <R> FunctionHandle<R> named(String function, int arguments) {
    List<Method> named = candidates(function);
    List<Method> fitting =
        named.stream().filter(method -> method.getParameterCount() == arguments).toList();
    if (fitting.size() == 1) {
      return cast(handle(fitting.get(0)));
    }
    if (fitting.isEmpty()) {
      throw misuse(
          function,
          module.getName() + "." + function + " was called with " + arguments + " arguments.",
          "There is " + signatures(named) + ".");
    }
    throw ambiguous(function, fitting);
  }

  /** Finds the function of that name, which no other function has. */
  <R> FunctionHandle<R> named(String function) {
    List<Method> named = candidates(function);
    if (named.size() > 1) {
      throw ambiguous(function, named);
    }
    return cast(handle(named.get(0)));
  }

  private List<Method> candidates(String function) {
    int parameters = function.indexOf('(');
    String name = parameters < 0 ? function : function.substring(0, parameters);
    String signature = parameters < 0 ? null : function.replace(" ", "");
    List<Method> named = methods.named(name);
    List<Method> meant =
        named.stream()
            .filter(
                method -> signature == null || ModuleMethods.signature(method).equals(signature))
            .toList();
    if (meant.isEmpty()) {
      throw misuse(
          function,
          module.getName() + " has no public method " + function + ".",
          "It has "
              + (named.isEmpty() ? String.join(", ", methods.names()) : signatures(named))
              + ".");
    }
    return meant;
  }

  private FunctionHandle<?> handle(Method method) {
    FunctionHandle<?> known = byMethod.get(method);
    if (known != null) {
      return known;
    }
    try {
      FunctionHandle<?> made = FunctionHandle.of(module, method, methods.nameOf(method));
      byMethod.put(method, made);
      return made;
    } catch (IllegalArgumentException e) {
      String name = module.getName() + "." + ModuleMethods.signature(method);
      throw new FaastException(
          Kind.INVALID_USE,
          name + " cannot be a function: " + e.getMessage(),
          "",
          method.getName(),
          null,
          null,
          e);
    }
  }

  // Its user knows the type from the reference, or has checked it.
  @SuppressWarnings("unchecked")
  private static <R> FunctionHandle<R> cast(FunctionHandle<?> handle) {
    return (FunctionHandle<R>) handle;
  }

  private FaastException ambiguous(String function, List<Method> methods) {
    return misuse(
        function,
        module.getName() + " has several methods " + function + ": " + signatures(methods) + ".",
        "Give one of these instead of the bare name.");
  }

  private static String signatures(List<Method> methods) {
    return String.join(", ", methods.stream().map(ModuleMethods::signature).toList());
  }

  private static FaastException refused(ReferenceException e) {
    return new FaastException(
        Kind.INVALID_USE,
        Objects.requireNonNull(e.getMessage()),
        e.advice(),
        e.function(),
        null,
        null,
        e);
  }

  static FaastException misuse(String function, String message, String advice) {
    return new FaastException(Kind.INVALID_USE, message, advice, function, null, null, null);
  }
}
