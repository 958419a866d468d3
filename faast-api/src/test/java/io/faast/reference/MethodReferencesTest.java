package io.faast.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.faast.function.ReturnsNothing;
import io.faast.function.ReturnsValue;
import java.io.Serializable;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.Test;

class MethodReferencesTest {
  /** A generic supertype, to be bound by the module. */
  public interface Source<T> {
    T fetch(T key);

    default T again(T key) {
      return fetch(key);
    }
  }

  static class Hidden<T> {
    public List<T> many(T one) {
      return List.of(one);
    }
  }

  /** The module. */
  public static class Module extends Hidden<String> implements Source<String> {
    public Module() {}

    @Override
    public String fetch(String key) {
      return key;
    }

    // An overload that is no override of fetch(T), although a bridge to it would fit as well.
    public Integer fetch(Integer key) {
      return key;
    }

    public String name() {
      return "";
    }

    public static String join(String... parts) {
      return String.join("", parts);
    }

    public static String about(Module module) {
      return module.name();
    }

    @Override
    public String toString() {
      return "";
    }

    private String secret() {
      return "";
    }

    String near() {
      return "";
    }

    protected String inherited() {
      return "";
    }

    ReturnsValue.Instance0<Module, String> secretReference() {
      return Module::secret;
    }

    ReturnsValue.Static0<String> bound() {
      return this::name;
    }
  }

  private static Method resolved(Serializable function) throws ReferenceException {
    return MethodReferences.resolve(Module.class, function);
  }

  private static ReferenceException refused(Serializable function) {
    ReferenceException refusal =
        catchThrowableOfType(ReferenceException.class, () -> resolved(function));
    assertThat(refusal).isNotNull();
    assertThat(refusal.getMessage()).endsWith(".").doesNotContain("null");
    assertThat(refusal.advice()).endsWith(".");
    return refusal;
  }

  private static <R> ReturnsValue.Instance0<Module, R> of(
      ReturnsValue.Instance0<Module, R> function) {
    return function;
  }

  @Test
  void findsInstanceMethods() throws Exception {
    assertThat(resolved(of(Module::name))).isEqualTo(Module.class.getMethod("name"));
  }

  @Test
  void findsStaticMethods() throws Exception {
    ReturnsValue.Static1<Module, String> function = Module::about;
    assertThat(resolved(function)).isEqualTo(Module.class.getMethod("about", Module.class));
  }

  @Test
  void findsOverridesOfObjectsMethods() throws Exception {
    assertThat(resolved(of(Module::toString))).isEqualTo(Module.class.getMethod("toString"));
  }

  @Test
  void findsTheOverrideBehindAReferenceToAnInterface() throws Exception {
    ReturnsValue.Instance1<Source<String>, String, String> function = Source::fetch;
    assertThat(resolved(function)).isEqualTo(Module.class.getMethod("fetch", String.class));
  }

  @Test
  void keepsOverloadsApart() throws Exception {
    ReturnsValue.Instance1<Module, Integer, Integer> function = Module::fetch;
    assertThat(resolved(function)).isEqualTo(Module.class.getMethod("fetch", Integer.class));
  }

  @Test
  void findsDefaultMethods() throws Exception {
    ReturnsValue.Instance1<Module, String, String> function = Module::again;
    assertThat(resolved(function)).isEqualTo(Source.class.getMethod("again", Object.class));
  }

  @Test
  void findsThroughTheBridgeOfAHiddenSuperclassWhatHasTheGenericTypes() throws Exception {
    ReturnsValue.Instance1<Module, String, List<String>> function = Module::many;
    Method found = resolved(function);
    assertThat(found.isBridge()).isFalse();
    assertThat(found.getDeclaringClass()).isEqualTo(Hidden.class);
  }

  @Test
  void refusesLambdas() {
    ReferenceException refusal = refused(of(module -> module.name()));
    assertThat(refusal)
        .hasMessageContaining("lambda expression in " + getClass().getName() + ".refusesLambdas");
    assertThat(refusal.advice()).contains("public method of Module").contains("Module::");
  }

  @Test
  void refusesLambdasThatCapture() {
    String captured = "x";
    assertThat(refused(of(module -> captured))).hasMessageContaining("lambda expression");
  }

  @Test
  void refusesVariableArgumentsAndNamesTheMethod() {
    ReturnsValue.Static1<String, String> function = Module::join;
    assertThat(refused(function).advice()).contains("Module::join").contains("variable arguments");
  }

  @Test
  void refusesConstructors() {
    ReturnsValue.Static0<Module> function = Module::new;
    assertThat(refused(function)).hasMessageContaining("Module::new is a constructor");
  }

  @Test
  void refusesReferencesBoundToAnObject() {
    Module object = new Module();
    ReturnsValue.Static0<String> function = object::name;
    ReferenceException refusal = refused(function);
    assertThat(refusal).hasMessageContaining("Module.name is bound to an object");
    assertThat(refusal.advice()).contains("Module::name");
    assertThat(refused(object.bound())).hasMessageContaining("Module.name is bound to an object");
  }

  @Test
  void refusesMethodsOfOtherClasses() {
    ReturnsValue.Static1<Object, String> function = String::valueOf;
    assertThat(refused(function))
        .hasMessageContaining("java.lang.String.valueOf is not a method of the module");
    ReturnsNothing.Static1<Object> bound = System.out::println;
    assertThat(refused(bound)).hasMessageContaining("PrintStream.println");
  }

  @Test
  void refusesMethodsThatAreNotPublic() {
    assertThat(refused(of(Module::near))).hasMessageContaining("Module.near is package-private");
    assertThat(refused(of(Module::inherited)))
        .hasMessageContaining("Module.inherited is protected");
    assertThat(refused(new Module().secretReference()).getMessage())
        .containsAnyOf("Module.secret is private", "lambda expression");
  }

  @Test
  void refusesMethodsOfObject() {
    assertThat(refused(of(Module::hashCode)))
        .hasMessageContaining("Module.hashCode is inherited from java.lang.Object");
  }

  @Test
  void refusesObjectsThatAreNoReferences() {
    ReturnsValue.Static0<String> function =
        new ReturnsValue.Static0<>() {
          @Override
          public String apply() {
            return "";
          }
        };
    assertThat(refused(function)).hasMessageContaining("is not a method reference");
  }

  @Test
  void neverRunsTheFunction() throws Exception {
    ReturnsValue.Static0<String> function = MethodReferencesTest::fails;
    assertThat(refused(function)).hasMessageContaining("MethodReferencesTest.fails");
  }

  static String fails() {
    throw new AssertionError("it ran here");
  }

  @Test
  void saysWhenAnObjectIsPassedBesides() {
    ReferenceException refusal = MethodReferences.wrongCount(Module.class, method("name"), 1);
    assertThat(refusal).hasMessageContaining("Module.name takes 0 arguments");
    assertThat(refusal.advice()).contains("Leave the object out");
  }

  @Test
  void saysWhenAStaticMethodTakesTheModule() {
    ReferenceException refusal =
        MethodReferences.wrongCount(Module.class, method("about", Module.class), 0);
    assertThat(refusal).hasMessageContaining("Module.about takes 1 argument and is static");
  }

  private static Method method(String name, Class<?>... parameters) {
    try {
      return Module.class.getMethod(name, parameters);
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
  }
}
