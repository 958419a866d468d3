package io.faast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InvocationsTest {
  private final FaastModule<Sample> m = Modules.sample();

  @AfterEach
  void close() {
    m.close();
  }

  @Test
  void callsByName() {
    assertThat(m.invoke("hello", String.class).join()).isEqualTo("hello");
    assertThat(m.invoke("length", int.class, "four").join()).isEqualTo(4);
    assertThat(m.invoke("length", Integer.class, "four").join()).isEqualTo(4);
    assertThat(m.invoke("add", Number.class, 1L, 2).join()).isEqualTo(3L);
    assertThat(m.invoke("twice", CharSequence.class, "a").join()).hasToString("aa");
    assertThat(m.invoke("rest", void.class).join()).isNull();
    assertThat(m.invoke("joined", String.class, (Object) new String[] {"a", "b"}).join())
        .isEqualTo("a+b");
  }

  @Test
  void callsForTypesWithArguments() {
    List<String> words = m.invoke("words", new TypeRef<List<String>>() {}, "a b").join();
    assertThat(words).containsExactly("a", "b");
    Map<String, Integer> counts =
        m.invoke("counts", new TypeRef<Map<String, Integer>>() {}, List.of("a")).join();
    assertThat(counts).isEqualTo(Map.of("a", 1));
  }

  @Test
  void resolvesTypesThatTheModuleBinds() {
    assertThat(m.invoke("listed", new TypeRef<List<String>>() {}, "a").join()).containsExactly("a");
    assertThat(m.invoke("same", String.class, "a").join()).isEqualTo("a");
    assertThat(m.invoke("byDefault", String.class, 1).join()).isEqualTo("default 1");
    assertThat(Modules.misuse(() -> m.invoke("byDefault", String.class, "x")))
        .hasMessageContaining("must be java.lang.Integer, but is a java.lang.String");
  }

  @Test
  void choosesAmongOverloadsByNumberOfArgumentsOrBySignature() {
    assertThat(m.invoke("over", String.class, "a", 1).join()).isEqualTo("a1");
    assertThat(m.invoke("over(java.lang.Integer)", String.class, 1).join()).isEqualTo("number 1");
    assertThat(m.invoke("over(java.lang.String, java.lang.Integer)", String.class, "a", 1).join())
        .isEqualTo("a1");
  }

  @Test
  void refusesAnAmbiguousNameListingTheSignatures() {
    assertThat(Modules.misuse(() -> m.invoke("over", String.class, "a")))
        .hasMessageContaining("over(java.lang.Integer), over(java.lang.String).")
        .hasMessageContaining("Give one of these");
  }

  @Test
  void refusesUnknownNamesListingWhatThereIs() {
    assertThat(Modules.misuse(() -> m.invoke("helo", String.class)))
        .hasMessageContaining("io.faast.Sample has no public method helo")
        .hasMessageContaining("hello");
    assertThat(Modules.misuse(() -> m.invoke("over(int)", String.class, 1)))
        .hasMessageContaining("no public method over(int)")
        .hasMessageContaining("over(java.lang.Integer)");
    assertThat(Modules.misuse(() -> m.invoke("hashCode", int.class)))
        .hasMessageContaining("no public method hashCode");
    assertThat(Modules.misuse(() -> m.invoke("hidden", String.class)))
        .hasMessageContaining("no public method hidden");
  }

  @Test
  void refusesWrongArgumentsNamingExpectedAndFound() {
    assertThat(Modules.misuse(() -> m.invoke("length", int.class)))
        .hasMessageContaining("length was called with 0 arguments")
        .hasMessageContaining("length(java.lang.String)");
    assertThat(Modules.misuse(() -> m.invoke("length", int.class, 5)))
        .hasMessageContaining("Argument 1 of Sample.length(java.lang.String)")
        .hasMessageContaining("must be java.lang.String, but is a java.lang.Integer");
    assertThat(Modules.misuse(() -> m.invoke("add", long.class, 1, 2)))
        .hasMessageContaining("must be long, but is a java.lang.Integer");
    assertThat(Modules.misuse(() -> m.invoke("checked", int.class, (Object) null)))
        .hasMessageContaining("must be int, but is null");
  }

  @Test
  void refusesAWrongTypeOfResult() {
    assertThat(Modules.misuse(() -> m.invoke("length", String.class, "a")))
        .hasMessageContaining("returns int, not java.lang.String");
    assertThat(Modules.misuse(() -> m.invoke("words", new TypeRef<List<Integer>>() {}, "a")))
        .hasMessageContaining("java.util.List<java.lang.String>")
        .hasMessageContaining("java.util.List<java.lang.Integer>");
    assertThat(Modules.misuse(() -> m.invoke("upTo", List.class, 1)))
        .hasMessageContaining("use stream");
  }

  @Test
  void refusesTypeRefsWithoutType() {
    assertThatThrownBy(InvocationsTest::rawTypeRef)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("new TypeRef<List<String>>() {}");
  }

  @SuppressWarnings("rawtypes")
  private static Object rawTypeRef() {
    return new TypeRef() {};
  }
}
