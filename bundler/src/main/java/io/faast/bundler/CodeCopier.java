package io.faast.bundler;

import org.objectweb.asm.Opcodes;

/**
 * Copies the code of methods as it is, but for the numbers of its constants: these take as many
 * bytes as before, so every jump keeps its distance and every frame its place. Lines that no stack
 * trace shows, names of variables and annotations within code are left out. Not thread-safe.
 */
final class CodeCopier {
  private final ClassCopier copier;
  private final StackTraceLines lines = new StackTraceLines();

  CodeCopier(ClassCopier copier) {
    this.copier = copier;
  }

  /**
   * Copies a code attribute.
   *
   * @param name the number of its name
   * @param start where its content begins, behind the length
   * @param hasThis whether the first variable is the object that the method was called on
   * @return whether there was something in it that may refer to constants in an unknown way
   */
  boolean copy(int name, int start, int end, boolean hasThis) throws ClassHead.Broken {
    copier.putConstant(name);
    int begin = copier.size();
    copier.put4(0);
    int length = copier.length(start + 4);
    int code = start + 8;
    int handlers = code + length;
    int attributes = handlers + 2 + 8 * copier.u2(handlers);
    ClassCopier.requireWithin(attributes + 2, end);
    copier.copy(start, attributes);
    lines.begin(length);
    instructions(code, handlers, hasThis);
    for (int at = handlers + 2; at < attributes; at += 8) {
      lines.target(copier.u2(at + 4));
      copier.constantOrNone(at + 6);
    }
    int count = copier.size();
    copier.put2(0);
    boolean unknown = attributes(attributes, end, count);
    copier.setLength(begin);
    return unknown;
  }

  private void instructions(int code, int end, boolean hasThis) throws ClassHead.Broken {
    boolean thisOnTop = false;
    int at = code;
    while (at < end) {
      int op = copier.u1(at);
      boolean thisBefore = thisOnTop;
      thisOnTop =
          hasThis
              && (op == Instructions.ALOAD_0 || (op == Opcodes.ALOAD && copier.u1(at + 1) == 0));
      int place = at - code;
      switch (op) {
        case Opcodes.LDC -> {
          copier.smallConstant(at + 1);
          load(copier.u1(at + 1), place);
        }
        case Instructions.LDC_WIDE, Instructions.LDC_LONG -> {
          copier.constant(at + 1);
          load(copier.u2(at + 1), place);
        }
        case Opcodes.GETFIELD -> {
          copier.constant(at + 1);
          lines.shown(place, thisBefore);
        }
        case Opcodes.GETSTATIC,
            Opcodes.PUTSTATIC,
            Opcodes.PUTFIELD,
            Opcodes.INVOKEVIRTUAL,
            Opcodes.INVOKESPECIAL,
            Opcodes.INVOKESTATIC,
            Opcodes.INVOKEINTERFACE,
            Opcodes.INVOKEDYNAMIC,
            Opcodes.NEW,
            Opcodes.ANEWARRAY,
            Opcodes.CHECKCAST,
            Opcodes.INSTANCEOF,
            Opcodes.MULTIANEWARRAY -> {
          copier.constant(at + 1);
          lines.shown(place, false);
        }
        case Opcodes.IALOAD,
            Opcodes.LALOAD,
            Opcodes.FALOAD,
            Opcodes.DALOAD,
            Opcodes.AALOAD,
            Opcodes.BALOAD,
            Opcodes.CALOAD,
            Opcodes.SALOAD,
            Opcodes.IASTORE,
            Opcodes.LASTORE,
            Opcodes.FASTORE,
            Opcodes.DASTORE,
            Opcodes.AASTORE,
            Opcodes.BASTORE,
            Opcodes.CASTORE,
            Opcodes.SASTORE,
            Opcodes.IDIV,
            Opcodes.LDIV,
            Opcodes.IREM,
            Opcodes.LREM,
            Opcodes.NEWARRAY,
            Opcodes.ARRAYLENGTH,
            Opcodes.ATHROW,
            Opcodes.MONITORENTER,
            Opcodes.MONITOREXIT ->
            lines.shown(place, false);
        case Instructions.GOTO_WIDE, Instructions.JSR_WIDE ->
            lines.target(place + copier.s4(at + 1));
        default -> {
          if ((op >= Opcodes.IFEQ && op <= Opcodes.JSR)
              || op == Opcodes.IFNULL
              || op == Opcodes.IFNONNULL) {
            lines.target(place + (short) copier.u2(at + 1));
          }
        }
      }
      if (op == Opcodes.TABLESWITCH || op == Opcodes.LOOKUPSWITCH) {
        jumps(op, at, place);
      }
      at += Instructions.length(copier.classFile(), at, place);
    }
    if (at != end) {
      throw new ClassHead.Broken("has code that ends within an instruction");
    }
  }

