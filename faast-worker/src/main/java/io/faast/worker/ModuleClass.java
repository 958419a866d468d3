package io.faast.worker;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The user's module: its public methods by id, and its one instance. What fails is tried again at
 * the next call, since a constructor may fail for reasons that pass. Used by one thread at a time.
 */
final class ModuleClass {
  private final String name;
  private final ClassLoader loader;
  private @Nullable Class<?> type;
  private @Nullable Map<String, ModuleFunction> functions;
  private @Nullable Object instance;

  ModuleClass(String name, ClassLoader loader) {
    this.name = name;
    this.loader = loader;
  }

  synchronized void warm() {
    try {
      functions();
      if (needsInstance()) {
        instance();
      }
    } catch (RefusedException reportedByTheNextCall) {
      return;
    }
  }

  /** Returns the function of that id, ready to be invoked. */
  synchronized ModuleFunction function(String id) throws RefusedException {
    ModuleFunction function = functions().get(id);
    if (function == null) {
      throw new RefusedException(
          Refusal.UNKNOWN_FUNCTION,
          "Module "
              + name
              + " has no public method "
              + id
              + "; was the class changed after it was deployed?");
    }
    return function;
  }

  /**
   * Returns what the function is invoked on: the module's instance, or null for a static method.
   */
  synchronized @Nullable Object receiver(ModuleFunction function) throws RefusedException {
    return function.isStatic() ? null : instance();
  }

  private Class<?> type() throws RefusedException {
    Class<?> found = type;
    if (found == null) {
      try {
        found = Class.forName(name, false, loader);
      } catch (ClassNotFoundException | LinkageError e) {
        throw Failures.ofModule(name, "cannot be loaded", e);
      }
      type = found;
    }
    return found;
  }

  private Map<String, ModuleFunction> functions() throws RefusedException {
    Map<String, ModuleFunction> found = functions;
    if (found == null) {
      Class<?> module = type();
      found = new HashMap<>();
      try {
        for (Method method : module.getMethods()) {
          if (method.getDeclaringClass() != Object.class) {
            found.put(FunctionId.of(method), new ModuleFunction(module, method));
          }
        }
      } catch (LinkageError e) {
        throw Failures.ofModule(name, "has a method whose types cannot be loaded", e);
      }
      functions = found;
    }
    return found;
  }

  private boolean needsInstance() throws RefusedException {
    for (ModuleFunction function : functions().values()) {
      if (!function.isStatic()) {
        return true;
      }
    }
    return false;
  }

  private Object instance() throws RefusedException {
    Object made = instance;
    if (made == null) {
      made = make(type());
      instance = made;
    }
    return made;
  }

  private Object make(Class<?> module) throws RefusedException {
    Constructor<?> constructor;
    try {
      constructor = module.getConstructor();
    } catch (NoSuchMethodException e) {
      throw new RefusedException(
          Refusal.MODULE_FAILED,
          "Module " + name + " has no public constructor without parameters; add one");
    } catch (LinkageError e) {
      throw Failures.ofModule(name, "has a constructor whose types cannot be loaded", e);
    }
    if (Modifier.isAbstract(module.getModifiers())) {
      throw new RefusedException(
          Refusal.MODULE_FAILED, "Module " + name + " is abstract; name a concrete class");
    }
    try {
      return constructor.newInstance();
    } catch (InvocationTargetException e) {
      Throwable thrown = e.getCause() == null ? e : e.getCause();
      if (thrown instanceof OutOfMemoryError outOfMemory) {
        throw outOfMemory;
      }
      throw Failures.ofModule(name, "could not be built: its constructor failed", thrown);
    } catch (ExceptionInInitializerError | NoClassDefFoundError e) {
      throw Failures.ofModule(name, "could not be initialised", e);
    } catch (ReflectiveOperationException | LinkageError e) {
      throw Failures.ofModule(name, "could not be built: the class must be public", e);
    }
  }
}
