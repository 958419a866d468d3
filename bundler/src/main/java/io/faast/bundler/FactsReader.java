package io.faast.bundler;

import org.objectweb.asm.Opcodes;

/**
 * Reads what a class file says into a table. Unlike for a visitor, no objects are made of
 * instructions, labels and members: a young JVM has no time for them. A test holds it to what ASM
 * reads. Not thread-safe.
 */
final class FactsReader {
  static final int API = Opcodes.ASM9;

  /** The newest class file version that is read: that of Java 28, the newest that ASM knows. */
  static final int NEWEST = Opcodes.V28;

  /** In the flags of a class, as ASM has it: there is no such flag in the file. */
  private static final int RECORD = Opcodes.ACC_RECORD;

  private final FactsTable table;
  private final Constants constants;
  private final OpList classOps;
  private final OpList memberOps;
  private final CodeFacts code;
  private final Annotations classAnnotations;
  private final Annotations memberAnnotations;
  private final Refs fields = new Refs();
  private final Refs methods = new Refs();

  // Where the attributes of the class are; 0 if it has none of the kind.
  private int signature;
  private int nestHost;
  private int annotations;
  private int typeAnnotations;
  private int record;
  private int bootstraps;
  private int extraAccess;

  FactsReader(FactsTable table) {
    this.table = table;
    constants = new Constants(table);
    classOps = new OpList(table);
    memberOps = new OpList(table);
    code = new CodeFacts(constants, memberOps);
    classAnnotations = new Annotations(constants, classOps);
    memberAnnotations = new Annotations(constants, memberOps);
  }

  /**
   * Adds the class to the table and returns where its facts begin.
   *
   * @throws RuntimeException if numbers in the file lead out of it
   */
  int read(byte[] classFile) throws ClassHead.Broken {
    int at = constants.begin(classFile);
    int interfaces = at + 6;
    int fieldsAt = interfaces + 2 + 2 * constants.u2(interfaces);
    int methodsAt = skipMembers(fieldsAt);
    attributes(skipMembers(methodsAt));
    classOps.clear();
    fields.size = 0;
    methods.size = 0;
    int genericSignature = signature == 0 ? -1 : constants.name(constants.u2(signature));
    int superName = constants.classOrNone(constants.u2(at + 4));
    int host = nestHost == 0 ? -1 : constants.classOrNone(constants.u2(nestHost));
    classAnnotations();
    String name = constants.className(constants.u2(at + 2));
    code.begin(name, bootstraps);
    fields(fieldsAt);
    methods(methodsAt);
    Refs data = table.data;
    int start = data.size;
    data.add(constants.u2(at) | extraAccess);
    data.add(superName);
    data.add(genericSignature);
    data.add(host);
    data.add(constants.u2(interfaces));
    for (int i = interfaces + 2; i < fieldsAt; i += 2) {
      data.add(constants.classOrNone(constants.u2(i)));
    }
    classOps.addTo(data);
    data.add(constants.u2(fieldsAt));
    data.addAll(fields);
    data.add(constants.u2(methodsAt));
    data.addAll(methods);
    return start;
  }

  /** Returns where the fields or methods end that begin, with their number, at a place. */
  private int skipMembers(int start) throws ClassHead.Broken {
    int at = start + 2;
    for (int n = constants.u2(start); n > 0; n--) {
      int attribute = at + 8;
      for (int k = constants.u2(at + 6); k > 0; k--) {
        attribute = constants.end(attribute);
      }
      at = attribute;
    }
    return at;
  }

  /** Finds the attributes of the class. */
  private void attributes(int start) throws ClassHead.Broken {
    signature = 0;
    nestHost = 0;
    annotations = 0;
    typeAnnotations = 0;
    record = 0;
    bootstraps = 0;
    extraAccess = 0;
    int at = start + 2;
    for (int n = constants.u2(start); n > 0; n--) {
      int content = at + 6;
      int end = constants.end(at);
      switch (constants.text(constants.u2(at))) {
        case "Signature" -> signature = content;
        case "NestHost" -> nestHost = content;
        case "RuntimeVisibleAnnotations" -> annotations = content;
        case "RuntimeVisibleTypeAnnotations" -> typeAnnotations = content;
        case "Record" -> {
          record = content;
          extraAccess |= RECORD;
        }
        case "BootstrapMethods" -> bootstraps = content;
        case "Synthetic" -> extraAccess |= Opcodes.ACC_SYNTHETIC;
        default -> {
          // Says nothing that matters here.
        }
      }
      at = end;
    }
  }

