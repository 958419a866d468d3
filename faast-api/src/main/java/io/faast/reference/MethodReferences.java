package io.faast.reference;

import java.io.IOException;
import java.io.Serializable;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

/**
 * Resolves method references against a module's class.
 *
 * @since 0.1.0
 */
public final class MethodReferences {
  private MethodReferences() {}

  /**
   * Returns the public method of {@code module} that {@code function} refers to: the one that a
   * worker would run, so an override in place of what it overrides.
   *
   * @throws ReferenceException if {@code function} is no reference to such a method
   */
  public static Method resolve(Class<?> module, Serializable function) throws ReferenceException {
    Refusal refusal = new Refusal(module);
    SerializedLambda lambda;
    try {
      lambda = LambdaReader.read(function);
    } catch (IOException e) {
      throw refusal.unreadable(function, e);
    }
    if (lambda == null) {
      throw refusal.notALambda(function);
    }
    return named(module, lambda, refusal);
  }

  /** Says that a method of {@code module} does not take so many arguments. */
  public static ReferenceException wrongCount(Class<?> module, Method method, int arguments) {
    return new Refusal(module).arity(method, arguments);
  }

  private static Method named(Class<?> module, SerializedLambda lambda, Refusal refusal)
      throws ReferenceException {
    String name = lambda.getImplMethodName();
    if (name.startsWith("lambda$")) {
      throw refusal.lambda(lambda);
    }
    if (lambda.getImplMethodKind() == MethodHandleInfo.REF_newInvokeSpecial) {
      throw refusal.constructor(lambda);
    }
    Class<?> owner = Supertypes.named(module, lambda.getImplClass().replace('/', '.'));
    if (owner == null) {
      throw refusal.otherClass(lambda);
    }
    if (lambda.getCapturedArgCount() != 0) {
      throw refusal.bound(lambda);
    }
    if (owner == Object.class) {
      throw refusal.methodOfObject(lambda);
    }
    Method method = Supertypes.declared(owner, name, lambda.getImplMethodSignature());
    if (method == null || (method.isSynthetic() && !method.isBridge())) {
      throw refusal.accessor(lambda);
    }
    if (!Modifier.isPublic(method.getModifiers())) {
      throw refusal.notPublic(method);
    }
    return Modifier.isStatic(method.getModifiers()) ? method : Supertypes.override(module, method);
  }
}
