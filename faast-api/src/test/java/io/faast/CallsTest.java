package io.faast;

import static org.assertj.core.api.Assertions.assertThat;

import io.faast.FaastException.Kind;
import io.faast.function.ReturnsNothing;
import io.faast.function.ReturnsValue;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallsTest {
  private final FaastModule<Sample> m = Modules.sample();

  @AfterEach
  void close() {
    m.close();
  }

  @Test
  void callsMethodsOfEveryShape() {
    assertThat(m.call(Sample::hello).join()).isEqualTo("hello");
    assertThat(m.call(Sample::length, "four").join()).isEqualTo(4);
    assertThat(m.call(Sample::add, 40L, 2).join()).isEqualTo(42);
    assertThat(m.call(Sample::cut, new byte[] {1, 2, 3}, 2).join()).containsExactly(1, 2);
    assertThat(m.call(Sample::five, "a", 1, 2L, true, 0.5).join()).isEqualTo("a12true0.5");
    assertThat(m.call(Sample::zero).join()).isEqualTo("zero");
    assertThat(m.call(Sample::twice, "ab").join()).isEqualTo("abab");
    assertThat(m.call(Sample::sum, 1, 2).join()).isEqualTo(3);
    assertThat(m.call(Sample::checked, 3).join()).isEqualTo(9);
  }

  @Test
  void callsGenericAndInheritedMethods() {
    assertThat(m.call(Sample::largest, List.of("a", "c", "b")).join()).isEqualTo("c");
    assertThat(m.call(Sample::words, "a b").join()).containsExactly("a", "b");
    assertThat(m.call(Sample::counts, List.of("a", "a")).join()).isEqualTo(Map.of("a", 2));
    assertThat(m.call(Sample::same, "base").join()).isEqualTo("base");
    assertThat(m.call(Sample::listed, "base").join()).containsExactly("base");
    assertThat(m.call(Sample::fromApi, 1).join()).isEqualTo(2);
    assertThat(m.call(Sample::byDefault, 1).join()).isEqualTo("default 1");
    assertThat(m.call(Sample::joinedArray, new String[] {"a", "b"}).join()).isEqualTo("a-b");
  }

  @Test
  void callsTheOverloadThatTheArgumentsChoose() {
    assertThat(m.call(Sample::over, "x").join()).isEqualTo("text x");
    assertThat(m.call(Sample::over, 3).join()).isEqualTo("number 3");
    ReturnsValue.Instance2<Sample, String, Integer, String> two = Sample::over;
    assertThat(m.call(two, "x", 3).join()).isEqualTo("x3");
  }

  @Test
  void runsVoidMethods() {
    assertThat(m.run(Sample::rest).join()).isNull();
    assertThat(m.run(Sample::nothing, "x").join()).isNull();
    assertThat(m.run(Sample::ping, "x").join()).isNull();
    assertThat(Modules.thrownBy(m.run(Sample::ping, "")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("empty");
  }

  @Test
  void throwsWhatTheMethodThrows() {
    assertThat(Modules.thrownBy(m.call(Sample::checked, -1)))
        .isInstanceOf(IOException.class)
        .hasMessage("negative: -1");
  }

  @Test
  void evaluatesOneReferenceManyTimes() {
    for (int i = 0; i < 100; i++) {
      assertThat(m.call(Sample::checked, i).join()).isEqualTo(i * i);
    }
    assertThat(m.stats(Sample::checked).calls()).isEqualTo(100);
  }

  @Test
  void refusesWhatIsNoMethodOfTheModule() {
    assertThat(Modules.misuse(() -> m.call(sample -> sample.hello())))
        .hasMessageContaining("lambda expression in io.faast.CallsTest")
        .hasMessageContaining("public method of Sample");
    assertThat(Modules.misuse(() -> m.call(Integer::toHexString, 1)))
        .hasMessageContaining("java.lang.Integer.toHexString is not a method of the module");
    Sample local = new Sample();
    assertThat(Modules.misuse(() -> m.call(local::hello)))
        .hasMessageContaining("bound to an object");
    assertThat(Modules.misuse(() -> m.call(Sample::hidden)))
        .hasMessageContaining("Sample.hidden is package-private");
    assertThat(Modules.misuse(() -> m.call(Sample::hashCode)))
        .hasMessageContaining("java.lang.Object");
    assertThat(Modules.misuse(() -> m.call(Sample::new))).hasMessageContaining("constructor");
    ReturnsValue.Instance1<Sample, String, String> joined = Sample::joined;
    assertThat(Modules.misuse(() -> m.call(joined, "a")))
        .hasMessageContaining("Sample::joined")
        .hasMessageContaining("variable arguments");
    assertThat(m.stats().total().calls()).isZero();
  }

  @Test
  void refusesAnObjectOfTheModuleAsReceiver() {
    assertThat(Modules.misuse(() -> m.call(Sample::hello, new Sample())))
        .hasMessageContaining("Sample.hello takes 0 arguments")
        .hasMessageContaining("Leave the object out");
    assertThat(Modules.misuse(() -> m.call(Sample::withModule, "x")))
        .hasMessageContaining("Sample.withModule takes 2 arguments and is static");
  }

  @Test
  void refusesAVerbThatDoesNotFitTheResult() {
    assertThat(Modules.misuse(() -> m.call(Sample::upTo, 3)))
        .hasMessageContaining("Sample.upTo(int) returns java.util.stream.Stream")
        .hasMessageContaining("use stream");
    assertThat(Modules.misuse(() -> m.stream(Sample::words, "a b")))
        .hasMessageContaining("Sample.words(java.lang.String) returns java.util.List")
        .hasMessageContaining("use call");
    assertThat(Modules.misuse(() -> m.run(Sample::length, "a")))
        .hasMessageContaining("Sample.length(java.lang.String) returns int")
        .hasMessageContaining("Use call");
  }

  @Test
  @SuppressWarnings("FutureReturnValueIgnored") // there is none: the call is refused
  void refusesTypesThatCannotTravelAtTheFirstUseOfTheirMethod() {
    assertThat(Modules.misuse(() -> m.call(Sample::later)))
        .hasMessageContaining("io.faast.Sample.later() cannot be a function")
        .hasMessageContaining("CompletableFuture");
    assertThat(Modules.misuse(() -> m.call(Sample::read, null)))
        .hasMessageContaining("io.faast.Sample.read(java.io.InputStream)");
  }

  @Test
  void refusesTooFewArgumentsWhereNoCompilerChecks() {
    ReturnsNothing.Instance1<Sample, String> function = Sample::nothing;
    assertThat(Modules.misuse(() -> m.runReference(function)))
        .hasMessageContaining("Sample.nothing takes 1 argument, but was called with 0");
  }

  @Test
  void failsCallsAfterClosingAtOnce() {
    m.close();
    assertThat(Modules.thrownBy(m.call(Sample::hello)))
        .isInstanceOfSatisfying(
            FaastException.class, failure -> assertThat(failure.kind()).isEqualTo(Kind.CLOSED));
  }
}
