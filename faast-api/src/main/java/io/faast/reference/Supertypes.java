package io.faast.reference;

import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks methods up in a class and what it extends and implements, without loading any class. */
final class Supertypes {
  private Supertypes() {}

  /** Returns {@code type} and all its supertypes, classes first. */
  static Set<Class<?>> of(Class<?> type) {
    Set<Class<?>> all = new LinkedHashSet<>();
    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
      all.add(at);
    }
    Deque<Class<?>> open = new ArrayDeque<>(all);
    while (!open.isEmpty()) {
      for (Class<?> parent : open.remove().getInterfaces()) {
        if (all.add(parent)) {
          open.add(parent);
        }
      }
    }
    return all;
  }

  static @Nullable Class<?> named(Class<?> type, String name) {
    for (Class<?> candidate : of(type)) {
      if (candidate.getName().equals(name)) {
        return candidate;
      }
    }
    return null;
  }

  static @Nullable Method declared(Class<?> owner, String name, String descriptor) {
    for (Method method : owner.getDeclaredMethods()) {
      if (method.getName().equals(name) && descriptor(method).equals(descriptor)) {
        return method;
      }
    }
    return null;
  }

  private static String descriptor(Method method) {
    return MethodType.methodType(method.getReturnType(), method.getParameterTypes())
        .toMethodDescriptorString();
  }

  /** Returns what a call of {@code method} on a {@code module} runs, never a compiler's bridge. */
  static Method override(Class<?> module, Method method) {
    Class<?>[] erased = method.getParameterTypes();
    Class<?>[] bound = new Generics(module).rawParameters(method);
    for (Class<?> type : of(module)) {
      for (Method candidate : type.getDeclaredMethods()) {
        if (candidate.getName().equals(method.getName())
            && Modifier.isPublic(candidate.getModifiers())
            && !Modifier.isStatic(candidate.getModifiers())
            && !candidate.isBridge()
            && (Arrays.equals(candidate.getParameterTypes(), erased)
                || Arrays.equals(candidate.getParameterTypes(), bound))) {
          return candidate;
        }
      }
    }
    return method;
  }
}
