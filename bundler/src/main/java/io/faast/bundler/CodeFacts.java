package io.faast.bundler;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Collects what the code of a method does. Not thread-safe. */
final class CodeFacts {
  private static final int MAX_STRING = 512;
  private static final Set<String> COMPARISONS =
      Set.of("startsWith", "endsWith", "contains", "equals", "equalsIgnoreCase", "indexOf");

  /** What of {@link Class} and of the updaters of fields looks for a field. */
  private static final Set<String> FIELD_LOOK_UPS =
      Set.of("getDeclaredField", "getField", "newUpdater");

  /** What of {@link Class} looks for no member. */
  private static final Set<String> TELLING =
      Set.of(
          "cast",
          "desiredAssertionStatus",
          "equals",
          "getCanonicalName",
          "getClassLoader",
          "getModule",
          "getName",
          "getPackage",
          "getPackageName",
          "getProtectionDomain",
          "getResource",
          "getResourceAsStream",
          "getSimpleName",
          "getTypeName",
          "hashCode",
          "isAssignableFrom",
          "isInstance",
          "toString");

  private final Constants constants;
  private final OpList ops;
  private final Bootstraps bootstraps;
  private String owner = "";

  /** A string constant that was loaded just before, or before one variable. */
  private @Nullable String text;

  /** The constant of the class itself, or of one around it, that was loaded so; or 0. */
  private int itself;

  /** Variables that were loaded after these. */
  private int loads;

  /** Whether a string constant was loaded since the last call. */
  private boolean textArgument;

  CodeFacts(Constants constants, OpList ops) {
    this.constants = constants;
    this.ops = ops;
    bootstraps = new Bootstraps(constants, ops);
  }

  /** Begins a class; its bootstrap methods are at a place, or it has none at 0. */
  void begin(String className, int bootstrapMethods) {
    owner = className;
    bootstraps.begin(bootstrapMethods);
  }

  private static boolean isPlatform(String name) {
    return name.startsWith("java/") || name.startsWith("[");
  }

  /** Reads the code that a code attribute has, which begins at a place. */
  void read(int start, int limit) throws ClassHead.Broken {
    text = null;
    itself = 0;
    textArgument = false;
    int code = start + 8;
    int length = constants.u4(start + 4);
    if (length < 0 || length > limit - code) {
      throw new ClassHead.Broken("has code that is longer than it says");
    }
    byte[] b = constants.classFile();
    int end = code + length;
    int at = code;
    while (at < end) {
      instruction(b[at] & 255, at);
      at += Instructions.length(b, at, at - code);
    }
    if (at != end) {
      throw new ClassHead.Broken("has code that ends within an instruction");
    }
    flush();
  }

  private void instruction(int op, int at) throws ClassHead.Broken {
    switch (op) {
      case Opcodes.INVOKEVIRTUAL,
          Opcodes.INVOKESPECIAL,
          Opcodes.INVOKESTATIC,
          Opcodes.INVOKEINTERFACE ->
          method(op, constants.u2(at + 1));
      case Opcodes.GETSTATIC, Opcodes.PUTSTATIC, Opcodes.GETFIELD, Opcodes.PUTFIELD ->
          field(op, constants.u2(at + 1));
      case Opcodes.LDC -> load(constants.u1(at + 1));
      case Instructions.LDC_WIDE, Instructions.LDC_LONG -> load(constants.u2(at + 1));
      case Opcodes.NEW -> {
        flush();
        String type = constants.className(constants.u2(at + 1));
        if (!isPlatform(type)) {
          ops.name(Op.NEW, type);
        }
      }
      case Opcodes.IF_ACMPEQ, Opcodes.IF_ACMPNE -> {
        itself = 0; // compared
        flush();
      }
      case Opcodes.INVOKEDYNAMIC -> {
        flush();
        bootstraps.call(constants.u2(at + 1));
      }
      case Instructions.WIDE -> {
        int wide = constants.u1(at + 1);
        if (wide != Opcodes.IINC) {
          variable(wide <= Opcodes.ALOAD);
        }
      }
      case Opcodes.BIPUSH,
          Opcodes.SIPUSH,
          Opcodes.NEWARRAY,
          Opcodes.IINC,
          Opcodes.TABLESWITCH,
          Opcodes.LOOKUPSWITCH,
          Opcodes.MULTIANEWARRAY -> {
        // Goes with a string that waits.
      }
      default -> {
        if (op >= Opcodes.ILOAD && op < Opcodes.IALOAD) {
          variable(true);
        } else {
          flush();
        }
      }
    }
  }

