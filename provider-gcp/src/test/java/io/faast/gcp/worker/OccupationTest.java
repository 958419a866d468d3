package io.faast.gcp.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OccupationTest {
  private record Span(long start, long end) {}

  @Test
  void callsTogetherHaveTheTimeInWhichThereWasAnyOfThem() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      List<Span> spans = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        long start = random.nextInt(10_000);
        spans.add(new Span(start, start + random.nextInt(900)));
      }
      boolean[] busy = new boolean[12_000];
      spans.forEach(s -> Arrays.fill(busy, (int) s.start, (int) s.end, true));
      long union = 0;
      for (boolean b : busy) {
        union += b ? 1 : 0;
      }
      Occupation occupation = new Occupation(0);
      record Event(long at, int span, boolean begin) {}
      List<Event> events = new ArrayList<>();
      for (int i = 0; i < spans.size(); i++) {
        events.add(new Event(spans.get(i).start, i, true));
        events.add(new Event(spans.get(i).end, i, false));
      }
      events.sort(Comparator.comparingLong(Event::at).thenComparing(e -> !e.begin));
      Occupation.Call[] calls = new Occupation.Call[spans.size()];
      long given = 0;
      for (Event event : events) {
        if (event.begin) {
          calls[event.span] = occupation.begin(event.at);
        } else {
          // Half of them answer a while before they end.
          if (event.span % 2 == 0) {
            given += calls[event.span].give(event.at);
          }
          calls[event.span].end(event.at);
        }
      }
      long last = occupation.begin(20_000).give(20_000);
      assertEquals(union, given + last, "seed " + seed);
    }
  }

  @Test
  void callsOneAfterAnotherHaveTheirOwnTime() {
    Occupation occupation = new Occupation(0);
    Occupation.Call first = occupation.begin(15);
    assertEquals(15, first.init());
    assertEquals(5, first.give(20));
    first.end(22);
    Occupation.Call second = occupation.begin(30);
    assertEquals(0, second.init());
    assertEquals(14, second.give(42), "with the 2 that the first had after its answer");
  }

  @Test
  void instanceThatWasThereLongBeforeItsFirstCallIsBilledForItsStartOnly() {
    Occupation occupation = new Occupation(0);
    occupation.ready(500_000_000L);
    assertEquals(500_000_000L, occupation.begin(60_000_000_000L).init());
  }
}
