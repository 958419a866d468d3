package io.faast.gcp.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class VolumeTest {
  @Test
  void messageHasItsDataItsTimeStampAndItsId() {
    assertEquals(100 + 20 + 16, Volume.message(100, "2070443601311540"));
  }

  @Test
  void requestIsBilledAsAThousandBytesAtLeast() {
    assertEquals(1_000, Volume.request(0));
    assertEquals(1_000, Volume.request(999));
    assertEquals(1_001, Volume.request(1_001));
  }
}
