package io.faast;

import static org.assertj.core.api.Assertions.assertThat;

import io.faast.function.ReturnsIterable;
import io.faast.function.ReturnsStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamsTest {
  private final FaastModule<Sample> m = Modules.sample();

  @AfterEach
  void close() {
    m.close();
  }

  @Test
  void streamsItemsOfEveryKindOfMethod() {
    assertThat(m.stream(Sample::upTo, 100).stream().mapToInt(Integer::intValue).sum())
        .isEqualTo(4950);
    assertThat(m.stream(Sample::letters, "abc").stream()).containsExactly("a", "b", "c");
    assertThat(m.stream(Sample::pair, 1, 2).stream()).containsExactly(1, 2);
    assertThat(m.stream(Sample::copies, "x", 2).stream()).containsExactly("x", "x");
  }

  @Test
  void streamsWhatIsSpelledOut() {
    ReturnsStream.Instance1<Sample, Integer, Integer> stream = Sample::upTo;
    assertThat(m.stream(stream, 2).stream()).containsExactly(0, 1);
    ReturnsIterable.Instance2<Sample, Integer, Integer, Integer> iterable = Sample::pair;
    assertThat(m.stream(iterable, 3, 4).stream()).containsExactly(3, 4);
  }

  @Test
  void stopsAtClose() {
    try (ItemStream<Integer> items = m.stream(Sample::upTo, Integer.MAX_VALUE)) {
      assertThat(items.next()).isZero();
      assertThat(items.next()).isEqualTo(1);
    }
    assertThat(m.stats(Sample::upTo).pending()).isZero();
  }
}
