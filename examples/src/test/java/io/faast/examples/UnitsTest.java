package io.faast.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UnitsTest {
  @Test
  void sizesChangeTheirUnitBeforeTheyGetLong() {
    assertThat(Units.bytes(0)).isEqualTo("0 B");
    assertThat(Units.bytes(1023)).isEqualTo("1023 B");
    assertThat(Units.bytes(1024)).isEqualTo("1.0 KiB");
    assertThat(Units.bytes(1024 * 1024 - 1)).isEqualTo("1.0 MiB");
    assertThat(Units.bytes(5_000_000_000_000L)).isEqualTo("4656.6 GiB");
  }

  @Test
  void timesChangeTheirUnitBeforeTheyGetLong() {
    assertThat(Units.time(Duration.ofNanos(1_234_000))).isEqualTo("1.23 ms");
    assertThat(Units.time(Duration.ofMillis(999))).isEqualTo("999 ms");
    assertThat(Units.time(Duration.ofSeconds(1))).isEqualTo("1.0 s");
    assertThat(Units.time(Duration.ofSeconds(125))).isEqualTo("2 min 5 s");
    assertThat(Units.time(Duration.ofHours(24))).isEqualTo("24 h 0 min");
    assertThat(Units.time(Duration.ofHours(99))).isEqualTo("4 days 3 h");
  }

  @Test
  void numbersLookTheSameInEveryLocale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      assertThat(Units.count(1234567)).isEqualTo("1,234,567");
      assertThat(Units.percent(1, 8)).isEqualTo("12.5 %");
      assertThat(Units.percent(0, 0)).isEqualTo("0.0 %");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void numbersAreThoseOfAFormatter() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      long n = random.nextLong() >> random.nextInt(64);
      assertThat(Units.count(n)).isEqualTo(String.format(Locale.ROOT, "%,d", n));
      double eighths = (random.nextInt(8 * 900) + 8) / 8.0; // exact, so that both round alike
      assertThat(Units.bytes((long) (eighths * 1024)))
          .isEqualTo(String.format(Locale.ROOT, "%.1f KiB", eighths));
      int hundredths = random.nextInt(990);
      assertThat(Units.time(Duration.ofNanos(hundredths * 10_000L)))
          .isEqualTo(String.format(Locale.ROOT, "%.2f ms", hundredths / 100.0));
    }
  }

  @Test
  void theLeastNumberHasItsCommas() {
    assertThat(Units.count(Long.MIN_VALUE)).isEqualTo("-9,223,372,036,854,775,808");
    assertThat(Units.count(-999)).isEqualTo("-999");
  }
}
