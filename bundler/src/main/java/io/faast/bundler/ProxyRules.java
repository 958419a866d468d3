package io.faast.bundler;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.Opcodes;

/**
 * Interfaces that are values or looked up, where reached code handles calls of proxies: it may list
 * their methods, of which no other code need call any, and make what these return.
 */
final class ProxyRules {
  /** Whether reached code has a handler of such calls. */
  boolean handled;

  private final Reachability reachability;

  private final Set<ClassNode> followed = new HashSet<>();

  ProxyRules(Reachability reachability) {
    this.reachability = reachability;
  }

  /** Applies the rule to the live classes; returns whether more was reached. */
  boolean apply() throws BundleException {
    if (!handled) {
      return false;
    }
    boolean more = false;
    for (int i = 0; i < reachability.reached.size(); i++) {
      ClassNode node = reachability.reached.get(i);
      if ((node.reflected || node.whole)
          && node.isInterface()
          && !node.is(Opcodes.ACC_ANNOTATION)) {
        for (ClassNode type : node.supertypes) {
          more |= followed.add(type) && follow(type);
        }
      }
    }
    return more;
  }

  private boolean follow(ClassNode type) throws BundleException {
    boolean more = false;
    for (MethodNode method : type.methods) {
      if (method.isAbstract()) {
        reachability.declare(method);
        for (ClassNode result : reachability.signatures.ofResult(type, method)) {
          more |= make(result, type);
        }
      }
    }
    return more;
  }

  /** Somebody may make one by reflection. */
  private boolean make(ClassNode result, ClassNode by) throws BundleException {
    if (!reachability.isReadable(result)) {
      return false;
    }
    reachability.link(result);
    if (result.is(Opcodes.ACC_ABSTRACT) || result.isEnum()) {
      return false;
    }
    boolean more = false;
    for (MethodNode method : result.methods) {
      if (method.isConstructor() && method.is(Opcodes.ACC_PUBLIC) && !method.reached) {
        reachability.reach(method, by);
        more = true;
      }
    }
    if (more) {
      reachability.instantiate(result, by, "a result of an interface whose class is a value");
    }
    return more;
  }
}