  private void variable(boolean load) throws ClassHead.Broken {
    if (!load || ++loads > 1) {
      flush();
    }
  }

  private void field(int op, int member) throws ClassHead.Broken {
    flush();
    String fieldOwner = constants.owner(member);
    if (isPlatform(fieldOwner)) {
      return;
    }
    if (op == Opcodes.GETSTATIC || op == Opcodes.PUTSTATIC) {
      ops.member(Op.STATIC_FIELD, constants.member(member));
    } else if (!fieldOwner.equals(owner)) {
      ops.member(Op.FIELD, constants.member(member));
    }
  }

  private void method(int op, int member) throws ClassHead.Broken {
    String methodOwner = constants.owner(member);
    String name = constants.memberName(member);
    String descriptor = constants.memberDescriptor(member);
    Feature feature = Feature.ofCall(methodOwner, name, descriptor, textArgument);
    if (feature != null) {
      ops.feature(feature);
    }
    if (itself > 0 && tellsName(methodOwner, name, descriptor)) {
      itself = 0;
    }
    if (methodOwner.startsWith("java/")) {
      if (methodOwner.equals("java/lang/String")
          ? COMPARISONS.contains(name)
          : FIELD_LOOK_UPS.contains(name)) {
        text = null; // something is compared with it, or it names a field, which stays anyway
      }
    } else if (!isPlatform(methodOwner)) {
      int kind =
          op == Opcodes.INVOKESTATIC
              ? Op.STATIC
              : op == Opcodes.INVOKESPECIAL ? Op.SPECIAL : Op.VIRTUAL;
      ops.member(kind, constants.member(member));
    }
    flush();
    textArgument = false;
  }

  private void load(int constant) throws ClassHead.Broken {
    flush();
    if (constants.pool.tag(constant) == ConstantPool.STRING) {
      text = constants.text(constants.pool.first(constant, ConstantPool.STRING));
      loads = 0;
      textArgument = true;
    } else if (constants.pool.tag(constant) == ConstantPool.CLASS && isItself(constant)) {
      itself = constant;
      loads = 0;
    } else {
      bootstraps.constant(constant);
    }
  }

  /** Returns whether a constant is the class that is read, or one around it. */
  private boolean isItself(int constant) throws ClassHead.Broken {
    String name = constants.className(constant);
    return owner.startsWith(name)
        && (owner.length() == name.length() || owner.charAt(name.length()) == '$');
  }

  /**
   * Returns whether a method does no more with a class than to tell its name or where it is, as
   * loggers and assertions do with the class that they stand in.
   */
  static boolean tellsName(String methodOwner, String name, String descriptor) {
    if (methodOwner.equals("java/lang/Class")) {
      return TELLING.contains(name);
    }
    return descriptor.startsWith("(Ljava/lang/Class;)")
        && descriptor.indexOf("Log", descriptor.lastIndexOf('/')) > 0;
  }

  private void flush() throws ClassHead.Broken {
    int constant = itself;
    if (constant > 0) {
      itself = 0;
      bootstraps.constant(constant);
    }
    String waiting = text;
    if (waiting != null) {
      text = null;
      string(waiting, ops);
    }
  }

  /** Adds the class of a type, be it the element of an array. */
  static void type(Type type, int kind, OpList ops) {
    Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
    if (element.getSort() == Type.OBJECT && !element.getInternalName().startsWith("java/")) {
      ops.name(kind, element.getInternalName());
    }
  }

  /** Adds a string constant, unless it is prose: that names nothing. */
  static void string(String text, OpList ops) {
    int length = text.length();
    if (length == 0 || (length > MAX_STRING && !isListOfNames(text))) {
      return;
    }
    if ((text.indexOf(' ') >= 0 || text.indexOf('\n') >= 0) && !callsSomething(text)) {
      return;
    }
    ops.name(Op.STRING, text);
  }

  /** Returns whether a text is one of qualified names, such as JAXB is given. */
  private static boolean isListOfNames(String text) {
    int separators = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ':' || c == ';' || c == ',') {
        separators++;
      } else if (c != '.' && !Character.isJavaIdentifierPart(c)) {
        return false;
      }
    }
    return separators > 0 && text.indexOf('.') > 0;
  }

  /** Returns whether a text has a call in some language, such as {@code a.b.C::make()}. */
  private static boolean callsSomething(String text) {
    int open = text.indexOf('(');
    return open > 0 && Character.isJavaIdentifierPart(text.charAt(open - 1));
  }
}
