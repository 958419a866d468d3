package io.faast.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faast.spi.RunTag;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TagsTest {
  @Test
  void everyOwnerComesBackFromWhatAwsTakes() {
    Random random = new Random(7);
    for (int i = 0; i < 500; i++) {
      StringBuilder owner = new StringBuilder();
      for (int c = random.nextInt(20); c > 0; c--) {
        owner.append((char) (random.nextBoolean() ? random.nextInt(128) : random.nextInt(65_536)));
      }
      RunTag run = new RunTag("r-" + i, owner.toString(), Instant.now());
      Map<String, String> tags = Tags.of(run, Map.of("team", "blue"));
      assertEquals(run, Tags.read(tags));
      assertEquals("blue", tags.get("team"));
      tags.values()
          .forEach(value -> assertTrue(value.matches("[A-Za-z0-9 _.:/=+@-]*"), () -> value));
    }
  }

  @Test
  void damagedTagsAreNobodys() {
    Map<String, String> whole = Tags.of(new RunTag("r", "o", Instant.now()), Map.of());
    for (String key : new String[] {Tags.RUN, Tags.OWNER, Tags.CREATED}) {
      Map<String, String> less = new HashMap<>(whole);
      less.remove(key);
      assertNull(Tags.read(less), key);
    }
    Map<String, String> odd = new HashMap<>(whole);
    odd.put(Tags.CREATED, "yesterday");
    assertNull(Tags.read(odd));
    odd.putAll(whole);
    odd.put(Tags.OWNER, "=12");
    assertNull(Tags.read(odd));
  }

  @Test
  void processTellsItselfFromAnother() {
    assertEquals(true, ClientMark.lives(ClientMark.ofThisProcess()).orElse(true));
    String[] parts = ClientMark.ofThisProcess().split("/", -1);
    if (!parts[0].equals("unknown")) {
      String place = parts[0] + "/" + parts[1];
      assertEquals(false, ClientMark.lives(place + "/" + parts[2] + "/12345").orElseThrow());
      assertFalse(ClientMark.lives("elsewhere/1/" + parts[2] + "/" + parts[3]).isPresent());
      assertFalse(ClientMark.lives(place + "/x/y").isPresent());
    }
  }
}
