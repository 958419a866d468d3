package io.faast.bundler;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Attribute;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.RecordComponentVisitor;
import org.objectweb.asm.TypePath;

/** Reads what a class file says into a table. Not thread-safe. */
final class FactsReader extends ClassVisitor {
  static final int API = Opcodes.ASM9;

  /** The newest class file version that ASM reads: that of Java 28. */
  static final int NEWEST = Opcodes.V28;

  private final FactsTable table;
  private final OpList classOps;
  private final OpList memberOps;
  private final MethodFacts method;
  private final Refs fields = new Refs();
  private final Refs methods = new Refs();
  private final Annotations classAnnotations;
  private final Annotations memberAnnotations;
  private int fieldCount;
  private int methodCount;
  private int access;
  private int superName;
  private int signature;
  private int nestHost;
  private String[] interfaces = new String[0];
  private String name = "";

  FactsReader(FactsTable table) {
    super(API);
    this.table = table;
    classOps = new OpList(table);
    memberOps = new OpList(table);
    method = new MethodFacts();
    classAnnotations = new Annotations(classOps);
    memberAnnotations = new Annotations(memberOps);
  }

  /**
   * Adds the class to the table and returns where its facts begin.
   *
   * @throws RuntimeException if this is no class file: ASM throws several kinds
   */
  int read(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    classOps.clear();
    fields.size = 0;
    methods.size = 0;
    fieldCount = 0;
    methodCount = 0;
    nestHost = -1;
    reader.accept(this, ClassReader.SKIP_FRAMES | ClassReader.SKIP_DEBUG);
    Refs data = table.data;
    int start = data.size;
    data.add(access);
    data.add(superName);
    data.add(signature);
    data.add(nestHost);
    data.add(interfaces.length);
    for (String type : interfaces) {
      data.add(table.name(type));
    }
    classOps.addTo(data);
    data.add(fieldCount);
    data.addAll(fields);
    data.add(methodCount);
    data.addAll(methods);
    return start;
  }

  /** Returns the name of the class that was read last. */
  String name() {
    return name;
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
    signature = table.nameOrNone(genericSignature);
    superName = table.nameOrNone(superClass);
    interfaces = superInterfaces == null ? new String[0] : superInterfaces;
  }

  @Override
  public void visitNestHost(String host) {
    nestHost = table.name(host);
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
    return new RecordComponentVisitor(API) {
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
    int selector = table.selector(fieldName, descriptor);
    int ownSignature = table.nameOrNone(genericSignature);
    return new FieldVisitor(API) {
      private int annotated;

      @Override
      public @Nullable AnnotationVisitor visitAnnotation(String type, boolean visible) {
        annotated |= visible ? Facts.ANNOTATED : 0;
        return memberAnnotations.begin(type, visible);
      }

      @Override
      public void visitEnd() {
        fields.add(flags | annotated);
        fields.add(selector);
        fields.add(ownSignature);
        memberOps.addTo(fields);
        fieldCount++;
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
    method.selector = table.selector(methodName, descriptor);
    method.signature = table.nameOrNone(genericSignature);
    method.begin(memberOps, name);
    return method;
  }

  /** Collects a method with its annotations. */
  private final class MethodFacts extends CodeFacts {
    int access;
    int selector;
    int signature;

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
      return memberAnnotations.begin(type, visible);
    }

    @Override
    public void visitEnd() {
      methods.add(access);
      methods.add(selector);
      methods.add(signature);
      memberOps.addTo(methods);
      methodCount++;
    }
  }
}
