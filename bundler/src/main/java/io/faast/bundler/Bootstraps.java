package io.faast.bundler;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Collects what constants stand for that the JVM makes, by bootstrap methods or as handles. */
final class Bootstraps {
  private static final String LAMBDAS = "java/lang/invoke/LambdaMetafactory";

  /** Constants that are made of constants: real ones are a few levels deep. */
  private static final int MAX_DEPTH = 100;

  private final Constants constants;
  private final OpList ops;

  /** Where the methods are in the class file. */
  private int[] starts = {};

  private int place;
  private int depth;

  Bootstraps(Constants constants, OpList ops) {
    this.constants = constants;
    this.ops = ops;
  }

  /** Begins a class, whose bootstrap methods begin, with their number, at a place, unless at 0. */
  void begin(int bootstrapMethods) {
    place = bootstrapMethods;
    starts = new int[0];
    depth = 0;
  }

  /** Returns where a bootstrap method is. */
  private int start(int number) throws ClassHead.Broken {
    if (starts.length == 0 && place > 0) {
      starts = new int[constants.u2(place)];
      int at = place + 2;
      for (int i = 0; i < starts.length; i++) {
        starts[i] = at;
        at += 4 + 2 * constants.u2(at + 2);
      }
    }
    if (number >= starts.length) {
      throw new ClassHead.Broken("has no bootstrap method " + number);
    }
    return starts[number];
  }

  /** Collects what a call stands for whose method is made when it is first run. */
  void call(int constant) throws ClassHead.Broken {
    int start = start(constants.pool.first(constant, ConstantPool.INVOKE_DYNAMIC));
    int handle = constants.u2(start);
    handle(handle);
    int type = constants.pool.second(constant, ConstantPool.INVOKE_DYNAMIC);
    String descriptor = constants.text(constants.pool.second(type, ConstantPool.NAME_AND_TYPE));
    CodeFacts.type(Type.getReturnType(descriptor), Op.LAMBDA, ops);
    String linker = constants.owner(constants.pool.handleMember(handle));
    boolean lambda = linker.equals(LAMBDAS);
    for (int n = constants.u2(start + 2), at = start + 4; n > 0; n--, at += 2) {
      int argument = constants.u2(at);
      if (lambda && constants.pool.tag(argument) == ConstantPool.CLASS) {
        literal(argument, Op.LAMBDA);
      } else {
        constant(argument);
      }
    }
    if (!linker.startsWith("java/")) {
      // A language's own way of calling: the names may be those of members.
      CodeFacts.string(constants.text(constants.pool.first(type, ConstantPool.NAME_AND_TYPE)), ops);
      ops.feature(Feature.MEMBER_LOOKUP);
    }
  }

  private void literal(int constant, int kind) throws ClassHead.Broken {
    CodeFacts.type(Type.getObjectType(constants.className(constant)), kind, ops);
  }

  /** Collects what a constant stands for. */
  void constant(int constant) throws ClassHead.Broken {
    switch (constants.pool.tag(constant)) {
      case ConstantPool.STRING ->
          CodeFacts.string(
              constants.text(constants.pool.first(constant, ConstantPool.STRING)), ops);
      case ConstantPool.CLASS -> literal(constant, Op.LITERAL);
      case ConstantPool.HANDLE -> handle(constant);
      case ConstantPool.DYNAMIC -> {
        if (++depth > MAX_DEPTH) {
          throw new ClassHead.Broken("has a constant that is made of itself");
        }
        int start = start(constants.pool.first(constant, ConstantPool.DYNAMIC));
        handle(constants.u2(start));
        for (int n = constants.u2(start + 2), at = start + 4; n > 0; n--, at += 2) {
          constant(constants.u2(at));
        }
        depth--;
      }
      case 0 -> throw new ClassHead.Broken("refers to constant " + constant);
      default -> {
        // Numbers and types of methods name nothing that is not named elsewhere.
      }
    }
  }

  private void handle(int constant) throws ClassHead.Broken {
    int kind = constants.pool.handleKind(constant);
    int member = constants.pool.handleMember(constant);
    String target = constants.owner(member);
    if (target.startsWith("java/") || target.startsWith("[")) {
      return;
    }
    int number = constants.member(member);
    switch (kind) {
      case Opcodes.H_GETSTATIC, Opcodes.H_PUTSTATIC -> ops.member(Op.STATIC_FIELD, number);
      case Opcodes.H_GETFIELD, Opcodes.H_PUTFIELD -> ops.member(Op.FIELD, number);
      case Opcodes.H_INVOKESTATIC -> ops.member(Op.STATIC, number);
      case Opcodes.H_NEWINVOKESPECIAL -> {
        ops.name(Op.NEW, target);
        ops.member(Op.SPECIAL, number);
      }
      case Opcodes.H_INVOKESPECIAL -> ops.member(Op.SPECIAL, number);
      default -> ops.member(Op.VIRTUAL, number);
    }
  }
}
