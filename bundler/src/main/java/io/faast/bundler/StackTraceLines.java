package io.faast.bundler;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Keeps the line numbers that a stack trace can show: those of instructions that call or throw. The
 * lines of other instructions count to the line before, where no stack trace will point.
 */
final class StackTraceLines extends MethodVisitor {
  private static final int NONE = -1;

  private final boolean hasThis;
  private int line = NONE;
  private int lastLine = NONE;
  private @Nullable Label start;
  private boolean thisOnTop;

  StackTraceLines(MethodVisitor next, boolean hasThis) {
    super(FactsReader.API, next);
    this.hasThis = hasThis;
  }

  @Override
  public void visitLineNumber(int number, Label label) {
    line = number;
    start = label;
  }

  /** An instruction that may be in a stack trace comes next. */
  private void shown() {
    Label label = start;
    if (label != null) {
      start = null;
      if (line != lastLine) {
        lastLine = line;
        super.visitLineNumber(line, label);
      }
    }
    thisOnTop = false;
  }

  @Override
  public void visitInsn(int opcode) {
    boolean arrayAccess =
        (opcode >= Opcodes.IALOAD && opcode <= Opcodes.SALOAD)
            || (opcode >= Opcodes.IASTORE && opcode <= Opcodes.SASTORE);
    boolean division =
        opcode == Opcodes.IDIV
            || opcode == Opcodes.LDIV
            || opcode == Opcodes.IREM
            || opcode == Opcodes.LREM;
    if (arrayAccess
        || division
        || opcode == Opcodes.ARRAYLENGTH
        || opcode == Opcodes.ATHROW
        || opcode == Opcodes.MONITORENTER
        || opcode == Opcodes.MONITOREXIT) {
      shown();
    }
    thisOnTop = false;
    super.visitInsn(opcode);
  }

  @Override
  public void visitIntInsn(int opcode, int operand) {
    if (opcode == Opcodes.NEWARRAY) {
      shown();
    }
    thisOnTop = false;
    super.visitIntInsn(opcode, operand);
  }

  @Override
  public void visitVarInsn(int opcode, int index) {
    thisOnTop = hasThis && opcode == Opcodes.ALOAD && index == 0;
    super.visitVarInsn(opcode, index);
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    shown();
    super.visitTypeInsn(opcode, type);
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
    if (opcode != Opcodes.GETFIELD || !thisOnTop) {
      shown();
    }
    thisOnTop = false;
    super.visitFieldInsn(opcode, owner, name, descriptor);
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    shown();
    super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
  }

  @Override
  public void visitInvokeDynamicInsn(
      String name, String descriptor, Handle bootstrap, Object... arguments) {
    shown();
    super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
  }

  @Override
  public void visitLdcInsn(Object value) {
    if (!(value instanceof Number) && !(value instanceof String)) {
      shown();
    }
    thisOnTop = false;
    super.visitLdcInsn(value);
  }

  @Override
  public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
    shown();
    super.visitMultiANewArrayInsn(descriptor, dimensions);
  }

  @Override
  public void visitLabel(Label label) {
    thisOnTop = false; // a jump may come here with something else
    super.visitLabel(label);
  }

  @Override
  public void visitJumpInsn(int opcode, Label label) {
    thisOnTop = false;
    super.visitJumpInsn(opcode, label);
  }

  @Override
  public void visitIincInsn(int index, int increment) {
    thisOnTop = false;
    super.visitIincInsn(index, increment);
  }
}
