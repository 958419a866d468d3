package io.faast.bundler;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Finds the classes that descriptors and generic signatures of members name. Not thread-safe. */
final class SignatureTypes {
  private final Universe universe;
  private final NameTable table = new NameTable();

  SignatureTypes(Universe universe) {
    this.universe = universe;
  }

  /**
   * Returns the classes of the class path that a member's type names.
   *
   * @param owner a linked class
   * @param signature the number of the generic signature, which is taken for the descriptor, or -1
   */
  List<ClassNode> of(ClassNode owner, String descriptor, int signature) {
    return named(text(owner, descriptor, signature));
  }

  /** Returns the classes of the class path that a method's result names, as {@link #of} does. */
  List<ClassNode> ofResult(ClassNode owner, MethodNode method) {
    String text = text(owner, method.selector.descriptor, method.signature);
    return named(text.substring(text.indexOf(')') + 1));
  }

  private static String text(ClassNode owner, String descriptor, int signature) {
    return signature < 0 ? descriptor : Reachability.facts(owner).names[signature];
  }

  private List<ClassNode> named(String text) {
    if (text.indexOf('L') < 0) {
      return List.of();
    }
    Refs refs = new Refs();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    new Descriptors(table, refs).parse(bytes, 0, bytes.length, false);
    List<ClassNode> found = new ArrayList<>(refs.size);
    for (int i = 0; i < refs.size; i++) {
      ClassNode node = universe.node(table.names().get(refs.values[i]));
      if (node != null) {
        found.add(node);
      }
    }
    return found;
  }
}
