package io.faast.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CapabilityTest {
  private static Limits limits(int memory, int concurrency, Duration quantum) {
    Duration minute = Duration.ofMinutes(1);
    return new Limits(1, 1, minute, minute, 128, 1024, 64, memory, 10, concurrency, quantum);
  }

  private static final Limits LIMITS = limits(512, 4, Duration.ofMillis(1));

  @Test
  void refusingACapabilityRefusesWhatIsDerivedFromIt() {
    assertThat(Capability.closure(Set.of(Capability.STREAM)))
        .containsExactlyInAnyOrder(Capability.STREAM, Capability.BACK_PRESSURE);
    assertThat(Capability.closure(Set.of(Capability.INVENTORY)))
        .containsExactlyInAnyOrder(Capability.INVENTORY, Capability.GARBAGE_COLLECTION);
    assertThat(Capability.closure(Set.of())).isEmpty();
  }

  @Test
  void closureIsAProjectionForEverySetOfRefusals() {
    Capability[] all = Capability.values();
    for (int bits = 0; bits < 1 << all.length; bits++) {
      EnumSet<Capability> refused = EnumSet.noneOf(Capability.class);
      for (int i = 0; i < all.length; i++) {
        if ((bits & 1 << i) != 0) {
          refused.add(all[i]);
        }
      }
      Set<Capability> closed = Capability.closure(refused);
      assertThat(closed).containsAll(refused);
      assertThat(Capability.closure(closed)).isEqualTo(closed);
      for (Capability capability : all) {
        Capability parent = capability.parent();
        if (parent != null && closed.contains(parent)) {
          assertThat(closed).contains(capability);
        }
      }
    }
  }

  @Test
  void providerHasWhatItDoesNotRefuse() {
    ProviderInfo info = new ProviderInfo("Test", Set.of(Capability.STREAM), LIMITS);
    assertThat(info.supports(Capability.BACK_PRESSURE)).isFalse();
    assertThat(info.supports(Capability.CANCEL)).isTrue();
  }

  @Test
  void refusalNamesProviderAndCapability() {
    assertThat(new UnsupportedCapabilityException("acme", Capability.CANCEL))
        .hasMessageContaining("acme")
        .hasMessageContaining("CANCEL");
  }

  @Test
  void limitsThatContradictEachOtherAreRefusedByName() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> limits(64, 4, Duration.ofMillis(1)))
        .withMessageContaining("defaultMemoryMb");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> limits(512, 11, Duration.ofMillis(1)))
        .withMessageContaining("defaultConcurrency");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> limits(512, 4, Duration.ZERO))
        .withMessageContaining("billingQuantum");
  }
}
