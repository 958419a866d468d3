package io.faast.bundler;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Type;

/** Collects the annotations that are visible at run time, and the classes in their values. */
final class Annotations extends AnnotationVisitor {
  /** Its strings repeat the signatures of the class. */
  private static final String KOTLIN_METADATA = "Lkotlin/Metadata;";

  private final OpList ops;

  Annotations(OpList ops) {
    super(FactsReader.API);
    this.ops = ops;
  }

  /** Begins an annotation; returns null if nothing of it matters. */
  @Nullable Annotations begin(String descriptor, boolean visible) {
    if (!visible || descriptor.startsWith("Ljava/lang/")) {
      return null;
    }
    ops.name(Op.ANNOTATION, Type.getType(descriptor).getInternalName());
    return descriptor.equals(KOTLIN_METADATA) ? null : this;
  }

  /** Begins the default value of an annotation's member. */
  Annotations values() {
    return this;
  }

  @Override
  public void visit(@Nullable String name, Object value) {
    if (value instanceof Type type) {
      CodeFacts.type(type, Op.VALUE, ops);
    } else if (value instanceof String text) {
      CodeFacts.string(text, ops);
    }
  }

  @Override
  public void visitEnum(@Nullable String name, String descriptor, String value) {
    CodeFacts.type(Type.getType(descriptor), Op.VALUE, ops);
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
