package io.faast.bundler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.objectweb.asm.ClassReader;

/**
 * Lists the classes that a class file names, by walking its constant pool: in class constants, in
 * descriptors and in generic signatures. Whatever the JVM's linker, its verifier or reflection will
 * look for is among them. Not thread-safe.
 */
final class Mentions {
  private final NameTable table;
  private int[] offsets = new int[1024];
  private boolean[] names = new boolean[1024];
  private byte[] b = new byte[0];

  Mentions(NameTable table) {
    this.table = table;
  }

  /**
   * Adds the names in the class file to the target: their ids in the table, shifted left by one,
   * the lowest bit set for those that are class constants.
   */
  void scan(byte[] classFile, Refs target) throws ClassHead.Broken {
    b = classFile;
    if (b.length < 24) {
      throw new ClassHead.Broken("does not begin as a class file does");
    }
    int count = u2(8);
    offsets = offsets.length < count ? new int[count] : offsets;
    names = names.length < count ? new boolean[count] : names;
    Arrays.fill(offsets, 0, count, 0);
    Arrays.fill(names, 0, count, false);
    ClassHead.pool(b, offsets, count, u2(6));
    for (int i = 1; i < count; i++) {
      if (offsets[i] != 0 && b[offsets[i]] == 7) {
        int name = u2(offsets[i] + 1);
        if (name <= 0 || name >= count) {
          throw new ClassHead.Broken("refers to constant " + name + " of " + count);
        }
        names[name] = true;
      }
    }
    for (int i = 1; i < count; i++) {
      if (offsets[i] != 0 && b[offsets[i]] == 1) {
        addText(offsets[i], names[i], target);
      }
    }
  }

  /** Returns the string constants of a class file that was scanned without fault. */
  static List<byte[]> texts(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    List<byte[]> texts = new ArrayList<>();
    for (int i = 1; i < reader.getItemCount(); i++) {
      int offset = reader.getItem(i);
      if (offset > 0 && classFile[offset - 1] == 8) {
        int text = reader.getItem(reader.readUnsignedShort(offset));
        int length = reader.readUnsignedShort(text);
        texts.add(Arrays.copyOfRange(classFile, text + 2, text + 2 + length));
      }
    }
    return texts;
  }

  private void addText(int offset, boolean isName, Refs target) {
    int start = offset + 3;
    int length = u2(offset + 1);
    int end = start + length;
    boolean descriptor = false;
    int hash = isName ? 1 : 0;
    for (int i = start; i < end; i++) {
      int c = b[i];
      hash = 31 * hash + c;
      descriptor |= c == ';';
    }
    if (isName || descriptor) {
      table.copyRefs(table.text(b, start, length, hash, isName), isName ? 1 : 0, target);
    }
  }

  private int u2(int i) {
    return (b[i] & 255) << 8 | (b[i + 1] & 255);
  }
}
