package io.faast.worker;

import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Methods and a value for each, as material for damaged messages. */
public record HostileCase(Method method, Object value) {
  /** The methods. */
  public static final class Methods {
    public void text(String x) {}

    public void ints(int[] x) {}

    public void booleans(boolean[] x) {}

    public void level(ValueTypes.Level x) {}

    public void open(Object x) {}

    public void bits(BitSet x) {}

    public void everything(Everything x) {}

    public void shapes(List<ValueTypes.Shape> x) {}

    public void map(Map<UUID, List<ValueTypes.Picture>> x) {}
  }

  /** Many types in one. */
  public record Everything(
      BigDecimal decimal,
      BigInteger integer,
      Instant instant,
      ZonedDateTime zoned,
      Optional<String> text,
      char character,
      List<Object> any) {}

  static List<HostileCase> all() {
    Map<String, Object> values =
        Map.of(
            "text",
            "some text \u4F60",
            "ints",
            new int[] {1, 2, 3},
            "booleans",
            new boolean[] {true, false},
            "level",
            ValueTypes.Level.HIGH,
            "open",
            List.of("a", 1, 2.5),
            "bits",
            BitSet.valueOf(new long[] {1, 2}),
            "everything",
            new Everything(
                new BigDecimal("12345.678"),
                BigInteger.TWO.pow(100),
                Instant.EPOCH,
                ZonedDateTime.of(2024, 1, 1, 0, 0, 0, 0, ZoneId.of("Europe/Paris")),
                Optional.of("x"),
                'c',
                List.of("a", 1)),
            "shapes",
            List.of(new ValueTypes.Circle(1), new ValueTypes.Square(2)),
            "map",
            Map.of(new UUID(1, 2), List.of(new ValueTypes.Picture("p", new byte[] {1, 2, 3}))));
    List<HostileCase> cases = new ArrayList<>();
    for (Method m : Methods.class.getDeclaredMethods()) {
      if (values.containsKey(m.getName())) {
        cases.add(new HostileCase(m, values.get(m.getName())));
      }
    }
    return cases;
  }
}
