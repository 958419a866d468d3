package io.faast.bundler;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/** A method of a class of the class path, and how it was reached. */
final class MethodNode implements Reason {
  final ClassNode owner;
  final Selector selector;
  final int access;

  /** Where its operations begin in the facts: with their number. */
  final int ops;

  /** The number of its generic signature, or -1. */
  final int signature;

  /** Whether its code may run. */
  boolean reached;

  /** Whether a call names it, so that it must be found even if no object has it. */
  boolean declared;

  @Nullable Reason reason;

  MethodNode(ClassNode owner, Selector selector, int access, int signature, int ops) {
    this.owner = owner;
    this.selector = selector;
    this.access = access;
    this.signature = signature;
    this.ops = ops;
  }

  boolean is(int flag) {
    return (access & flag) != 0;
  }

  /** Returns whether an object's class may have another method in its place. */
  boolean isVirtual() {
    return (access & (Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE)) == 0
        && selector.name.charAt(0) != '<';
  }

  boolean isAbstract() {
    return is(Opcodes.ACC_ABSTRACT);
  }

  boolean isConstructor() {
    return selector.name.equals("<init>");
  }

  boolean isInitializer() {
    return selector.name.equals("<clinit>");
  }

  @Override
  public @Nullable Reason reason() {
    return reason;
  }

  @Override
  public @Nullable String rule() {
    return null;
  }

  @Override
  public String text() {
    return owner.text() + "." + selector.name;
  }
}
