package io.faast.bundler;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The constants of one class file, and their numbers in a table of facts: each is read once,
 * however often code refers to it. Not thread-safe; one object reads many class files.
 */
final class Constants {
  final FactsTable table;
  final ConstantPool pool = new ConstantPool();

  private byte[] b = new byte[0];
  private @Nullable String[] texts = new String[1024];

  /** By text or class: 1 + its number in the table. */
  private int[] names = new int[1024];

  /** By field or method: 1 + its number in the table. */
  private int[] members = new int[1024];

  Constants(FactsTable table) {
    this.table = table;
  }

  /** Begins with a class file; returns where its constants end. */
  int begin(byte[] classFile) throws ClassHead.Broken {
    b = classFile;
    int end = pool.read(classFile);
    int count = pool.count();
    if (names.length < count) {
      texts = new String[count];
      names = new int[count];
      members = new int[count];
    } else {
      Arrays.fill(texts, 0, count, null);
      Arrays.fill(names, 0, count, 0);
      Arrays.fill(members, 0, count, 0);
    }
    return end;
  }

  byte[] classFile() {
    return b;
  }

  int u1(int at) {
    return b[at] & 255;
  }

  int u2(int at) {
    return (b[at] & 255) << 8 | (b[at + 1] & 255);
  }

  int u4(int at) {
    return u2(at) << 16 | u2(at + 2);
  }

  /** Returns where an attribute ends. */
  int end(int at) throws ClassHead.Broken {
    int length = u4(at + 2);
    if (length < 0 || length > b.length - at - 6) {
      throw new ClassHead.Broken("has an attribute that is longer than the file");
    }
    return at + 6 + length;
  }

  String text(int constant) throws ClassHead.Broken {
    String known = constant < texts.length ? texts[constant] : null;
    if (known == null) {
      known = pool.text(constant);
      texts[constant] = known;
    }
    return known;
  }

  String className(int constant) throws ClassHead.Broken {
    return text(pool.first(constant, ConstantPool.CLASS));
  }

  /** Returns the number that a text has in the table. */
  int name(int constant) throws ClassHead.Broken {
    if (constant >= names.length || names[constant] == 0) {
      names[constant] = 1 + table.name(text(constant));
    }
    return names[constant] - 1;
  }

  /** Returns the number that a class's name has in the table, or -1 for no class. */
  int classOrNone(int constant) throws ClassHead.Broken {
    return constant == 0 ? -1 : name(pool.first(constant, ConstantPool.CLASS));
  }

  int selector(int name, int descriptor) throws ClassHead.Broken {
    return table.selector(name(name), name(descriptor));
  }

  /** Returns the number that a field or method has in the table. */
  int member(int constant) throws ClassHead.Broken {
    if (members[constant] == 0) {
      int type = pool.second(constant, pool.tag(constant));
      int owner = name(ownerText(constant));
      int selector =
          selector(
              pool.first(type, ConstantPool.NAME_AND_TYPE),
              pool.second(type, ConstantPool.NAME_AND_TYPE));
      members[constant] = 1 + table.member(owner, selector);
    }
    return members[constant] - 1;
  }

  private int ownerText(int member) throws ClassHead.Broken {
    int tag = pool.tag(member);
    if (tag < ConstantPool.FIELD || tag > ConstantPool.INTERFACE_METHOD) {
      throw new ClassHead.Broken("refers to constant " + member + " as a field or method");
    }
    return pool.first(pool.first(member, tag), ConstantPool.CLASS);
  }

  /** Returns the name of the class that has a field or method. */
  String owner(int member) throws ClassHead.Broken {
    return text(ownerText(member));
  }

  String memberName(int member) throws ClassHead.Broken {
    int type = pool.second(member, pool.tag(member));
    return text(pool.first(type, ConstantPool.NAME_AND_TYPE));
  }

  String memberDescriptor(int member) throws ClassHead.Broken {
    int type = pool.second(member, pool.tag(member));
    return text(pool.second(type, ConstantPool.NAME_AND_TYPE));
  }
}
