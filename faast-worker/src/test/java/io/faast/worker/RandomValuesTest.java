package io.faast.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whatever the values, they arrive as they were sent. */
class RandomValuesTest {
  private static final List<String> ZONES = ZoneId.getAvailableZoneIds().stream().sorted().toList();

  private final Random random = new Random(42);

  /** The module. */
  public static final class Module {
    public void tree(Tree x) {}

    public void times(Times x) {}

    public void map(Map<String, Optional<Tree>> x) {}
  }

  /** A tree of many types, with equals all the way down. */
  public record Tree(
      String text,
      int number,
      Long boxed,
      double real,
      float small,
      char character,
      BigDecimal decimal,
      BigInteger integer,
      UUID id,
      ValueTypes.Level level,
      Optional<String> maybe,
      ValueTypes.Shape shape,
      Map<Integer, String> names,
      List<Tree> children) {}

  /** Every time there is. */
  public record Times(
      Instant instant,
      LocalDate date,
      LocalTime time,
      LocalDateTime dateTime,
      OffsetDateTime offset,
      ZonedDateTime zoned,
      Duration duration,
      Period period,
      Year year,
      YearMonth month) {}

  @Test
  void treesSurvive() throws Exception {
    for (int i = 0; i < 1500; i++) {
      survives("tree", tree(3));
    }
  }

  @Test
  void timesSurvive() throws Exception {
    for (int i = 0; i < 5000; i++) {
      survives("times", times());
    }
  }

  @Test
  void mapsSurvive() throws Exception {
    for (int i = 0; i < 300; i++) {
      Map<String, Optional<Tree>> map = new LinkedHashMap<>();
      for (int n = random.nextInt(5); n > 0; n--) {
        map.put(wellFormed(), random.nextBoolean() ? Optional.empty() : Optional.of(tree(1)));
      }
      survives("map", map);
    }
  }

  private static void survives(String name, Object sent) throws Exception {
    Method method = null;
    for (Method m : Module.class.getMethods()) {
      if (m.getName().equals(name)) {
        method = m;
      }
    }
    MethodCodec codec = MethodCodec.of(Module.class, method);
    MessageWriter w = new MessageWriter(16);
    codec.writeArguments(w, new Object[] {sent}, true);
    assertThat(codec.readArguments(new MessageReader(w.toBuffer()))[0]).isEqualTo(sent);
  }

  private Tree tree(int depth) {
    List<Tree> children = new ArrayList<>();
    for (int i = depth == 0 ? 0 : random.nextInt(4); i > 0; i--) {
      children.add(random.nextInt(5) == 0 ? null : tree(depth - 1));
    }
    Map<Integer, String> names = new LinkedHashMap<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      names.put(random.nextInt(), text());
    }
    return new Tree(
        random.nextInt(4) == 0 ? null : text(),
        random.nextInt(),
        random.nextBoolean() ? null : random.nextLong() >> random.nextInt(60),
        Double.longBitsToDouble(random.nextLong()),
        Float.intBitsToFloat(random.nextInt()),
        (char) random.nextInt(65536),
        new BigDecimal(new BigInteger(random.nextInt(100), random), random.nextInt(60) - 30),
        new BigInteger(random.nextInt(200), random).negate(),
        new UUID(random.nextLong(), random.nextLong()),
        random.nextBoolean() ? ValueTypes.Level.LOW : ValueTypes.Level.HIGH,
        random.nextBoolean() ? Optional.empty() : Optional.of(text()),
        random.nextBoolean()
            ? new ValueTypes.Circle(1)
            : new ValueTypes.Square(random.nextDouble()),
        names,
        children);
  }

  private Times times() {
    LocalDate date = LocalDate.ofEpochDay((random.nextLong() >> random.nextInt(64)) % 365_000_000L);
    long unit = precision();
    LocalTime time =
        LocalTime.ofNanoOfDay((random.nextLong() >>> 1) % 86_400_000_000_000L / unit * unit);
    LocalDateTime dateTime = date.atTime(time);
    return new Times(
        dateTime.toInstant(ZoneOffset.UTC),
        date,
        time,
        dateTime,
        dateTime.atOffset(ZoneOffset.ofTotalSeconds(random.nextInt(129601) - 64800)),
        dateTime.atZone(ZoneId.of(ZONES.get(random.nextInt(ZONES.size())))),
        Duration.ofSeconds(random.nextLong() >> random.nextInt(63), random.nextInt(1_000_000_000)),
        Period.of(random.nextInt(), random.nextInt(), random.nextInt()),
        Year.of(date.getYear()),
        YearMonth.of(date.getYear(), 1 + random.nextInt(12)));
  }

  private long precision() {
    return new long[] {1, 1000, 1_000_000, 1_000_000_000}[random.nextInt(4)];
  }

  private String text() {
    char[] chars = new char[random.nextInt(40)];
    int limit = random.nextInt(4) == 0 ? 65536 : 128;
    for (int i = 0; i < chars.length; i++) {
      chars[i] = (char) random.nextInt(limit);
    }
    return new String(chars);
  }

  /** Names of a map are text in CBOR: half a surrogate pair is refused there. */
  private String wellFormed() {
    return text().replaceAll("[\\uD800-\\uDFFF]", "");
  }
}
