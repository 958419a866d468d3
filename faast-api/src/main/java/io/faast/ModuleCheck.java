package io.faast;

import io.faast.FaastException.Kind;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
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
    boolean any = false;
    boolean needsObject = false;
    for (Method method : module.getMethods()) {
      if (method.getDeclaringClass() != Object.class
          && (!method.isSynthetic() || method.isBridge())) {
        any = true;
        needsObject |= !Modifier.isStatic(method.getModifiers());
      }
    }
    if (!any) {
      return "it has no public method.";
    }
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
    boolean makeable = false;
    for (Constructor<?> constructor : module.getConstructors()) {
      makeable |= constructor.getParameterCount() == 0;
    }
    return makeable
        ? null
        : "it has methods that are not static, and no public constructor without parameters.";
  }
}
