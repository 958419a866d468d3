package io.faast.bundler;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.Opcodes;

/**
 * What setters take, where reached code finds properties and calls them: a mapper makes an object
 * of a setter's type before it sets it, by the constructor without arguments, though no code does.
 */
final class TakenTypes {
  private final Reachability reachability;
  private final Set<MethodNode> followed = new HashSet<>();

  TakenTypes(Reachability reachability) {
    this.reachability = reachability;
  }

  /** Follows an accessor that is reached; returns whether more was reached. */
  boolean follow(MethodNode method) throws BundleException {
    String descriptor = method.selector.descriptor;
    if (descriptor.startsWith("()") || descriptor.indexOf('L') < 0 || !followed.add(method)) {
      return false;
    }
    boolean more = false;
    for (ClassNode type : reachability.signatures.of(method.owner, descriptor, method.signature)) {
      more |= make(type, method);
    }
    return more;
  }

  private boolean make(ClassNode type, MethodNode setter) throws BundleException {
    if (type.instantiated || !reachability.isReadable(type)) {
      return false;
    }
    reachability.link(type);
    MethodNode constructor = type.method(reachability.selectors.of("<init>", "()V"));
    if (constructor == null || type.is(Opcodes.ACC_ABSTRACT)) {
      return false;
    }
    reachability.reach(constructor, setter);
    reachability.instantiate(type, setter, "a setter takes it");
    return true;
  }
}
