package io.faast.bundler;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Attribute;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.ModuleVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.RecordComponentVisitor;
import org.objectweb.asm.TypePath;

/**
 * Writes a class without what no reached code needs. Methods that may run stay as they are, with
 * their line numbers; of methods that only have to be found the code goes; all others go, but for
 * those in whose place a superclass's method would run unnoticed. Annotations that no program can
 * see and the names of local variables go. Thread-safe: each class has its own.
 */
final class Trimmer extends ClassVisitor {
  private final ClassNode node;
  private final Universe universe;
  private final Set<String> kept = new HashSet<>();
  private final Set<String> found = new HashSet<>();
  private boolean unknownAttributes;

  /** What the class would have had, if that must be said now that members go. */
  private @Nullable Long serialVersion;

  private Trimmer(ClassNode node, Universe universe) {
    super(FactsReader.API);
    this.node = node;
    this.universe = universe;
    for (MethodNode method : node.methods) {
      String key = method.selector.toString();
      if (method.reached || (method.declared && method.isAbstract())) {
        kept.add(key);
      } else if (method.declared || hidesKept(method)) {
        found.add(key);
      }
    }
  }

  /** Returns whether cutting a method would let a superclass's one run in its place. */
  private static boolean hidesKept(MethodNode method) {
    if (!method.isVirtual() || !method.owner.instantiated) {
      return false;
    }
    for (ClassNode at = method.owner.superClass; at != null; at = at.superClass) {
      MethodNode other = at.method(method.selector);
      if (other != null && !other.isAbstract() && other.reached) {
        return true;
      }
    }
    return false;
  }

  /** Returns the trimmed class file. */
  static byte[] trim(ClassNode node, byte[] classFile, Universe universe, boolean serialized) {
    ClassReader reader = new ClassReader(classFile);
    Trimmer trimmer = new Trimmer(node, universe);
    if (serialized && node.live && !node.whole && node.isSerializable() && !node.isInterface()) {
      trimmer.serialVersion = SerialVersion.of(classFile);
    }
    byte[] trimmed = trimmer.write(reader, new ClassWriter(0));
    if (trimmer.unknownAttributes) {
      // Attributes that ASM does not know may have numbers of constants in them.
      trimmed = trimmer.write(reader, new ClassWriter(reader, 0));
    }
    return trimmed;
  }

  private byte[] write(ClassReader reader, ClassWriter writer) {
    cv = writer;
    reader.accept(this, 0);
    return writer.toByteArray();
  }

  @Override
  public void visitSource(@Nullable String source, @Nullable String debug) {
    if (node.live) {
      super.visitSource(source, null);
    }
  }

  @Override
  public @Nullable ModuleVisitor visitModule(String name, int access, @Nullable String version) {
    return null;
  }

  private boolean isLive(String name) {
    ClassNode other = universe.node(name);
    return other == null || other.live;
  }

  @Override
  public void visitNestHost(String nestHost) {
    if (node.live) {
      super.visitNestHost(nestHost);
    }
  }

  @Override
  public void visitNestMember(String nestMember) {
    if (isLive(nestMember)) {
      super.visitNestMember(nestMember);
    }
  }

  /** Host and member have to agree, or reflection fails; so only live members say and are said. */
  @Override
  public void visitInnerClass(
      String name, @Nullable String outerName, @Nullable String innerName, int access) {
    boolean itself = name.equals(node.name) && node.live;
    boolean member = node.name.equals(outerName) && isLive(name);
    if (itself || member) {
      super.visitInnerClass(name, outerName, innerName, access);
    }
  }

  @Override
  public void visitOuterClass(String owner, @Nullable String name, @Nullable String descriptor) {
    if (node.live) {
      boolean there = name != null && isKept(owner, name + descriptor);
      super.visitOuterClass(owner, there ? name : null, there ? descriptor : null);
    }
  }

