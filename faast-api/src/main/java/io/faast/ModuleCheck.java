package io.faast;

import io.faast.FaastException.Kind;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Checks that a class can be a module, before anything is created. */
final class ModuleCheck {
  private ModuleCheck() {}

  static void check(Class<?> module) {
    String problem = problem(module);
    if (problem != null) {
      throw new FaastException(
          Kind.INVALID_USE,
          module.getName() + " cannot be a module: " + problem,
          "A module is a public class with public methods; if some are not static, it also has a"
              + " public constructor without parameters.",
          null);
    }
  }

  private static @Nullable String problem(Class<?> module) {
    if (module.isPrimitive() || module.isArray() || module.isAnnotation()) {
      return "it is no class.";
    }
    if (module.isHidden() || module.isSynthetic()) {
      return "it is a lambda expression or another class made by the compiler.";
    }
    if (module.isAnonymousClass() || module.isLocalClass()) {
      return "it is declared inside a method; declare it as a class of its own.";
    }
    if (module.isMemberClass()
        && !module.isInterface()
        && !Modifier.isStatic(module.getModifiers())) {
      return "it is an inner class, which needs an object of the class around it; make it static.";
    }
    for (Class<?> at = module; at != null; at = at.getEnclosingClass()) {
      if (!Modifier.isPublic(at.getModifiers())) {
        return at == module ? "it is not public." : at.getName() + " around it is not public.";
      }
    }
    Method[] functions =
        Arrays.stream(module.getMethods())
            .filter(method -> method.getDeclaringClass() != Object.class)
            .filter(method -> !method.isSynthetic() || method.isBridge())
            .toArray(Method[]::new);
    if (functions.length == 0) {
      return "it has no public method.";
    }
    boolean needsObject =
        Arrays.stream(functions).anyMatch(method -> !Modifier.isStatic(method.getModifiers()));
    return needsObject ? withoutObject(module) : null;
  }

  private static @Nullable String withoutObject(Class<?> module) {
    if (Modifier.isAbstract(module.getModifiers())) {
      return "it is "
          + (module.isInterface() ? "an interface" : "abstract")
          + " and has methods that are not static, so a worker could not make one.";
    }
    if (module.isEnum()) {
      return "it is an enum, whose methods are not static, so a worker could not make one.";
    }
    boolean makeable =
        Arrays.stream(module.getConstructors())
            .map(Constructor::getParameterCount)
            .anyMatch(count -> count == 0);
    return makeable
        ? null
        : "it has methods that are not static, and no public constructor without parameters.";
  }
}
