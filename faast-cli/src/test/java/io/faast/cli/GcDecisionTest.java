package io.faast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.faast.spi.Resource;
import io.faast.spi.Resource.Liveness;
import io.faast.spi.RunTag;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GcDecisionTest {
  private static final Instant NOW = Instant.parse("2025-06-01T12:00:00Z");

  private static GcDecision decide(String owner, Liveness liveness, Duration age, Duration keep) {
    RunTag run = new RunTag("run", owner, NOW.minus(age));
    return GcDecision.of(new Resource("queue", "q", run, liveness), "me", keep, NOW);
  }

  @Test
  void neverTouchesWhatIsAliveOrSomebodyElses() {
    Duration old = Duration.ofDays(400);
    assertThat(decide("me", Liveness.LIVE, old, Duration.ZERO).delete()).isFalse();
    GcDecision stranger = decide("you", Liveness.DEAD, old, Duration.ZERO);
    assertThat(stranger.delete()).isFalse();
    assertThat(stranger.why()).contains("owned by you");
  }

  @Test
  void deletesWhatIsDeadOnlyWhenItIsOlderThanTheRetention() {
    Duration keep = Duration.ofHours(3);
    assertThat(decide("me", Liveness.DEAD, keep, keep).delete()).isFalse();
    assertThat(decide("me", Liveness.DEAD, keep.plusSeconds(1), keep).delete()).isTrue();
  }

  @Test
  void whatMayBeAliveIsKeptTwiceAsLongAndAtLeastADay() {
    Duration day = Duration.ofDays(1);
    assertThat(decide("me", Liveness.UNKNOWN, day, Duration.ZERO).delete()).isFalse();
    assertThat(decide("me", Liveness.UNKNOWN, day.plusSeconds(1), Duration.ZERO).delete()).isTrue();
    assertThat(decide("me", Liveness.UNKNOWN, day.multipliedBy(2), day).delete()).isFalse();
    assertThat(decide("me", Liveness.UNKNOWN, day.multipliedBy(3), day).delete()).isTrue();
  }
}
