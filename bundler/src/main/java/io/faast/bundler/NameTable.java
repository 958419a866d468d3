package io.faast.bundler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The names that the texts of many class files mention. A text is taken apart once, however often
 * it occurs: constant pools repeat each other. Not thread-safe.
 */
final class NameTable {
  private final Map<String, Integer> ids = new HashMap<>(1024);
  private final List<String> names = new ArrayList<>(1024);

  private int[] slots = new int[4096];
  private int texts;
  private int[] textHash = new int[2048];
  private int[] textStart = new int[2049];
  private int[] textRefs = new int[2049];
  private byte[] blob = new byte[1 << 16];
  private final Refs refs = new Refs();

  List<String> names() {
    return names;
  }

  int id(String name) {
    Integer id = ids.get(name);
    if (id == null) {
      id = names.size();
      ids.put(name, id);
      names.add(name);
    }
    return id;
  }

  /**
   * Returns the number of a text that is given as modified UTF-8.
   *
   * @param hash a hash of the bytes that differs for different uses of the same bytes
   * @param isName whether the text is the name of a class constant
   */
  int text(byte[] b, int offset, int length, int hash, boolean isName) {
    int mask = slots.length - 1;
    int slot = (hash ^ hash >>> 15) & mask;
    while (slots[slot] != 0) {
      int text = slots[slot] - 1;
      if (textHash[text] == hash
          && textStart[text + 1] - textStart[text] == length
          && Arrays.equals(
              blob, textStart[text], textStart[text + 1], b, offset, offset + length)) {
        return text;
      }
      slot = slot + 1 & mask;
    }
    slots[slot] = texts + 1;
    return add(b, offset, length, hash, isName);
  }

  private int add(byte[] b, int offset, int length, int hash, boolean isName) {
    int text = texts++;
    if (text == textHash.length) {
      textHash = Arrays.copyOf(textHash, text * 2);
      textStart = Arrays.copyOf(textStart, text * 2 + 1);
      textRefs = Arrays.copyOf(textRefs, text * 2 + 1);
    }
    int end = textStart[text] + length;
    if (end > blob.length) {
      blob = Arrays.copyOf(blob, Math.max(end, blob.length * 2));
    }
    System.arraycopy(b, offset, blob, textStart[text], length);
    textHash[text] = hash;
    textStart[text + 1] = end;
    new Descriptors(this, refs).parse(b, offset, length, isName);
    textRefs[text + 1] = refs.size;
    if (texts * 2 > slots.length) {
      rehash();
    }
    return text;
  }

  private void rehash() {
    slots = new int[slots.length * 4];
    int mask = slots.length - 1;
    for (int text = 0; text < texts; text++) {
      int hash = textHash[text];
      int slot = (hash ^ hash >>> 15) & mask;
      while (slots[slot] != 0) {
        slot = slot + 1 & mask;
      }
      slots[slot] = text + 1;
    }
  }

  /** Adds the ids of the names that a text mentions, shifted left by one, plus a flag. */
  void copyRefs(int text, int flag, Refs target) {
    for (int i = textRefs[text]; i < textRefs[text + 1]; i++) {
      target.add(refs.values[i] << 1 | flag);
    }
  }
}
