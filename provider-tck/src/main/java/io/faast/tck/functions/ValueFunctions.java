package io.faast.tck.functions;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Returns what it is given, by type.
 *
 * @since 0.1.0
 */
public class ValueFunctions {
  /** An enum with a body. */
  public enum Colour {
    RED,
    GREEN {
      @Override
      public String toString() {
        return "leaf";
      }
    }
  }

  /** A record in a record. */
  public record Point(int x, double y, @Nullable String label) {}

  /** A generic record. */
  public record Pair<A, B>(A left, B right) {}

  /** All number types at once. */
  public record Numbers(
      byte b, short s, int i, long l, float f, double d, char c, boolean t, @Nullable Long boxed) {}

  /** All kinds of time. */
  public record Times(
      Instant instant,
      LocalDate date,
      OffsetDateTime offset,
      ZonedDateTime zoned,
      Duration duration) {}

  /** Arrays of primitives. */
  @SuppressWarnings("ArrayRecordComponent") // How arrays travel is what it is for.
  public record Arrays(int[] ints, long[] longs, double[] doubles, float[] floats, String[] texts) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Arrays that
          && java.util.Arrays.equals(ints, that.ints)
          && java.util.Arrays.equals(longs, that.longs)
          && java.util.Arrays.equals(doubles, that.doubles)
          && java.util.Arrays.equals(floats, that.floats)
          && java.util.Arrays.equals(texts, that.texts);
    }

    @Override
    public int hashCode() {
      return java.util.Arrays.hashCode(ints);
    }
  }

  /** A value that does not survive: it is a view on this process. */
  public record Holder(String name, Object held) {}

  public byte[] bytes(byte[] value) {
    return value;
  }

  /** Returns {@code size} bytes that no compression shrinks. */
  public byte[] produce(int size) {
    byte[] bytes = new byte[size];
    new java.util.Random(size).nextBytes(bytes);
    return bytes;
  }

  public int length(byte[] value) {
    return value.length;
  }

  /** Never runs: it is only ever called with more than may be sent. */
  public int oversized(byte[] value) {
    return value.length;
  }

  public @Nullable String text(@Nullable String value) {
    return value;
  }

  public int anInt(int value) {
    return value;
  }

  public long aLong(long value) {
    return value;
  }

  public double aDouble(double value) {
    return value;
  }

  public boolean aBoolean(boolean value) {
    return value;
  }

  public char aChar(char value) {
    return value;
  }

  public Numbers numbers(Numbers value) {
    return value;
  }

  public double[] doubles(double[] value) {
    return value;
  }

  public Point point(Point value) {
    return value;
  }

  public Pair<String, List<Point>> pair(Pair<String, List<Point>> value) {
    return value;
  }

  public Colour colour(Colour value) {
    return value;
  }

  public Map<Colour, Set<Integer>> mapOfSets(Map<Colour, Set<Integer>> value) {
    return value;
  }

  public List<@Nullable String> texts(List<@Nullable String> value) {
    return value;
  }

  public Map<String, String> textMap(Map<String, String> value) {
    return value;
  }

  public Optional<String> optional(Optional<String> value) {
    return value;
  }

  public Times times(Times value) {
    return value;
  }

  public BigDecimal decimal(BigDecimal value) {
    return value;
  }

  public BigInteger integer(BigInteger value) {
    return value;
  }

  public Arrays arrays(Arrays value) {
    return value;
  }

  public Object anything(Object value) {
    return value;
  }

  /** Returns a value that does not survive the way back. */
  public Holder unsendable() {
    return new Holder("thread", Thread.currentThread());
  }
}