  private boolean isKept(String owner, String selector) {
    ClassNode other = universe.node(owner);
    if (other == null) {
      return true;
    }
    for (MethodNode method : other.methods) {
      if (method.reached && method.selector.toString().equals(selector)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
    return node.live && visible ? super.visitAnnotation(descriptor, true) : null;
  }

  @Override
  public @Nullable AnnotationVisitor visitTypeAnnotation(
      int typeRef, @Nullable TypePath typePath, String descriptor, boolean visible) {
    return node.live && visible
        ? super.visitTypeAnnotation(typeRef, typePath, descriptor, true)
        : null;
  }

  @Override
  public void visitAttribute(Attribute attribute) {
    if (node.live) {
      unknownAttributes = true;
      super.visitAttribute(attribute);
    }
  }

  @Override
  public @Nullable RecordComponentVisitor visitRecordComponent(
      String name, String descriptor, @Nullable String signature) {
    return node.live ? super.visitRecordComponent(name, descriptor, signature) : null;
  }

  @Override
  public @Nullable FieldVisitor visitField(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      @Nullable Object value) {
    if (!node.live && !node.fieldsUsed) {
      return null;
    }
    FieldVisitor next = super.visitField(access, name, descriptor, signature, value);
    return new FieldVisitor(FactsReader.API, next) {
      @Override
      public @Nullable AnnotationVisitor visitAnnotation(String type, boolean visible) {
        return visible ? super.visitAnnotation(type, true) : null;
      }

      @Override
      public @Nullable AnnotationVisitor visitTypeAnnotation(
          int typeRef, @Nullable TypePath typePath, String type, boolean visible) {
        return visible ? super.visitTypeAnnotation(typeRef, typePath, type, true) : null;
      }

      @Override
      public void visitAttribute(Attribute attribute) {
        unknownAttributes = true;
        super.visitAttribute(attribute);
      }
    };
  }

  @Override
  public @Nullable MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    String key = name + descriptor;
    if (kept.contains(key)) {
      MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
      return new Kept(new StackTraceLines(next, (access & Opcodes.ACC_STATIC) == 0));
    }
    if (found.contains(key)) {
      stub(super.visitMethod(access, name, descriptor, null, exceptions), access, name, descriptor);
    }
    return null;
  }

  @Override
  public void visitEnd() {
    if (serialVersion != null) {
      int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL;
      super.visitField(access, SerialVersion.FIELD, "J", null, serialVersion).visitEnd();
    }
    super.visitEnd();
  }

  /** Writes a method that says that it is missing. */
  private void stub(MethodVisitor method, int access, String name, String descriptor) {
    if ((access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0) {
      String error = "java/lang/NoSuchMethodError";
      method.visitCode();
      method.visitTypeInsn(Opcodes.NEW, error);
      method.visitInsn(Opcodes.DUP);
      method.visitLdcInsn("not in the bundle: " + node.text() + "." + name);
      method.visitMethodInsn(
          Opcodes.INVOKESPECIAL, error, "<init>", "(Ljava/lang/String;)V", false);
      method.visitInsn(Opcodes.ATHROW);
      int size = org.objectweb.asm.Type.getArgumentsAndReturnSizes(descriptor) >> 2;
      boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
      method.visitMaxs(3, isStatic ? size - 1 : size);
    }
    method.visitEnd();
  }

  /** A method that may run: only what no program sees goes. */
  private final class Kept extends MethodVisitor {
    Kept(MethodVisitor next) {
      super(FactsReader.API, next);
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
      return visible ? super.visitAnnotation(descriptor, true) : null;
    }

    @Override
    public @Nullable AnnotationVisitor visitTypeAnnotation(
        int typeRef, @Nullable TypePath typePath, String descriptor, boolean visible) {
      return visible ? super.visitTypeAnnotation(typeRef, typePath, descriptor, true) : null;
    }

    @Override
    public @Nullable AnnotationVisitor visitParameterAnnotation(
        int parameter, String descriptor, boolean visible) {
      return visible ? super.visitParameterAnnotation(parameter, descriptor, true) : null;
    }

    @Override
    public @Nullable AnnotationVisitor visitInsnAnnotation(
        int typeRef, @Nullable TypePath typePath, String descriptor, boolean visible) {
      return null; // inside code, where reflection does not look
    }

    @Override
    public @Nullable AnnotationVisitor visitTryCatchAnnotation(
        int typeRef, @Nullable TypePath typePath, String descriptor, boolean visible) {
      return null;
    }

    @Override
    public @Nullable AnnotationVisitor visitLocalVariableAnnotation(
        int typeRef,
        @Nullable TypePath typePath,
        Label[] start,
        Label[] end,
        int[] index,
        String descriptor,
        boolean visible) {
      return null;
    }

    @Override
    public void visitLocalVariable(
        String name,
        String descriptor,
        @Nullable String signature,
        Label start,
        Label end,
        int index) {
      // Only debuggers read it.
    }

    @Override
    public void visitAttribute(Attribute attribute) {
      unknownAttributes = true;
      super.visitAttribute(attribute);
    }
  }
}
