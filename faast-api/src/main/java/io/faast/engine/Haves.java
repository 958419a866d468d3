package io.faast.engine;

import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether the client has what a function lacked: then it can be bundled. Runs nothing of the
 * user's.
 */
final class Haves {
  private final ClassLoader loader;

  Haves(Class<?> module) {
    ClassLoader own = module.getClassLoader();
    loader = own == null ? ClassLoader.getSystemClassLoader() : own;
  }

  boolean has(Lack lack) {
    return switch (lack.kind()) {
      case CLASS -> hasClass(lack.owner());
      case METHOD, FIELD -> hasClass(lack.owner()) && hasMember(lack);
      case RESOURCE_BUNDLE -> !bundleFiles(lack).isEmpty() || !bundleClasses(lack).isEmpty();
    };
  }

  /** Returns the classes to bundle. */
  Set<String> classes(Lack lack) {
    return lack.kind() == Lack.Kind.RESOURCE_BUNDLE ? bundleClasses(lack) : Set.of(lack.owner());
  }

  /** Returns the resources to bundle. */
  Set<String> resources(Lack lack) {
    return lack.kind() == Lack.Kind.RESOURCE_BUNDLE ? bundleFiles(lack) : Set.of();
  }

  private boolean hasClass(String name) {
    return hasFile(name.replace('.', '/').concat(".class"));
  }

  /** The JDK's own classes cannot be bundled. */
  private boolean hasFile(String name) {
    URL found = loader.getResource(name);
    return found != null && !found.getProtocol().equals("jrt");
  }

  private static List<String> candidates(Lack lack) {
    List<String> names = new ArrayList<>();
    String name = lack.owner();
    names.add(name);
    for (String part : lack.member().split("_", -1)) {
      name = name + "_" + part;
      names.add(name);
    }
    return names;
  }

  private Set<String> bundleFiles(Lack lack) {
    Set<String> files = new TreeSet<>();
    for (String name : candidates(lack)) {
      String file = name.replace('.', '/').concat(".properties");
      if (hasFile(file)) {
        files.add(file);
      }
    }
    return files;
  }

  private Set<String> bundleClasses(Lack lack) {
    Set<String> classes = new TreeSet<>(candidates(lack));
    classes.removeIf(name -> !hasClass(name));
    return classes;
  }

  private boolean hasMember(Lack lack) {
    Deque<@Nullable Class<?>> waiting = new ArrayDeque<>();
    try {
      waiting.add(Class.forName(lack.owner(), false, loader));
      while (!waiting.isEmpty()) {
        Class<?> type = waiting.removeFirst();
        if (hasOwn(type, lack)) {
          return true;
        }
        waiting.addAll(List.of(type.getInterfaces()));
        if (type.getSuperclass() != null) {
          waiting.add(type.getSuperclass());
        }
      }
    } catch (ClassNotFoundException | LinkageError e) {
      return false; // here it does not work either
    }
    return false;
  }

  private static boolean hasOwn(Class<?> type, Lack lack) {
    if (lack.kind() == Lack.Kind.FIELD) {
      for (Field field : type.getDeclaredFields()) {
        if (field.getName().equals(lack.member())) {
          return true;
        }
      }
      return false;
    }
    if (lack.member().equals("<init>")) {
      for (Executable constructor : type.getDeclaredConstructors()) {
        if (takes(constructor, lack)) {
          return true;
        }
      }
      return false;
    }
    for (Method method : type.getDeclaredMethods()) {
      if (method.getName().equals(lack.member())
          && !Modifier.isAbstract(method.getModifiers())
          && takes(method, lack)) {
        return true;
      }
    }
    return false;
  }

  private static boolean takes(Executable executable, Lack lack) {
    List<String> parameters = lack.parameters();
    if (parameters == null) {
      return true;
    }
    Class<?>[] types = executable.getParameterTypes();
    if (types.length != parameters.size()) {
      return false;
    }
    for (int i = 0; i < types.length; i++) {
      String wanted = parameters.get(i);
      if (!wanted.equals(types[i].getTypeName()) && !wanted.equals(types[i].getName())) {
        return false;
      }
    }
    return true;
  }
}
