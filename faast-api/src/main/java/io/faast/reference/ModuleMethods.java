package io.faast.reference;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The methods of a module that can be functions, by name. Immutable.
 *
 * @since 0.1.0
 */
public final class ModuleMethods {
  private final List<Method> methods;

  /** Collects the public methods of {@code module}, inherited ones too, but those of Object. */
  public ModuleMethods(Class<?> module) {
    Set<Method> all = new LinkedHashSet<>();
    for (Method method : module.getMethods()) {
      if (method.getDeclaringClass() != Object.class
          && (!method.isSynthetic() || method.isBridge())) {
        all.add(
            Modifier.isStatic(method.getModifiers())
                ? method
                : Supertypes.override(module, method));
      }
    }
    methods = all.stream().sorted(Comparator.comparing(ModuleMethods::signature)).toList();
  }

  /** Returns those of that name, in order of their signatures. */
  public List<Method> named(String name) {
    return methods.stream().filter(method -> method.getName().equals(name)).toList();
  }

  /** Returns all names, without repetition, in order. */
  public List<String> names() {
    return methods.stream().map(Method::getName).distinct().toList();
  }

  /** Returns the method's name, with its parameter types if there are several of that name. */
  public String nameOf(Method method) {
    return named(method.getName()).size() > 1 ? signature(method) : method.getName();
  }

  /** Returns name and parameter types, such as {@code thumbnail(byte[],int)}. */
  public static String signature(Method method) {
    return Arrays.stream(method.getParameterTypes())
        .map(Class::getTypeName)
        .collect(Collectors.joining(",", method.getName() + "(", ")"));
  }
}
