package io.faast.bundler;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;

/** Members of live classes that are kept because somebody may look them up by name. */
final class MemberRules {
  private static final Set<String> SERIALIZATION_HOOKS =
      Set.of("readObject", "readObjectNoData", "readResolve", "writeObject", "writeReplace");

  /** Makes lambdas of what was written, in the class that has them, which need be no object. */
  private static final String LAMBDA_HOOK = "$deserializeLambda$";

  /** Names that reached code looks members up by. */
  final Set<String> names = new HashSet<>();

  /** Words of code that looks members up by names that it puts together. */
  final Set<String> parts = new HashSet<>();

  /** Words of all reached code, with a capital letter: the midst of names that are put together. */
  final Set<String> capitals = new HashSet<>();

  /** Whether reached code looks for the properties of objects. */
  boolean findsProperties;

  private final Map<EntryIndex, Set<String>> entryNames = new HashMap<>();
  private final Reachability reachability;
  private final TakenTypes taken;

  MemberRules(Reachability reachability) {
    this.reachability = reachability;
    taken = new TakenTypes(reachability);
  }

  /** Returns the names that code made at run time may call on the classes of an entry. */
  Set<String> namesInEntry(EntryIndex entry) {
    return entryNames.computeIfAbsent(entry, key -> new HashSet<>());
  }

  /** Applies the rules to the live classes; returns whether a method was reached. */
  boolean apply() throws BundleException {
    boolean serialized = reachability.features.containsKey(Feature.SERIALIZATION);
    boolean called = reachability.features.containsKey(Feature.REFLECTIVE_CALL) && findsProperties;
    boolean more = false;
    for (int i = 0; i < reachability.reached.size(); i++) {
      ClassNode node = reachability.reached.get(i);
      if (!node.whole) {
        boolean hooks = serialized && node.isSerializable();
        more |= apply(node, hooks, called && node.instantiated);
        more |= serialized && reachLambdaHook(node);
      }
    }
    return more;
  }

  /** Reaches methods of a class that itself says their names, perhaps to who calls them by name. */
  boolean reachSaid(ClassNode node, Set<String> words) throws BundleException {
    boolean more = false;
    for (MethodNode method : node.methods) {
      if (!method.reached
          && method.is(Opcodes.ACC_PUBLIC)
          && words.contains(method.selector.name)) {
        reachability.reach(method, node);
        more = true;
      }
    }
    return more;
  }

  private boolean apply(ClassNode node, boolean hooks, boolean accessors) throws BundleException {
    boolean more = false;
    for (MethodNode method : node.methods) {
      if (!method.reached && isKept(method, hooks)) {
        reachability.reach(method, node);
        declareInSupertypes(method);
        more = true;
      }
    }
    if (accessors && !node.accessible) {
      node.accessible = true;
      for (ClassNode type : node.supertypes) {
        more |= reachAccessors(type, node);
      }
    }
    ClassNode base = node.superClass;
    if (hooks && base != null && !base.isSerializable()) {
      MethodNode constructor = base.method(reachability.selectors.of("<init>", "()V"));
      if (constructor != null && !constructor.reached) {
        reachability.reach(constructor, node); // called when an object is read
        more = true;
      }
    }
    return more;
  }

  private boolean reachLambdaHook(ClassNode node) throws BundleException {
    for (MethodNode method : node.methods) {
      if (!method.reached && method.selector.name.equals(LAMBDA_HOOK)) {
        reachability.reach(method, node);
        return true;
      }
    }
    return false;
  }

  /** Who looks a method up may do so in the type that declares it first. */
  private void declareInSupertypes(MethodNode method) throws BundleException {
    for (ClassNode type : method.owner.supertypes) {
      MethodNode declared = type.method(method.selector);
      if (declared != null) {
        reachability.declare(declared);
      }
    }
  }

  private boolean reachAccessors(ClassNode type, ClassNode node) throws BundleException {
    boolean more = false;
    for (MethodNode method : type.methods) {
      if (isAccessor(method)) {
        if (!method.reached) {
          reachability.reach(method, node);
          more = true;
        }
        more |= taken.follow(method);
      }
    }
    return more;
  }

  private boolean isKept(MethodNode method, boolean hooks) {
    String name = method.selector.name;
    return names.contains(name)
        || (hooks && SERIALIZATION_HOOKS.contains(name))
        || isPutTogether(name)
        || isCalledByMadeCode(method);
  }

  /** Returns whether a name is a word, a capitalised word, and perhaps another such word. */
  private boolean isPutTogether(String name) {
    int first = nextCapital(name, 1);
    if (first == name.length() || !parts.contains(name.substring(0, first))) {
      return false;
    }
    for (int end = nextCapital(name, first + 1); ; end = nextCapital(name, end + 1)) {
      if (capitals.contains(name.substring(first, end))
          && (end == name.length() || parts.contains(name.substring(end)))) {
        return true;
      }
      if (end == name.length()) {
        return false;
      }
    }
  }

  private static int nextCapital(String name, int from) {
    int i = from;
    while (i < name.length() && !Character.isUpperCase(name.charAt(i))) {
      i++;
    }
    return Math.min(i, name.length());
  }

  /** Code made at run time calls methods of its maker's jar, and what overrides them elsewhere. */
  private boolean isCalledByMadeCode(MethodNode method) {
    for (ClassNode type : method.owner.supertypes) {
      Set<String> called = entryNames.get(type.entry);
      if (called != null
          && called.contains(method.selector.name)
          && type.method(method.selector) != null) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether a method has the form of a bean's property, which mappers call. */
  static boolean isAccessor(MethodNode method) {
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
    return (isProperty(name, "set") || isProperty(name, "add"))
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
