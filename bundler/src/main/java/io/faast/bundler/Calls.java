package io.faast.bundler;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which methods a call can reach. A call on a variable of some type reaches the methods of that
 * type's instantiated subtypes only; what overrides a method of the JDK is called by the JDK.
 */
final class Calls {
  private final Reachability reachability;
  private final Set<Selector> ofObject;

  Calls(Reachability reachability, Selectors selectors) {
    this.reachability = reachability;
    ofObject =
        Set.of(
            selectors.of("toString", "()Ljava/lang/String;"),
            selectors.of("equals", "(Ljava/lang/Object;)Z"),
            selectors.of("hashCode", "()I"),
            selectors.of("finalize", "()V"),
            selectors.of("clone", "()Ljava/lang/Object;"));
  }

  /** Finds the method that a name stands for in a class, as the JVM's linker does; or null. */
  static @Nullable MethodNode resolve(ClassNode type, Selector selector) {
    for (ClassNode at = type; at != null; at = at.superClass) {
      MethodNode method = at.method(selector);
      if (method != null) {
        return method;
      }
    }
    MethodNode found = null;
    for (ClassNode at : type.supertypes) {
      if (at.isInterface()) {
        MethodNode method = at.method(selector);
        if (method != null && (found == null || found.isAbstract())) {
          found = method;
        }
      }
    }
    return found;
  }

  /** A call whose target the receiver's class chooses. */
  void virtual(ClassNode type, Selector selector, Reason reason) throws BundleException {
    if (!type.call(selector)) {
      return;
    }
    MethodNode declared = resolve(type, selector);
    if (declared != null) {
      if (!declared.isVirtual()) {
        reachability.reach(declared, reason);
        return;
      }
      reachability.declare(declared);
    }
    List<ClassNode> instances = type.instances;
    for (int i = 0; i < instances.size(); i++) {
      dispatch(instances.get(i), selector, reason);
    }
  }

  /**
   * What is called on a proxy is handed on as the method of the interface that declares it, and may
   * then be called on any object with that interface, which need not have the proxy's.
   */
  void throughProxy(ClassNode type) throws BundleException {
    for (int i = 0; i < type.called.size(); i++) {
      MethodNode declared = resolve(type, type.called.get(i));
      if (declared != null && declared.owner != type) {
        virtual(declared.owner, declared.selector, type);
      }
    }
  }

  /** Reaches what a class has for a selector. */
  private void dispatch(ClassNode type, Selector selector, Reason reason) throws BundleException {
    for (ClassNode at = type; at != null; at = at.superClass) {
      MethodNode method = at.method(selector);
      if (method != null && method.isVirtual() && !method.isAbstract()) {
        reachability.reach(method, reason);
        return;
      }
    }
    for (ClassNode at : type.supertypes) {
      MethodNode method = at.isInterface() ? at.method(selector) : null;
      if (method != null && method.isVirtual() && !method.isAbstract()) {
        reachability.reach(method, reason);
      }
    }
  }

  /** Objects of a class may be there from now on: calls on its supertypes reach its methods. */
  void instantiated(ClassNode type) throws BundleException {
    List<ClassNode> supertypes = type.supertypes;
    for (int i = 0; i < supertypes.size(); i++) {
      ClassNode at = supertypes.get(i);
      at.instances.add(type);
      for (int n = 0; n < at.called.size(); n++) {
        dispatch(type, at.called.get(n), type);
      }
      for (MethodNode method : at.methods) {
        if (!method.reached
            && method.isVirtual()
            && !method.isAbstract()
            && isCalledFromOutside(type, method.selector)) {
          reachability.reach(method, type);
        }
      }
    }
  }

  /** Returns whether the method may override one of the JDK, or of a type that is not there. */
  private boolean isCalledFromOutside(ClassNode type, Selector selector) {
    if (type.strange || ofObject.contains(selector)) {
      return true;
    }
    for (PlatformClass at : type.platform) {
      if (at.overridable.contains(selector)) {
        return true;
      }
    }
    return false;
  }
}
