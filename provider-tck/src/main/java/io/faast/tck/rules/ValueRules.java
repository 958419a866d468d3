package io.faast.tck.rules;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faast.FaastException;
import io.faast.FaastModule;
import io.faast.tck.Lab;
import io.faast.tck.Opened;
import io.faast.tck.Proof;
import io.faast.tck.Rule;
import io.faast.tck.functions.ValueFunctions;
import io.faast.tck.functions.ValueFunctions.Colour;
import io.faast.tck.functions.ValueFunctions.Numbers;
import io.faast.tck.functions.ValueFunctions.Pair;
import io.faast.tck.functions.ValueFunctions.Point;
import io.faast.tck.functions.ValueFunctions.Times;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Values that travel to a function and back, and values that are refused.
 *
 * @since 0.1.0
 */
public class ValueRules {
  private static FaastModule<ValueFunctions> module(Lab lab) {
    return lab.shared(ValueFunctions.class).module();
  }

  @Rule(
      id = "VAL-01",
      says = "Numbers, characters and booleans keep their values at both ends.",
      why = "The simplest values have edges: the smallest long, a char beyond ASCII.")
  void primitives(Lab lab) {
    FaastModule<ValueFunctions> m = module(lab);
    for (int value : new int[] {0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      assertEquals(value, lab.value(m.call(ValueFunctions::anInt, value)));
    }
    for (long value : new long[] {0, -1, Long.MIN_VALUE, Long.MAX_VALUE, (1L << 53) + 1}) {
      assertEquals(value, lab.value(m.call(ValueFunctions::aLong, value)));
    }
    assertEquals(true, lab.value(m.call(ValueFunctions::aBoolean, true)));
    assertEquals('\uD800', lab.value(m.call(ValueFunctions::aChar, '\uD800')));
    Numbers least =
        new Numbers(
            Byte.MIN_VALUE,
            Short.MIN_VALUE,
            Integer.MIN_VALUE,
            Long.MIN_VALUE,
            -Float.MAX_VALUE,
            Double.MIN_VALUE,
            'x',
            false,
            null);
    assertEquals(least, lab.value(m.call(ValueFunctions::numbers, least)));
  }

  @Rule(
      id = "VAL-02",
      says = "NaN, infinities, -0.0 and the smallest doubles keep their bits.",
      why = "Numbers through text lose what scientists and hashes depend on.")
  void doubles(Lab lab) {
    double[] hard = {
      Double.NaN,
      -0.0,
      0.0,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Double.MIN_VALUE,
      Double.MAX_VALUE,
      0.1
    };
    for (double value : hard) {
      assertEquals(
          Double.doubleToLongBits(value),
          Double.doubleToLongBits(lab.value(module(lab).call(ValueFunctions::aDouble, value))),
          "the bits of " + value);
    }
    assertArrayEquals(hard, lab.value(module(lab).call(ValueFunctions::doubles, hard)));
  }

  @Rule(
      id = "VAL-03",
      says = "Bytes arrive as bytes, all 256 of them, from none to many.",
      why = "Bytes through text lose what is no text.")
  void bytes(Lab lab) {
    for (int size : new int[] {0, 1, 256, 100_000}) {
      byte[] sent = new byte[size];
      for (int i = 0; i < size; i++) {
        sent[i] = (byte) i;
      }
      assertArrayEquals(sent, lab.value(module(lab).call(ValueFunctions::bytes, sent)));
    }
  }

  @Rule(
      id = "VAL-04",
      says = "Records arrive equal, nested and generic ones too.",
      why = "Records are how Java programs pass data today.")
  void records(Lab lab) {
    Point point = new Point(3, -0.5, null);
    assertEquals(point, lab.value(module(lab).call(ValueFunctions::point, point)));
    Pair<String, List<Point>> pair =
        new Pair<>("left", List.of(point, new Point(1, Double.NaN, "label")));
    assertEquals(pair, lab.value(module(lab).call(ValueFunctions::pair, pair)));
  }

  @Rule(
      id = "VAL-05",
      says = "Enums arrive as themselves, also those with a body.",
      why = "An enum constant with a body has a class of its own, which naive codecs write down.")
  void enums(Lab lab) {
    for (Colour colour : Colour.values()) {
      assertEquals(colour, lab.value(module(lab).call(ValueFunctions::colour, colour)));
    }
  }

  @Rule(
      id = "VAL-06",
      says = "Collections keep their elements, their order, and null.",
      why = "A list that loses null shifts everything behind it.")
  void collections(Lab lab) {
    List<String> texts = new ArrayList<>(Arrays.asList("b", null, "a", "b"));
    assertEquals(texts, lab.value(module(lab).call(ValueFunctions::texts, texts)));
    Map<Colour, Set<Integer>> map = Map.of(Colour.RED, Set.of(1, 2, 3), Colour.GREEN, Set.of());
    assertEquals(map, lab.value(module(lab).call(ValueFunctions::mapOfSets, map)));
    Map<String, String> ordered = new LinkedHashMap<>();
    for (int i = 20; i > 0; i--) {
      ordered.put("key" + i, "value" + i);
    }
    assertEquals(
        List.copyOf(ordered.keySet()),
        List.copyOf(lab.value(module(lab).call(ValueFunctions::textMap, ordered)).keySet()),
        "the order of a map's keys");
  }

  @Rule(
      id = "VAL-07",
      says = "Keys that look like a format's own marks are keys like any other.",
      why = "Formats that mark types inside of maps can be confused by data.")
  void reservedLookingKeys(Lab lab) {
    Map<String, String> map = new LinkedHashMap<>();
    for (String key : List.of("@type", "@class", "$type", "", " ", "a.b", "[type]", "__proto__")) {
      map.put(key, "of " + key);
    }
    assertEquals(map, lab.value(module(lab).call(ValueFunctions::textMap, map)));
  }

  @Rule(
      id = "VAL-08",
      says = "Optionals arrive full or empty, as they were.",
      why = "Empty and absent are different answers.")
  void optionals(Lab lab) {
    assertEquals(
        Optional.of("x"), lab.value(module(lab).call(ValueFunctions::optional, Optional.of("x"))));
    assertEquals(
        Optional.empty(), lab.value(module(lab).call(ValueFunctions::optional, Optional.empty())));
  }

  @Rule(
      id = "VAL-09",
      says = "Times arrive to the nanosecond, with their zones.",
      why = "A time that loses its zone is another time.")
  void times(Lab lab) {
    Times times =
        new Times(
            Instant.parse("2024-02-29T23:59:59.123456789Z"),
            LocalDate.of(-44, 3, 15),
            OffsetDateTime.parse("2024-10-27T02:30:00+02:00"),
            ZonedDateTime.parse("2024-10-27T02:30:00+01:00[Europe/Berlin]"),
            Duration.ofNanos(Long.MIN_VALUE));
    assertEquals(times, lab.value(module(lab).call(ValueFunctions::times, times)));
  }

  @Rule(
      id = "VAL-10",
      says = "Big numbers keep every digit and their scale.",
      why = "Money is counted in big decimals, and their scale is seen in print.")
  void bigNumbers(Lab lab) {
    for (String digits : List.of("1.10", "1.1", "0E-20", "1E+100", "-123456789012345678901.5")) {
      BigDecimal sent = new BigDecimal(digits);
      assertEquals(sent, lab.value(module(lab).call(ValueFunctions::decimal, sent)));
    }
    BigInteger big = BigInteger.TWO.pow(521).subtract(BigInteger.ONE).negate();
    assertEquals(big, lab.value(module(lab).call(ValueFunctions::integer, big)));
  }

  @Rule(
      id = "VAL-11",
      says = "Arrays arrive with every element.",
      why = "Arrays of arrays and of primitives take ways of their own.")
  void arrays(Lab lab) {
    ValueFunctions.Arrays sent =
        new ValueFunctions.Arrays(
            new int[] {1, -1},
            new long[] {Long.MIN_VALUE},
            new double[] {Double.NaN, -0.0},
            new float[0],
            new String[] {"a", ""});
    assertEquals(sent, lab.value(module(lab).call(ValueFunctions::arrays, sent)));
  }

  @Rule(
      id = "VAL-12",
      says = "An argument that would not survive is refused as SERIALIZATION before it is sent.",
      why = "A value that arrives changed is worse than one that is refused.",
      proof = Proof.ENGINE)
  void unsendableArguments(Lab lab) {
    Opened<ValueFunctions> opened = lab.shared(ValueFunctions.class);
    FaastException refused =
        lab.failure(
            opened.module().call(ValueFunctions::anything, Thread.currentThread()),
            FaastException.Kind.SERIALIZATION);
    assertTrue(
        String.valueOf(refused.getMessage()).contains("argument"),
        () -> "the message does not say which argument: " + refused.getMessage());
    assertEquals(
        0, opened.recording().attempts("anything").size(), "attempts sent with such an argument");
  }

  @Rule(
      id = "VAL-13",
      says = "A result that would not survive fails as SERIALIZATION, and is not tried again.",
      why =
          "The user must learn that the result was not faithful; running again would not"
              + " change it.",
      proof = Proof.ENGINE)
  void unsendableResults(Lab lab) {
    Opened<ValueFunctions> opened = lab.shared(ValueFunctions.class);
    FaastException refused =
        lab.failure(
            opened.module().call(ValueFunctions::unsendable), FaastException.Kind.SERIALIZATION);
    assertTrue(
        String.valueOf(refused.getMessage()).contains("held"),
        () -> "the message does not name the path to the value: " + refused.getMessage());
    assertEquals(1, opened.recording().attempts("unsendable").size(), "attempts");
  }
}
