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

  private final Constants constants;
  private final OpList ops;
  private final Bootstraps bootstraps;
  private String owner = "";

  /** A string constant that was loaded just before, or before one variable. */
  private @Nullable String text;

  private int loadsAfterText;

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

  private void variable(boolean load) {
    if (!load || ++loadsAfterText > 1) {
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
    Feature feature =
        Feature.ofCall(methodOwner, name, constants.memberDescriptor(member), textArgument);
    if (feature != null) {
      ops.feature(feature);
    }
    if (methodOwner.startsWith("java/")) {
      if (methodOwner.equals("java/lang/String") && COMPARISONS.contains(name)) {
        text = null; // something is compared with it, and nothing is looked for by it
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
      loadsAfterText = 0;
      textArgument = true;
    } else {
      bootstraps.constant(constant);
    }
  }

  private void flush() {
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
    if (length == 0 || length > MAX_STRING) {
      return;
    }
    if ((text.indexOf(' ') >= 0 || text.indexOf('\n') >= 0) && !callsSomething(text)) {
      return;
    }
    ops.name(Op.STRING, text);
  }

  /** Returns whether a text has a call in some language, such as {@code a.b.C::make()}. */
  private static boolean callsSomething(String text) {
    int open = text.indexOf('(');
    return open > 0 && Character.isJavaIdentifierPart(text.charAt(open - 1));
  }
}