  /** A number or a string is there; what else can be loaded has to be made first. */
  private void load(int constant, int place) {
    int tag = copier.pool.tag(constant);
    if (tag == ConstantPool.CLASS || tag > ConstantPool.STRING) {
      lines.shown(place, false);
    }
  }

  /** Takes the jumps of a switch. */
  private void jumps(int op, int at, int place) throws ClassHead.Broken {
    int first = Instructions.firstOfSwitch(at, place);
    lines.target(place + copier.s4(first));
    int step = op == Opcodes.TABLESWITCH ? 4 : 8;
    int end = at + Instructions.length(copier.classFile(), at, place);
    for (int i = first + 12; i < end; i += step) {
      lines.target(place + copier.s4(i));
    }
  }

  private boolean attributes(int start, int end, int count) throws ClassHead.Broken {
    boolean unknown = false;
    int lineName = 0;
    int kept = 0;
    int at = start + 2;
    for (int n = copier.u2(start); n > 0; n--) {
      int name = copier.u2(at);
      int content = at + 6;
      int next = content + copier.length(at + 2);
      ClassCopier.requireWithin(next, end);
      switch (copier.pool.text(name)) {
        case "LineNumberTable" -> {
          lineName = name;
          int last = content + 2 + 4 * copier.u2(content);
          ClassCopier.requireWithin(last, next);
          for (int i = content + 2; i < last; i += 4) {
            lines.add(copier.u2(i), copier.u2(i + 2));
          }
        }
        case "StackMapTable" -> {
          copier.copy(at, next);
          copier.constant(at);
          ClassCopier.requireWithin(frames(content), next);
          kept++;
        }
        case "LocalVariableTable",
            "LocalVariableTypeTable",
            "RuntimeVisibleTypeAnnotations",
            "RuntimeInvisibleTypeAnnotations",
            "StackMap" -> {
          // No program sees it.
        }
        default -> {
          copier.copy(at, next);
          copier.constant(at);
          unknown = true;
          kept++;
        }
      }
      at = next;
    }
    if (lineName != 0 && lines.write(copier, lineName)) {
      kept++;
    }
    copier.set2(count, kept);
    return unknown;
  }

  private int frames(int start) throws ClassHead.Broken {
    int at = start + 2;
    for (int n = copier.u2(start); n > 0; n--) {
      int type = copier.u1(at++);
      if (type == 255) {
        at = types(at + 4, copier.u2(at + 2));
        at = types(at + 2, copier.u2(at));
      } else if (type > 251) {
        at = types(at + 2, type - 251);
      } else if (type > 246) {
        at = types(at + 2, type == 247 ? 1 : 0);
      } else if (type > 127) {
        throw new ClassHead.Broken("has a stack frame of kind " + type);
      } else if (type > 63) {
        at = types(at, 1);
      }
    }
    return at;
  }

  private int types(int start, int count) throws ClassHead.Broken {
    int at = start;
    for (int i = 0; i < count; i++) {
      int kind = copier.u1(at++);
      if (kind == 7) {
        copier.constant(at);
        at += 2;
      } else if (kind == 8) {
        at += 2;
      }
    }
    return at;
  }
}
