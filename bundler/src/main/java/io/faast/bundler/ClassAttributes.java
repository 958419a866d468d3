package io.faast.bundler;

/** Copies the attributes of one class. */
final class ClassAttributes {
  private final ClassNode node;
  private final Universe universe;
  private final ClassCopier copier;
  private final ConstantPool pool;
  private final AttributeCopier attributes;

  /** Where the bootstrap methods are; 0 if there are none. */
  private int bootstraps;

  ClassAttributes(
      ClassNode node, Universe universe, ClassCopier copier, AttributeCopier attributes) {
    this.node = node;
    this.universe = universe;
    this.copier = copier;
    this.attributes = attributes;
    pool = copier.pool;
  }

  /** Copies the attributes that begin, with their number, at a place. */
  void copy(int start) throws ClassHead.Broken {
    int count = copier.size();
    copier.put2(0);
    int kept = 0;
    int at = start + 2;
    for (int n = copier.u2(start); n > 0; n--) {
      int next = attributes.end(at);
      kept += attribute(at, next) ? 1 : 0;
      at = next;
    }
    if (attributes.unknown()) {
      pool.needAll();
    }
    kept += bootstraps() ? 1 : 0;
    copier.set2(count, kept);
  }

  private boolean attribute(int start, int end) throws ClassHead.Broken {
    int content = start + 6;
    switch (pool.text(copier.u2(start))) {
      case "BootstrapMethods" -> {
        bootstraps = start;
        return false;
      }
      case "InnerClasses" -> {
        return classes(start, end, 8, this::isInnerKept);
      }
      case "NestMembers" -> {
        return classes(start, end, 2, this::isNamedLive);
      }
      case "PermittedSubclasses" -> {
        return classes(start, end, 2, at -> true);
      }
      case "Signature" -> one(start, end);
      case "SourceFile", "NestHost" -> {
        if (!node.live) {
          return false;
        }
        one(start, end);
      }
      case "EnclosingMethod" -> {
        return enclosingMethod(start, end);
      }
      case "Record" -> record(start, content);
      case "SourceDebugExtension",
          "Module",
          "ModulePackages",
          "ModuleMainClass",
          "ModuleTarget",
          "ModuleHashes",
          "ModuleResolution" -> {
        return false;
      }
      default -> {
        return node.live && attributes.common(start, end);
      }
    }
    return true;
  }

  private void one(int start, int end) throws ClassHead.Broken {
    ClassCopier.requireWithin(start + 8, end);
    attributes.copy(start, end);
    copier.constant(start + 6);
  }

  /** Chooses entries of a list by their places. */
  private interface Choice {
    boolean isKept(int at) throws ClassHead.Broken;
  }

  /** Copies those entries of a list that are chosen; the first number of each is a class. */
  private boolean classes(int start, int end, int size, Choice choice) throws ClassHead.Broken {
    int content = start + 6;
    ClassCopier.requireWithin(content + 2 + size * copier.u2(content), end);
    int begin = copier.size();
    int kept = 0;
    for (int i = 0; i < copier.u2(content); i++) {
      int at = content + 2 + i * size;
      if (choice.isKept(at)) {
        if (kept++ == 0) {
          attributes.copy(start, content + 2);
        }
        copier.copy(at, at + size);
        copier.constant(at);
        if (size == 8) {
          copier.constantOrNone(at + 2);
          copier.constantOrNone(at + 4);
        }
      }
    }
    if (kept > 0) {
      copier.setLength(begin + 2);
      copier.set2(begin + 6, kept);
    }
    return kept > 0;
  }

  private boolean isLive(String name) {
    ClassNode other = universe.node(name);
    return other == null || other.live;
  }

  private boolean isNamedLive(int at) throws ClassHead.Broken {
    return isLive(pool.className(copier.u2(at)));
  }

  /** Host and member have to agree, or reflection fails; so only live members say and are said. */
  private boolean isInnerKept(int at) throws ClassHead.Broken {
    String name = pool.className(copier.u2(at));
    if (name.equals(node.name)) {
      return node.live;
    }
    int outer = copier.u2(at + 2);
    return outer != 0 && pool.className(outer).equals(node.name) && isLive(name);
  }

  private boolean enclosingMethod(int start, int end) throws ClassHead.Broken {
    if (!node.live) {
      return false;
    }
    int content = start + 6;
    ClassCopier.requireWithin(content + 4, end);
    int method = copier.u2(content + 2);
    if (method != 0 && isKept(pool.className(copier.u2(content)), pool.nameAndType(method))) {
      attributes.copy(start, end);
      copier.constant(content);
      copier.constant(content + 2);
    } else {
      attributes.copy(start, content + 2);
      copier.constant(content);
      copier.put2(0);
    }
    return true;
  }

  private boolean isKept(String owner, String selector) {
    ClassNode other = universe.node(owner);
    if (other == null) {
      return true;
    }
    for (MethodNode method : other.methods) {
      if (method.reached && method.selector.toString().equals(selector)) {
        return true;
      }
    }
    return false;
  }

  /** A record stays one, if only a shell without components. */
  private void record(int start, int content) throws ClassHead.Broken {
    int begin = copier.size();
    int count = node.live ? copier.u2(content) : 0;
    attributes.copy(start, content);
    copier.put2(count);
    int at = content + 2;
    for (int i = 0; i < count; i++) {
      at = attributes.component(at);
    }
    copier.setLength(begin + 2);
  }

  /** Copies those bootstrap methods that constants which stay refer to. */
  private boolean bootstraps() throws ClassHead.Broken {
    int method = pool.nextBootstrap();
    if (method < 0) {
      return false;
    }
    if (bootstraps == 0) {
      throw new ClassHead.Broken("has no bootstrap methods, but constants that need them");
    }
    int content = bootstraps + 6;
    int[] starts = new int[copier.u2(content) + 1];
    starts[0] = content + 2;
    for (int i = 1; i < starts.length; i++) {
      starts[i] = starts[i - 1] + 4 + 2 * copier.u2(starts[i - 1] + 2);
    }
    for (; method >= 0; method = pool.nextBootstrap()) {
      if (method >= starts.length - 1) {
        throw new ClassHead.Broken("has no bootstrap method " + method);
      }
      pool.need(copier.u2(starts[method]));
      for (int at = starts[method] + 4; at < starts[method + 1]; at += 2) {
        pool.need(copier.u2(at));
      }
    }
    write(content, starts);
    return true;
  }

  private void write(int content, int[] starts) throws ClassHead.Broken {
    int begin = copier.size();
    attributes.copy(bootstraps, content + 2);
    int kept = 0;
    for (int i = 0; i < starts.length - 1; i++) {
      if (pool.isBootstrapNeeded(i)) {
        copier.copy(starts[i], starts[i + 1]);
        copier.constant(starts[i]);
        for (int at = starts[i] + 4; at < starts[i + 1]; at += 2) {
          copier.constant(at);
        }
        kept++;
      }
    }
    copier.setLength(begin + 2);
    copier.set2(begin + 6, kept);
  }
}