  private void classAnnotations() throws ClassHead.Broken {
    if (annotations > 0) {
      classAnnotations.list(annotations);
    }
    if (typeAnnotations > 0) {
      classAnnotations.types(typeAnnotations);
    }
    if (record > 0) {
      int at = record + 2;
      for (int n = constants.u2(record); n > 0; n--) {
        int attribute = at + 6;
        for (int k = constants.u2(at + 4); k > 0; k--) {
          if (constants.text(constants.u2(attribute)).equals("RuntimeVisibleAnnotations")) {
            classAnnotations.list(attribute + 6);
          }
          attribute = constants.end(attribute);
        }
        at = attribute;
      }
    }
  }

  private void fields(int start) throws ClassHead.Broken {
    int at = start + 2;
    for (int n = constants.u2(start); n > 0; n--) {
      int access = constants.u2(at);
      int selector = constants.selector(constants.u2(at + 2), constants.u2(at + 4));
      int ownSignature = -1;
      int visible = 0;
      int attribute = at + 8;
      for (int k = constants.u2(at + 6); k > 0; k--) {
        switch (constants.text(constants.u2(attribute))) {
          case "Signature" -> ownSignature = constants.name(constants.u2(attribute + 6));
          case "RuntimeVisibleAnnotations" -> visible = attribute + 6;
          case "Synthetic" -> access |= Opcodes.ACC_SYNTHETIC;
          default -> {
            // Says nothing that matters here.
          }
        }
        attribute = constants.end(attribute);
      }
      memberOps.clear();
      if (visible > 0) {
        access |= constants.u2(visible) > 0 ? Facts.ANNOTATED : 0;
        memberAnnotations.list(visible);
      }
      fields.add(access);
      fields.add(selector);
      fields.add(ownSignature);
      memberOps.addTo(fields);
      at = attribute;
    }
  }

  private void methods(int start) throws ClassHead.Broken {
    int at = start + 2;
    for (int n = constants.u2(start); n > 0; n--) {
      at = method(at);
    }
  }

  private int method(int start) throws ClassHead.Broken {
    int access = constants.u2(start);
    int selector = constants.selector(constants.u2(start + 2), constants.u2(start + 4));
    int ownSignature = -1;
    int visible = 0;
    int standard = 0;
    int parameters = 0;
    int codeStart = 0;
    int codeEnd = 0;
    int at = start + 8;
    for (int n = constants.u2(start + 6); n > 0; n--) {
      int content = at + 6;
      int end = constants.end(at);
      switch (constants.text(constants.u2(at))) {
        case "Code" -> {
          codeStart = content;
          codeEnd = end;
        }
        case "Signature" -> ownSignature = constants.name(constants.u2(content));
        case "RuntimeVisibleAnnotations" -> visible = content;
        case "RuntimeVisibleParameterAnnotations" -> parameters = content;
        case "AnnotationDefault" -> standard = content;
        case "Synthetic" -> access |= Opcodes.ACC_SYNTHETIC;
        default -> {
          // Says nothing that matters here.
        }
      }
      at = end;
    }
    memberOps.clear();
    if (standard > 0) {
      memberAnnotations.value(standard, true);
    }
    if (visible > 0) {
      access |= constants.u2(visible) > 0 ? Facts.ANNOTATED : 0;
      memberAnnotations.list(visible);
    }
    if (parameters > 0) {
      access |= Facts.ANNOTATED;
      memberAnnotations.parameters(parameters);
    }
    if (codeStart > 0) {
      code.read(codeStart, codeEnd);
    }
    methods.add(access);
    methods.add(selector);
    methods.add(ownSignature);
    memberOps.addTo(methods);
    return at;
  }
}
