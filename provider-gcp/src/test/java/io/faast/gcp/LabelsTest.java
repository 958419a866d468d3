package io.faast.gcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faast.spi.RunTag;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LabelsTest {
  private static final Instant CREATED = Instant.parse("2026-01-02T03:04:05.678Z");

  @Test
  void labelsBringTheTagBack() {
    for (String owner :
        List.of(
            "ann",
            "Ann.B@example.com",
            "größe_1",
            "a b",
            "日本",
            "Ann.B".repeat(20),
            "a".repeat(63),
            "")) {
      RunTag run = new RunTag("run-1", owner, CREATED);
      Map<String, String> labels = Labels.of(run, Map.of("team", "blue"), "client");
      assertEquals(run, Labels.read(labels));
      assertEquals("blue", labels.get("team"));
      labels.forEach(
          (key, value) ->
              assertTrue(
                  key.matches("[a-z0-9_-]{1,63}") && value.matches("[a-z0-9_-]{0,63}"),
                  () -> key + value));
    }
  }

  @Test
  void ownerThatLabelsCannotHoldIsNoticed() {
    assertTrue(Labels.hold("a".repeat(252)));
    assertTrue(!Labels.hold("a".repeat(253)));
    assertTrue(!Labels.hold("A".repeat(85)));
  }

  @Test
  void anyTextComesBack() {
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      random.ints(random.nextInt(20), 0, Character.MIN_SURROGATE).forEach(text::appendCodePoint);
      assertEquals(text.toString(), Labels.unescaped(Labels.escaped(text.toString())));
    }
  }

  @Test
  void labelsOfOthersAndDamagedOnesAreNoTag() {
    RunTag run = new RunTag("run-1", "ann", CREATED);
    assertNull(Labels.read(Map.of("team", "blue")));
    Map<String, String> damaged = new LinkedHashMap<>(Labels.of(run, Map.of(), "client"));
    damaged.put(Labels.CREATED, "yesterday");
    assertNull(Labels.read(damaged));
    damaged.putAll(Labels.of(run, Map.of(), "client"));
    damaged.put(Labels.OWNER, "a_4");
    assertNull(Labels.read(damaged));
    damaged.put(Labels.OWNER, "a_zz");
    assertNull(Labels.read(damaged));
  }

  @Test
  void imagesHaveEachHyphenTwice() {
    assertEquals(
        "projects/my-p/locations/us-central1/repositories/gcf-artifacts/packages/"
            + "my--p__us--central1__faast--x--1",
        Names.imagePath("my-p", "us-central1", "faast-x-1"));
    assertEquals(
        "faast-worker@p.example.com.iam.gserviceaccount.com",
        Names.account("faast-worker", "example.com:p"));
  }
}
