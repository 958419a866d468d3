package io.faast.bundler;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Attribute;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.RecordComponentVisitor;
import org.objectweb.asm.Type;
import org.objectweb.asm.TypePath;

/** What ASM says of a class file, by the rules of {@link FactsReader}: what that is held to. */
final class AsmFacts extends ClassVisitor {
  private final Ops classOps;
  private final Ops memberOps;
  private final MethodFacts method;
  private final List<String> fields = new ArrayList<>();
  private final List<String> methods = new ArrayList<>();
  private final Marks classAnnotations;
  private final Marks memberAnnotations;
  private int access;
  private @Nullable String superName;
  private @Nullable String signature;
  private @Nullable String nestHost;
  private String[] interfaces = new String[0];
  private String name = "";

  private AsmFacts() {
    super(FactsReader.API);
    classOps = new Ops();
    memberOps = new Ops();
    method = new MethodFacts();
    classAnnotations = new Marks(classOps);
    memberAnnotations = new Marks(memberOps);
  }

  /** Returns what a class file says, a line each. */
  static List<String> of(byte[] classFile) {
    AsmFacts facts = new AsmFacts();
    new ClassReader(classFile).accept(facts, ClassReader.SKIP_FRAMES | ClassReader.SKIP_DEBUG);
    List<String> lines = new ArrayList<>();
    lines.add(
        (facts.access & ~Opcodes.ACC_DEPRECATED)
            + " "
            + facts.superName
            + " "
            + facts.signature
            + " "
            + facts.nestHost
            + " "
            + String.join(",", facts.interfaces)
            + " "
            + facts.classOps.values);
    lines.addAll(facts.fields);
    lines.add("methods");
    lines.addAll(facts.methods);
    return lines;
  }

  /** The operations of one member, most repetitions left out. */
  private static final class Ops {
    final List<String> values = new ArrayList<>();

    void clear() {
      values.clear();
    }

    void name(int kind, String name) {
      add(kind + " " + name);
    }

    void member(int kind, String owner, String name, String descriptor) {
      add(kind + " " + owner + "." + name + descriptor);
    }

    void feature(Feature feature) {
      add(Op.FEATURE + " " + feature);
    }

    private void add(String op) {
      int end = values.size();
      if (!values.subList(Math.max(0, end - 23), end).contains(op)) {
        values.add(op);
      }
    }
  }

  @Override
  public void visit(
      int version,
      int flags,
      String className,
      @Nullable String genericSignature,
      @Nullable String superClass,
      String @Nullable [] superInterfaces) {
    access = flags;
    name = className;
    signature = genericSignature;
    superName = superClass;
    interfaces = superInterfaces == null ? new String[0] : superInterfaces;
  }

  @Override
  public void visitNestHost(String host) {
    nestHost = host;
  }

