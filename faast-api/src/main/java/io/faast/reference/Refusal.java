package io.faast.reference;

import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Says what is wrong with a function that was given to a module, and what to write instead. */
final class Refusal {
  private final Class<?> module;

  Refusal(Class<?> module) {
    this.module = module;
  }

  ReferenceException unreadable(Serializable function, Exception cause) {
    ReferenceException refusal =
        new ReferenceException(
            function.getClass().getName(),
            "A function of class " + function.getClass().getName() + " cannot be read: " + cause,
            writeReference());
    refusal.initCause(cause);
    return refusal;
  }

  ReferenceException notALambda(Serializable function) {
    String name = function.getClass().getName();
    return new ReferenceException(
        name, "An object of class " + name + " is not a method reference.", writeReference());
  }

  ReferenceException lambda(SerializedLambda lambda) {
    String where = dotted(lambda.getCapturingClass()) + enclosing(lambda.getImplMethodName());
    return new ReferenceException(
        where,
        "The function is a lambda expression in " + where + ", not a method reference.",
        "Move its body into a public method of "
            + simple()
            + " and refer to that method: "
            + example()
            + "."
            + variableArity());
  }

  private String variableArity() {
    String names =
        Arrays.stream(module.getMethods())
            .filter(Method::isVarArgs)
            .map(method -> module.getSimpleName() + "::" + method.getName())
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    return names.isEmpty()
        ? ""
        : " If you wrote "
            + names
            + ": the compiler makes a lambda expression of a method with"
            + " variable arguments; declare the last parameter as an array.";
  }

  ReferenceException constructor(SerializedLambda lambda) {
    String name = dotted(lambda.getImplClass()) + "::new";
    return new ReferenceException(
        name,
        name + " is a constructor, not a method.",
        "Add a public method to "
            + simple()
            + " that returns the new object, and refer to it: "
            + example()
            + ".");
  }

  ReferenceException bound(SerializedLambda lambda) {
    String method = lambda.getImplMethodName();
    return new ReferenceException(
        simple() + "." + method,
        "The reference to "
            + simple()
            + "."
            + method
            + " is bound to an object of this program"
            + " (this::"
            + method
            + " or object::"
            + method
            + "), which is not sent.",
        "Write " + simple() + "::" + method + "; it runs on the worker's own " + simple() + ".");
  }

  ReferenceException otherClass(SerializedLambda lambda) {
    String owner = dotted(lambda.getImplClass());
    String name = owner + "." + lambda.getImplMethodName();
    boolean bound = lambda.getCapturedArgCount() != 0;
    return new ReferenceException(
        name,
        name
            + (bound ? ", bound to an object," : "")
            + " is not a method of the module "
            + module.getName()
            + " or of what it extends.",
        "Add a public method to "
            + simple()
            + " that calls it, or make a module of "
            + owner
            + " with faast(provider, "
            + simple(owner)
            + ".class).");
  }

  ReferenceException methodOfObject(SerializedLambda lambda) {
    String method = lambda.getImplMethodName();
    return new ReferenceException(
        simple() + "." + method,
        simple() + "." + method + " is inherited from java.lang.Object and is no function.",
        "Add a public method of another name to " + simple() + " that does what you need.");
  }

  ReferenceException accessor(SerializedLambda lambda) {
    boolean accessor = lambda.getImplMethodName().startsWith("access$");
    String name = dotted(lambda.getImplClass()) + "." + lambda.getImplMethodName();
    return new ReferenceException(
        name,
        accessor
            ? "The reference is to a private method of "
                + simple()
                + " (through the compiler's "
                + name
                + ")."
            : name + " was made by the compiler; it is no method that you wrote.",
        accessor ? "Make the method public." : writeReference());
  }

  ReferenceException notPublic(Method method) {
    String access =
        Modifier.toString(method.getModifiers() & (Modifier.PRIVATE | Modifier.PROTECTED));
    String name = simple() + "." + method.getName();
    return new ReferenceException(
        name,
        name
            + " is "
            + (access.isEmpty() ? "package-private" : access)
            + "; workers call public"
            + " methods only.",
        "Make " + name + " public.");
  }

  ReferenceException arity(Method method, int arguments) {
    boolean isStatic = Modifier.isStatic(method.getModifiers());
    String name = simple() + "." + method.getName();
    int expected = method.getParameterCount();
    String found = name + " takes " + expected + " argument" + (expected == 1 ? "" : "s");
    if (!isStatic && arguments == expected + 1) {
      return new ReferenceException(
          name,
          found + ", and an object to call it on was given besides.",
          "Leave the object out: the method runs on the worker's own " + simple() + ".");
    }
    if (isStatic && arguments == expected - 1) {
      return new ReferenceException(
          name,
          found + " and is static, so the worker's own " + simple() + " is not passed to it.",
          "Make " + name + " an instance method without its first parameter.");
    }
    return new ReferenceException(
        name, found + ", but was called with " + arguments + ".", "Give it " + expected + ".");
  }

  private String writeReference() {
    return "Write a reference to a public method of " + simple() + ": " + example() + ".";
  }

  private String example() {
    return Arrays.stream(module.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .filter(method -> !method.isSynthetic() && !method.isVarArgs())
        .map(Method::getName)
        .sorted()
        .findFirst()
        .map(name -> simple() + "::" + name)
        .orElse(simple() + "::method");
  }

  private String simple() {
    return module.getSimpleName();
  }

  private static String simple(String className) {
    return className.substring(className.lastIndexOf('.') + 1).replace('$', '.');
  }

  private static String dotted(String internalName) {
    return internalName.replace('/', '.');
  }

  /** The method around a lambda, which javac puts into its name: {@code lambda$main$1f$2}. */
  private static String enclosing(String lambdaName) {
    int begin = lambdaName.indexOf('$') + 1;
    int end = lambdaName.indexOf('$', begin);
    return end > begin ? "." + lambdaName.substring(begin, end) : "";
  }
}
