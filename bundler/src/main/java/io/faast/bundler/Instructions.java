package io.faast.bundler;

import java.util.Arrays;
import org.objectweb.asm.Opcodes;

/** How long the instructions of code are, and codes that ASM has no names for. */
final class Instructions {
  static final int LDC_WIDE = 19;
  static final int LDC_LONG = 20;
  static final int ALOAD_0 = 42;
  static final int WIDE = 196;
  static final int GOTO_WIDE = 200;
  static final int JSR_WIDE = 201;

  private static final int MAX_CASES = 1 << 16;

  /** Bytes that an instruction takes, by its code; 0 if more than the code says so. */
  private static final byte[] LENGTHS = lengths();

  private Instructions() {}

  private static byte[] lengths() {
    byte[] lengths = new byte[256];
    set(lengths, Opcodes.NOP, Opcodes.IFNONNULL, 1);
    set(lengths, Opcodes.BIPUSH, Opcodes.BIPUSH, 2);
    set(lengths, Opcodes.SIPUSH, Opcodes.SIPUSH, 3);
    set(lengths, Opcodes.LDC, Opcodes.LDC, 2);
    set(lengths, LDC_WIDE, LDC_LONG, 3);
    set(lengths, Opcodes.ILOAD, Opcodes.ALOAD, 2);
    set(lengths, Opcodes.ISTORE, Opcodes.ASTORE, 2);
    set(lengths, Opcodes.IINC, Opcodes.IINC, 3);
    set(lengths, Opcodes.IFEQ, Opcodes.JSR, 3);
    set(lengths, Opcodes.RET, Opcodes.RET, 2);
    set(lengths, Opcodes.TABLESWITCH, Opcodes.LOOKUPSWITCH, 0);
    set(lengths, Opcodes.GETSTATIC, Opcodes.INVOKESTATIC, 3);
    set(lengths, Opcodes.INVOKEINTERFACE, Opcodes.INVOKEDYNAMIC, 5);
    set(lengths, Opcodes.NEW, Opcodes.NEW, 3);
    set(lengths, Opcodes.NEWARRAY, Opcodes.NEWARRAY, 2);
    set(lengths, Opcodes.ANEWARRAY, Opcodes.ANEWARRAY, 3);
    set(lengths, Opcodes.CHECKCAST, Opcodes.INSTANCEOF, 3);
    set(lengths, WIDE, WIDE, 0);
    set(lengths, Opcodes.MULTIANEWARRAY, Opcodes.MULTIANEWARRAY, 4);
    set(lengths, Opcodes.IFNULL, Opcodes.IFNONNULL, 3);
    set(lengths, GOTO_WIDE, JSR_WIDE, 5);
    return lengths;
  }

  private static void set(byte[] lengths, int from, int last, int length) {
    Arrays.fill(lengths, from, last + 1, (byte) length);
  }

  /**
   * Returns how many bytes an instruction takes.
   *
   * @param at where it is in the class file
   * @param place where it is in the code
   */
  static int length(byte[] b, int at, int place) throws ClassHead.Broken {
    int op = b[at] & 255;
    return LENGTHS[op] > 0 ? LENGTHS[op] : length(b, op, at, place);
  }

  private static int length(byte[] b, int op, int at, int place) throws ClassHead.Broken {
    int first = firstOfSwitch(at, place);
    switch (op) {
      case WIDE -> {
        return (b[at + 1] & 255) == Opcodes.IINC ? 6 : 4;
      }
      case Opcodes.TABLESWITCH -> {
        return first + 12 - at + 4 * cases((long) s4(b, first + 8) - s4(b, first + 4) + 1);
      }
      case Opcodes.LOOKUPSWITCH -> {
        return first + 8 - at + 8 * cases(s4(b, first + 4));
      }
      default -> throw new ClassHead.Broken("has an instruction " + op + ", which does not exist");
    }
  }

  private static int cases(long count) throws ClassHead.Broken {
    if (count < 0 || count > MAX_CASES) {
      throw new ClassHead.Broken("has a switch with " + count + " cases");
    }
    return (int) count;
  }

  /**
   * Returns where the first number of a switch is: how far the jump goes if no case fits. The jump
   * of the first case is 12 bytes behind it, that of the next one 4 or, with a key, 8 further.
   */
  static int firstOfSwitch(int at, int place) {
    return at + 4 - (place & 3);
  }

  private static int s4(byte[] b, int at) {
    return (b[at] & 255) << 24
        | (b[at + 1] & 255) << 16
        | (b[at + 2] & 255) << 8
        | (b[at + 3] & 255);
  }
}