  @Override
  public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
    return classAnnotations.begin(descriptor, visible);
  }

  @Override
  public @Nullable AnnotationVisitor visitTypeAnnotation(
      int typeRef, @Nullable TypePath typePath, String descriptor, boolean visible) {
    return classAnnotations.begin(descriptor, visible);
  }

  @Override
  public void visitAttribute(Attribute attribute) {
    // The rewriter looks after attributes that ASM does not know.
  }

  @Override
  public @Nullable RecordComponentVisitor visitRecordComponent(
      String componentName, String descriptor, @Nullable String componentSignature) {
    return new RecordComponentVisitor(FactsReader.API) {
      @Override
      public @Nullable AnnotationVisitor visitAnnotation(String type, boolean visible) {
        return classAnnotations.begin(type, visible);
      }
    };
  }

  @Override
  public FieldVisitor visitField(
      int flags,
      String fieldName,
      String descriptor,
      @Nullable String genericSignature,
      @Nullable Object value) {
    memberOps.clear();
    return new FieldVisitor(FactsReader.API) {
      private int annotated;

      @Override
      public @Nullable AnnotationVisitor visitAnnotation(String type, boolean visible) {
        annotated |= visible ? Facts.ANNOTATED : 0;
        return memberAnnotations.begin(type, visible);
      }

      @Override
      public void visitEnd() {
        int said = (flags & ~Opcodes.ACC_DEPRECATED) | annotated;
        fields.add(said + " " + fieldName + descriptor + " " + genericSignature + memberOps.values);
      }
    };
  }

  @Override
  public MethodVisitor visitMethod(
      int flags,
      String methodName,
      String descriptor,
      @Nullable String genericSignature,
      String @Nullable [] exceptions) {
    memberOps.clear();
    method.access = flags;
    method.selector = methodName + descriptor;
    method.signature = genericSignature;
    method.begin(memberOps, name);
    return method;
  }

  /** Collects a method with its annotations. */
  private final class MethodFacts extends Code {
    int access;
    String selector = "";
    @Nullable String signature;

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String type, boolean visible) {
      access |= visible ? Facts.ANNOTATED : 0;
      return memberAnnotations.begin(type, visible);
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotationDefault() {
      return memberAnnotations.values();
    }

    @Override
    public @Nullable AnnotationVisitor visitParameterAnnotation(
        int parameter, String type, boolean visible) {
      access |= visible ? Facts.ANNOTATED : 0;
      return memberAnnotations.begin(type, visible);
    }

    @Override
    public void visitEnd() {
      int said = access & ~Opcodes.ACC_DEPRECATED;
      methods.add(said + " " + selector + " " + signature + memberOps.values);
    }
  }

  private static final class Marks extends AnnotationVisitor {
    /** Its strings repeat the signatures of the class. */
    private static final String KOTLIN_METADATA = "Lkotlin/Metadata;";

    private final Ops ops;

    Marks(Ops ops) {
      super(FactsReader.API);
      this.ops = ops;
    }

    /** Begins an annotation; returns null if nothing of it matters. */
    @Nullable Marks begin(String descriptor, boolean visible) {
      if (!visible || descriptor.startsWith("Ljava/lang/")) {
        return null;
      }
      ops.name(Op.ANNOTATION, Type.getType(descriptor).getInternalName());
      return descriptor.equals(KOTLIN_METADATA) ? null : this;
    }

    /** Begins the default value of an annotation's member. */
    Marks values() {
      return this;
    }

    @Override
    public void visit(@Nullable String name, Object value) {
      if (value instanceof Type type) {
        Code.type(type, Op.VALUE, ops);
      } else if (value instanceof String text) {
        Code.string(text, ops);
      }
    }

    @Override
    public void visitEnum(@Nullable String name, String descriptor, String value) {
      Code.type(Type.getType(descriptor), Op.VALUE, ops);
    }

    @Override
    public AnnotationVisitor visitAnnotation(@Nullable String name, String descriptor) {
      ops.name(Op.ANNOTATION, Type.getType(descriptor).getInternalName());
      return this;
    }

    @Override
    public AnnotationVisitor visitArray(@Nullable String name) {
      return this;
    }
  }

  private static class Code extends MethodVisitor {
    private static final int MAX_STRING = 512;
    private static final Set<String> COMPARISONS =
        Set.of("startsWith", "endsWith", "contains", "equals", "equalsIgnoreCase", "indexOf");

    private @Nullable Ops ops;
    private String owner = "";

    /** A string constant that was loaded just before, or before one variable. */
    private @Nullable String text;

    /** The class itself, or one around it, that was loaded so. */
    private @Nullable Type itself;

    private int loads;

    /** Whether a string constant was loaded since the last call. */
    private boolean textArgument;

    Code() {
      super(FactsReader.API);
    }

    /** Begins a method of a class. */
    final void begin(Ops target, String className) {
      ops = target;
      owner = className;
      text = null;
      itself = null;
      textArgument = false;
    }

    private Ops ops() {
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
      if (opcode > Opcodes.ALOAD || ++loads > 1) {
        flush();
      }
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
      if (opcode == Opcodes.IF_ACMPEQ || opcode == Opcodes.IF_ACMPNE) {
        itself = null;
      }
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
      if (CodeFacts.tellsName(methodOwner, name, descriptor)) {
        itself = null;
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
        loads = 0;
        textArgument = true;
      } else if (value instanceof Type type
          && type.getSort() == Type.OBJECT
          && (owner.equals(type.getInternalName())
              || owner.startsWith(type.getInternalName().concat("$")))) {
        itself = type;
        loads = 0;
      } else {
        constant(value);
      }
    }

    private void flush() {
      Type type = itself;
      if (type != null) {
        itself = null;
        constant(type);
      }
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
      if (!bootstrap.getOwner().startsWith("java/")) {
        string(name, ops());
        ops().feature(Feature.MEMBER_LOOKUP);
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
    static void type(Type type, int kind, Ops ops) {
      Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
      if (element.getSort() == Type.OBJECT && !element.getInternalName().startsWith("java/")) {
        ops.name(kind, element.getInternalName());
      }
    }

    /** Adds a string constant, unless it is prose: that names nothing. */
    static void string(String text, Ops ops) {
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
}
