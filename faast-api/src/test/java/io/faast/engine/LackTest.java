package io.faast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.faast.engine.Lack.Kind;
import io.faast.worker.RemoteThrowable;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LackTest {
  private static final StackTraceElement BY_JDK =
      new StackTraceElement("app", "java.base", "17", "x.Loader", "loadClass", "x", 1);
  private static final StackTraceElement BY_USER =
      new StackTraceElement("app", null, null, "my.Loader", "loadClass", "x", 1);

  private static RemoteThrowable thrown(String className, String message) {
    return thrown(className, message, BY_JDK, null);
  }

  private static RemoteThrowable thrown(
      String className, String message, StackTraceElement top, RemoteThrowable cause) {
    StackTraceElement[] stack = {top};
    return new RemoteThrowable(className, List.of(), message, stack, cause, List.of(), List.of());
  }

  private static Lack method(String owner, String name, String... parameters) {
    return new Lack(Kind.METHOD, owner, name, List.of(parameters));
  }

  @Test
  void classesAreNamedByTheErrorsOfTheJvm() {
    Lack lack = Lack.ofClass("a.b.C$D");
    assertThat(Lack.of(thrown("java.lang.NoClassDefFoundError", "a/b/C$D"))).isEqualTo(lack);
    assertThat(Lack.of(thrown("java.lang.ClassNotFoundException", "a.b.C$D"))).isEqualTo(lack);
    RemoteThrowable recorded =
        thrown(
            "java.lang.ExceptionInInitializerError",
            "Exception java.lang.NoClassDefFoundError: a/b/C$D [in thread \"main\"]");
    RemoteThrowable again =
        thrown(
            "java.lang.NoClassDefFoundError", "Could not initialize class x.Y", BY_JDK, recorded);
    assertThat(Lack.of(again)).isNull();
    assertThat(Lack.in(again)).isEqualTo(lack);
  }

  @Test
  void membersAreNamedByTheErrorsOfTheJvm() {
    assertThat(
            Lack.of(
                thrown(
                    "java.lang.NoSuchMethodError",
                    "'void a.B.gone(int, java.lang.String, int[])'")))
        .isEqualTo(method("a.B", "gone", "int", "java.lang.String", "int[]"));
    assertThat(Lack.of(thrown("java.lang.NoSuchMethodError", "'void a.B.<init>(int)'")))
        .isEqualTo(method("a.B", "<init>", "int"));
    assertThat(Lack.of(thrown("java.lang.NoSuchMethodError", "'a.X$Y B.v()'")))
        .isEqualTo(method("B", "v"));
    assertThat(Lack.of(thrown("java.lang.NoSuchMethodException", "a.B.q([I,java.lang.String)")))
        .isEqualTo(method("a.B", "q", "[I", "java.lang.String"));
    assertThat(
            Lack.of(
                thrown(
                    "java.lang.AbstractMethodError",
                    "Receiver class a.C does not define or inherit an implementation of the"
                        + " resolved method 'abstract a.T m(int)' of interface a.I.")))
        .isEqualTo(method("a.C", "m", "int"));
    assertThat(
            Lack.of(
                thrown(
                    "java.lang.NoSuchFieldError", "Class a.B does not have member field 'int f'")))
        .isEqualTo(new Lack(Kind.FIELD, "a.B", "f", List.of()));
  }

  @Test
  void bodiesThatTheBundlerLeftOutAreNamed() {
    assertThat(Lack.of(thrown("java.lang.NoSuchMethodError", "not in the bundle: a.B$C.m")))
        .isEqualTo(new Lack(Kind.METHOD, "a.B$C", "m", null));
    assertThat(Lack.of(thrown("java.lang.NoSuchMethodError", "not in the bundle: a.B.<init>")))
        .isEqualTo(new Lack(Kind.METHOD, "a.B", "<init>", null));
    assertThat(Lack.of(thrown("my.Error", "not in the bundle: whatever you like"))).isNull();
  }

  @Test
  void resourceBundlesAreNamed() {
    Lack lack =
        Lack.of(
            thrown(
                "java.util.MissingResourceException",
                "Can't find bundle for base name a.b.Words, locale de_DE"));
    assertThat(lack).isEqualTo(new Lack(Kind.RESOURCE_BUNDLE, "a.b.Words", "de_DE", List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "java.lang.IllegalStateException, a.b.C",
    "java.lang.NoClassDefFoundError, a/b/C (wrong name: a/b/c)",
    "java.lang.NoClassDefFoundError, ''",
    "java.lang.NoSuchFieldError, f",
    "java.lang.NoSuchMethodError, m",
    "java.util.MissingResourceException, the user lost it",
    "my.own.NoClassDefFoundError, a/b/C",
  })
  void whatSaysNothingIsNoLack(String className, String message) {
    assertThat(Lack.in(thrown(className, message))).isNull();
  }

  @Test
  void aClassNotFoundExceptionOfTheUsersOwnIsNoLack() {
    assertThat(Lack.of(thrown("java.lang.ClassNotFoundException", "a.b.C", BY_USER, null)))
        .isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.", "a", "(", "'", "'abstract "})
  void hostileMessagesTakeNoTime(String piece) {
    String prefix = "Receiver class a does not define or inherit an implementation of the";
    for (String message :
        List.of(
            piece.repeat(2_000 / piece.length()),
            piece.repeat(1 << 20),
            prefix + " resolved method '" + piece.repeat(1_500 / piece.length()))) {
      for (String type : List.of("NoSuchMethodError", "AbstractMethodError", "NoSuchFieldError")) {
        assertThat(Lack.in(thrown("java.lang." + type, message))).isNull();
      }
    }
  }

  @Test
  void aLongChainOfCausesIsNotFollowedForEver() {
    RemoteThrowable chain = thrown("java.lang.NoClassDefFoundError", "a/b/C");
    for (int i = 0; i < 100; i++) {
      chain = thrown("x.Y", "wrapped", BY_USER, chain);
    }
    assertThat(Lack.in(chain)).isNull();
  }
}
