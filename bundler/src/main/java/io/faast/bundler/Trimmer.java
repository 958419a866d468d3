package io.faast.bundler;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Writes classes without what no reached code needs. Methods that may run stay as they are, with
 * their line numbers; of methods that only have to be found the code goes; all others go, but for
 * those in whose place a superclass's method would run unnoticed. Annotations that no program can
 * see and the names of local variables go, and constants that nothing refers to any more.
 *
 * <p>What stays is copied, not taken apart and put together, which a young JVM is slow at. Not
 * thread-safe; one object trims many classes.
 */
final class Trimmer {
  private static final String ERROR = "java/lang/NoSuchMethodError";
  private static final int MAX_MESSAGE = 1_000;

  private final Universe universe;
  private final boolean serialized;
  private final ClassCopier copier = new ClassCopier();
  private final ConstantPool pool = copier.pool;
  private final CodeCopier code = new CodeCopier(copier);
  private final AttributeCopier attributes = new AttributeCopier(copier, code);

  /** The constructor of the error that a missing method throws, and its class; 0 if not there. */
  private int constructor;

  private int error;

  /**
   * Makes a trimmer.
   *
   * @param serialized whether objects are serialised, so that versions of classes matter
   */
  Trimmer(Universe universe, boolean serialized) {
    this.universe = universe;
    this.serialized = serialized;
  }

  /**
   * Returns the trimmed class file.
   *
   * @throws RuntimeException if numbers in the file lead out of it
   */
  byte[] trim(ClassNode node, byte[] classFile) throws ClassHead.Broken {
    constructor = 0;
    int at = copier.begin(classFile);
    @Nullable Long version = null;
    if (serialized && node.live && !node.whole && node.isSerializable() && !node.isInterface()) {
      version = SerialVersion.of(classFile);
    }
    int interfaces = at + 8 + 2 * copier.u2(at + 6);
    copier.copy(at, interfaces);
    copier.constant(at + 2);
    copier.constantOrNone(at + 4);
    for (int i = at + 8; i < interfaces; i += 2) {
      copier.constant(i);
    }
    attributes.begin();
    try {
      int methods = fields(node, interfaces, version);
      int rest = methods(node, methods);
      new ClassAttributes(node, universe, copier, attributes).copy(rest);
    } catch (IOException e) {
      throw new UncheckedIOException("no text that is added is too long", e);
    }
    return copier.finish();
  }

  private int fields(ClassNode node, int start, @Nullable Long version)
      throws ClassHead.Broken, IOException {
    boolean kept = node.live || node.fieldsUsed;
    int count = copier.u2(start);
    copier.put2((kept ? count : 0) + (version == null ? 0 : 1));
    int at = start + 2;
    for (int i = 0; i < count; i++) {
      at = kept ? attributes.member(at, true) : attributes.skip(at);
    }
    if (version != null) {
      copier.put2(Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL);
      copier.putConstant(pool.addText(SerialVersion.FIELD));
      copier.putConstant(pool.addText("J"));
      copier.put2(1);
      copier.putConstant(pool.addText("ConstantValue"));
      copier.put4(2);
      copier.putConstant(pool.addLong(version));
    }
    return at;
  }

  private int methods(ClassNode node, int start) throws ClassHead.Broken, IOException {
    int count = copier.u2(start);
    if (!node.linked) {
      copier.put2(0);
      return skip(start + 2, count); // nothing has looked for a method of it
    }
    if (count != node.methods.length) {
      throw new ClassHead.Broken(
          "has " + count + " methods, and had " + node.methods.length + " when it was read");
    }
    int written = copier.size();
    copier.put2(0);
    int at = start + 2;
    int kept = 0;
    for (MethodNode method : node.methods) {
      int begin = at;
      if (method.reached || (method.declared && method.isAbstract())) {
        at = attributes.member(begin, (copier.u2(begin) & Opcodes.ACC_STATIC) == 0);
        kept++;
      } else {
        at = attributes.skip(begin);
        if (method.declared || hidesKept(method)) {
          stub(node, method, begin);
          kept++;
        }
      }
    }
    copier.set2(written, kept);
    return at;
  }

  private int skip(int start, int count) throws ClassHead.Broken {
    int at = start;
    for (int i = 0; i < count; i++) {
      at = attributes.skip(at);
    }
    return at;
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

  /** Writes a method that says that it is missing. */
  private void stub(ClassNode node, MethodNode method, int at)
      throws ClassHead.Broken, IOException {
    int access = copier.u2(at);
    copier.put2(access);
    copier.putConstant(copier.u2(at + 2));
    copier.putConstant(copier.u2(at + 4));
    int count = copier.size();
    copier.put2(0);
    int kept = attributes.exceptions(at);
    if ((access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0) {
      int size = Type.getArgumentsAndReturnSizes(method.selector.descriptor) >> 2;
      boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
      throwing(
          "not in the bundle: " + node.text() + "." + method.selector.name,
          isStatic ? size - 1 : size);
      kept++;
    }
    copier.set2(count, kept);
  }

  /** Writes code that throws an error. */
  private void throwing(String message, int variables) throws ClassHead.Broken, IOException {
    if (constructor == 0) {
      error = pool.add(ConstantPool.CLASS, pool.addText(ERROR));
      int type =
          pool.add(
              ConstantPool.NAME_AND_TYPE,
              pool.addText("<init>"),
              pool.addText("(Ljava/lang/String;)V"));
      constructor = pool.add(ConstantPool.METHOD, error, type);
    }
    String text = message.length() > MAX_MESSAGE ? message.substring(0, MAX_MESSAGE) : message;
    int string = pool.add(ConstantPool.STRING, pool.addText(text));
    copier.putConstant(attributes.codeName());
    int begin = copier.size();
    copier.put4(0);
    copier.put2(3);
    copier.put2(variables);
    copier.put4(11);
    copier.put1(Opcodes.NEW);
    copier.putConstant(error);
    copier.put1(Opcodes.DUP);
    copier.put1(Instructions.LDC_WIDE);
    copier.putConstant(string);
    copier.put1(Opcodes.INVOKESPECIAL);
    copier.putConstant(constructor);
    copier.put1(Opcodes.ATHROW);
    copier.put2(0);
    copier.put2(0);
    copier.setLength(begin);
  }
}
