package io.faast.bundler;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Collects what the code of a method does. Not thread-safe. */
class CodeFacts extends MethodVisitor {
  private static final int MAX_STRING = 512;
  private static final Set<String> COMPARISONS =
      Set.of("startsWith", "endsWith", "contains", "equals", "equalsIgnoreCase", "indexOf");

  private @Nullable OpList ops;
  private String owner = "";

  /** A string constant that was loaded just before, or before one variable. */
  private @Nullable String text;

  private int loadsAfterText;

  /** Whether a string constant was loaded since the last call. */
  private boolean textArgument;

  CodeFacts() {
    super(FactsReader.API);
  }

  /** Begins a method of a class. */
  final void begin(OpList target, String className) {
    ops = target;
    owner = className;
    text = null;
    textArgument = false;
  }

  private OpList ops() {
    return java.util.Objects.requireNonNull(ops, "begin first");
  }

  private static boolean isPlatform(String name) {
    return name.startsWith("java/") || name.startsWith("[");
  }

  @Override
  public void visitInsn(int opcode) {
    flush();
  }

  @Override
  public void visitVarInsn(int opcode, int index) {
    if (opcode > Opcodes.ALOAD || ++loadsAfterText > 1) {
      flush();
    }
  }

  @Override
  public void visitJumpInsn(int opcode, Label label) {
    flush();
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    flush();
    if (opcode == Opcodes.NEW && !isPlatform(type)) {
      ops().name(Op.NEW, type);
    }
  }

  @Override
  public void visitFieldInsn(int opcode, String fieldOwner, String name, String descriptor) {
    flush();
    if (isPlatform(fieldOwner)) {
      return;
    }
    if (opcode == Opcodes.GETSTATIC || opcode == Opcodes.PUTSTATIC) {
      ops().member(Op.STATIC_FIELD, fieldOwner, name, descriptor);
    } else if (!fieldOwner.equals(owner)) {
      ops().member(Op.FIELD, fieldOwner, name, descriptor);
    }
  }

  @Override
  public void visitMethodInsn(
      int opcode, String methodOwner, String name, String descriptor, boolean isInterface) {
    Feature feature = Feature.ofCall(methodOwner, name, descriptor, textArgument);
    if (feature != null) {
      ops().feature(feature);
    }
    if (methodOwner.startsWith("java/")) {
      if (methodOwner.equals("java/lang/String") && COMPARISONS.contains(name)) {
        text = null; // something is compared with it, and nothing is looked for by it
      }
    } else if (!isPlatform(methodOwner)) {
      int kind =
          opcode == Opcodes.INVOKESTATIC
              ? Op.STATIC
              : opcode == Opcodes.INVOKESPECIAL ? Op.SPECIAL : Op.VIRTUAL;
      ops().member(kind, methodOwner, name, descriptor);
    }
    flush();
    textArgument = false;
  }

  @Override
  public void visitLdcInsn(Object value) {
    flush();
    if (value instanceof String string) {
      text = string;
      loadsAfterText = 0;
      textArgument = true;
    } else {
      constant(value);
    }
  }

  private void flush() {
    String waiting = text;
    if (waiting != null) {
      text = null;
      string(waiting, ops());
    }
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    flush();
  }

  private void constant(Object value) {
    if (value instanceof String string) {
      string(string, ops());
    } else if (value instanceof Type type) {
      if (type.getSort() != Type.METHOD) {
        type(type, Op.LITERAL, ops());
      }
    } else if (value instanceof Handle handle) {
      handle(handle);
    } else if (value instanceof ConstantDynamic dynamic) {
      handle(dynamic.getBootstrapMethod());
      for (int i = 0; i < dynamic.getBootstrapMethodArgumentCount(); i++) {
        constant(dynamic.getBootstrapMethodArgument(i));
      }
    }
  }

  @Override
  public void visitInvokeDynamicInsn(
      String name, String descriptor, Handle bootstrap, Object... arguments) {
    flush();
    handle(bootstrap);
    type(Type.getReturnType(descriptor), Op.LAMBDA, ops());
    boolean lambda = bootstrap.getOwner().equals("java/lang/invoke/LambdaMetafactory");
    for (Object argument : arguments) {
      if (lambda && argument instanceof Type type) {
        if (type.getSort() != Type.METHOD) {
          type(type, Op.LAMBDA, ops());
        }
      } else {
        constant(argument);
      }
    }
  }

  private void handle(Handle handle) {
    String target = handle.getOwner();
    if (isPlatform(target)) {
      return;
    }
    String name = handle.getName();
    String descriptor = handle.getDesc();
    switch (handle.getTag()) {
      case Opcodes.H_GETSTATIC, Opcodes.H_PUTSTATIC ->
          ops().member(Op.STATIC_FIELD, target, name, descriptor);
      case Opcodes.H_GETFIELD, Opcodes.H_PUTFIELD ->
          ops().member(Op.FIELD, target, name, descriptor);
      case Opcodes.H_INVOKESTATIC -> ops().member(Op.STATIC, target, name, descriptor);
      case Opcodes.H_NEWINVOKESPECIAL -> {
        ops().name(Op.NEW, target);
        ops().member(Op.SPECIAL, target, name, descriptor);
      }
      case Opcodes.H_INVOKESPECIAL -> ops().member(Op.SPECIAL, target, name, descriptor);
      default -> ops().member(Op.VIRTUAL, target, name, descriptor);
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
    for (int i = 0; i < length; i++) {
      if ((text.charAt(i) == ' ' || text.charAt(i) == '\n') && !callsSomething(text)) {
        return;
      }
    }
    ops.name(Op.STRING, text);
  }

  /** Returns whether a text has a call in some language, such as {@code a.b.C::make()}. */
  private static boolean callsSomething(String text) {
    int open = text.indexOf('(');
    return open > 0 && Character.isJavaIdentifierPart(text.charAt(open - 1));
  }
}
