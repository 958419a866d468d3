package io.faast.bundler;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.Opcodes;

/** Members of live classes that are kept because somebody may look them up by name. */
final class MemberRules {
  private static final Set<String> SERIALIZATION_HOOKS =
      Set.of(
          "readObject",
          "readObjectNoData",
          "readResolve",
          "writeObject",
          "writeReplace",
          "$deserializeLambda$");

  /** Names that reached code looks members up by. */
  final Set<String> names = new HashSet<>();

  private final Reachability reachability;

  MemberRules(Reachability reachability) {
    this.reachability = reachability;
  }

  /** Applies the rules to the live classes; returns whether a method was reached. */
  boolean apply() throws BundleException {
    boolean serialized = reachability.features.containsKey(Feature.SERIALIZATION);
    boolean called = reachability.features.containsKey(Feature.REFLECTIVE_CALL);
    boolean more = false;
    for (int i = 0; i < reachability.reached.size(); i++) {
      ClassNode node = reachability.reached.get(i);
      if (!node.whole) {
        boolean hooks = serialized && isSerializable(node);
        boolean accessors = called && node.instantiated && node.is(Opcodes.ACC_PUBLIC);
        more |= apply(node, hooks, accessors);
      }
    }
    return more;
  }

  private boolean apply(ClassNode node, boolean hooks, boolean accessors) throws BundleException {
    boolean more = false;
    for (MethodNode method : node.methods) {
      if (!method.reached && isKept(method, hooks, accessors)) {
        reachability.reach(method, node);
        more = true;
      }
    }
    ClassNode base = node.superClass;
    if (hooks && base != null && !isSerializable(base)) {
      MethodNode constructor = base.method(reachability.selectors.of("<init>", "()V"));
      if (constructor != null && !constructor.reached) {
        reachability.reach(constructor, node); // called when an object is read
        more = true;
      }
    }
    return more;
  }

  private boolean isKept(MethodNode method, boolean hooks, boolean accessors) {
    String name = method.selector.name;
    return names.contains(name)
        || (hooks && SERIALIZATION_HOOKS.contains(name))
        || (accessors && isAccessor(method));
  }

  private boolean isSerializable(ClassNode node) {
    for (PlatformClass type : node.platform) {
      if (type.name.equals("java/io/Serializable")) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether a method has the form of a bean's property, which mappers call. */
  private static boolean isAccessor(MethodNode method) {
    int flags = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_ABSTRACT;
    if ((method.access & flags) != Opcodes.ACC_PUBLIC) {
      return false;
    }
    String name = method.selector.name;
    String descriptor = method.selector.descriptor;
    boolean reads = descriptor.startsWith("()") && !descriptor.endsWith("V");
    if (reads && (isProperty(name, "get") || isProperty(name, "is"))) {
      return true;
    }
    int end = descriptor.indexOf(')');
    return isProperty(name, "set")
        && end > 1
        && descriptor.endsWith("V")
        && org.objectweb.asm.Type.getArgumentTypes(descriptor).length == 1;
  }

  private static boolean isProperty(String name, String prefix) {
    return name.startsWith(prefix)
        && name.length() > prefix.length()
        && !Character.isLowerCase(name.charAt(prefix.length()));
  }
}
