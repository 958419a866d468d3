package io.faast.bundler;

import java.io.IOException;

/** Copies fields and methods with their attributes. Not thread-safe. */
final class AttributeCopier {
  private final ClassCopier copier;
  private final CodeCopier code;
  private final AnnotationCopier annotations;

  /** Whether something was copied that may refer to constants in an unknown way. */
  private boolean unknown;

  private int codeName;

  AttributeCopier(ClassCopier copier, CodeCopier code) {
    this.copier = copier;
    this.code = code;
    annotations = new AnnotationCopier(copier);
  }

  /** Begins with another class. */
  void begin() {
    unknown = false;
    codeName = 0;
  }

  boolean unknown() {
    return unknown;
  }

  /** Returns the number of the text that names the code of methods. */
  int codeName() throws IOException {
    if (codeName == 0) {
      codeName = copier.pool.addText("Code");
    }
    return codeName;
  }

  /** Returns where the field or method ends that begins at a place. */
  int skip(int start) throws ClassHead.Broken {
    int at = start + 8;
    for (int n = copier.u2(start + 6); n > 0; n--) {
      if (codeName == 0 && copier.pool.text(copier.u2(at)).equals("Code")) {
        codeName = copier.u2(at);
      }
      at = end(at);
    }
    return at;
  }

  /** Returns where an attribute ends. */
  int end(int at) throws ClassHead.Broken {
    return at + 6 + copier.length(at + 2);
  }

  /** Copies a field or method; returns where it ends. */
  int member(int start, boolean hasThis) throws ClassHead.Broken {
    copier.copy(start, start + 8);
    copier.constant(start + 2);
    copier.constant(start + 4);
    int count = copier.size() - 2;
    int kept = 0;
    int at = start + 8;
    for (int n = copier.u2(start + 6); n > 0; n--) {
      int next = end(at);
      kept += attribute(at, next, hasThis) ? 1 : 0;
      at = next;
    }
    copier.set2(count, kept);
    return at;
  }

  /** Copies the exceptions that a method declares; returns how many attributes that makes. */
  int exceptions(int start) throws ClassHead.Broken {
    int kept = 0;
    int at = start + 8;
    for (int n = copier.u2(start + 6); n > 0; n--) {
      int next = end(at);
      if (copier.pool.text(copier.u2(at)).equals("Exceptions")) {
        attribute(at, next, false);
        kept++;
      }
      at = next;
    }
    return kept;
  }

  /** Copies an attribute of a field, a method or a record's component, unless nobody sees it. */
  private boolean attribute(int start, int end, boolean hasThis) throws ClassHead.Broken {
    int name = copier.u2(start);
    int content = start + 6;
    switch (copier.pool.text(name)) {
      case "Code" -> {
        codeName = name;
        unknown |= code.copy(name, content, end, hasThis);
      }
      case "ConstantValue", "Signature" -> {
        copy(start, end);
        ClassCopier.requireWithin(content + 2, end);
        copier.constant(content);
      }
      case "Exceptions" -> {
        copy(start, end);
        int last = content + 2 + 2 * copier.u2(content);
        ClassCopier.requireWithin(last, end);
        for (int i = content + 2; i < last; i += 2) {
          copier.constant(i);
        }
      }
      case "MethodParameters" -> {
        copy(start, end);
        int last = content + 1 + 4 * copier.u1(content);
        ClassCopier.requireWithin(last, end);
        for (int i = content + 1; i < last; i += 4) {
          copier.constantOrNone(i);
        }
      }
      default -> {
        return common(start, end);
      }
    }
    return true;
  }

  /** Copies an attribute that classes may have, too, unless nobody sees it. */
  boolean common(int start, int end) throws ClassHead.Broken {
    int content = start + 6;
    switch (copier.pool.text(copier.u2(start))) {
      case "Synthetic" -> copy(start, end);
      case "AnnotationDefault" -> {
        copy(start, end);
        ClassCopier.requireWithin(annotations.value(content), end);
      }
      case "RuntimeVisibleAnnotations" -> {
        copy(start, end);
        ClassCopier.requireWithin(annotations.list(content), end);
      }
      case "RuntimeVisibleParameterAnnotations" -> {
        copy(start, end);
        ClassCopier.requireWithin(annotations.parameters(content), end);
      }
      case "RuntimeVisibleTypeAnnotations" -> {
        copy(start, end);
        ClassCopier.requireWithin(annotations.types(content), end);
      }
      case "RuntimeInvisibleAnnotations",
          "RuntimeInvisibleParameterAnnotations",
          "RuntimeInvisibleTypeAnnotations",
          "Deprecated" -> {
        return false; // no program sees it
      }
      default -> {
        copy(start, end);
        unknown = true;
      }
    }
    return true;
  }

  /** Copies a component of a record; returns where it ends. */
  int component(int start) throws ClassHead.Broken {
    copier.copy(start, start + 6);
    copier.constant(start);
    copier.constant(start + 2);
    int count = copier.size() - 2;
    int kept = 0;
    int at = start + 6;
    for (int n = copier.u2(start + 4); n > 0; n--) {
      int next = end(at);
      kept += attribute(at, next, false) ? 1 : 0;
      at = next;
    }
    copier.set2(count, kept);
    return at;
  }

  /** Copies an attribute with its name. */
  void copy(int start, int end) throws ClassHead.Broken {
    copier.copy(start, end);
    copier.constant(start);
  }
}
