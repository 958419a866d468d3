package io.faast.corpus.guava;

import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import com.google.common.collect.HashMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Iterables;
import com.google.common.collect.Lists;
import com.google.common.collect.Range;
import com.google.common.collect.SetMultimap;
import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import com.google.common.math.IntMath;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.MoreExecutors;
import io.faast.corpus.Cases;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import org.apache.commons.lang3.StringUtils;
import org.apache.commons.lang3.builder.ToStringBuilder;
import org.apache.commons.lang3.builder.ToStringStyle;
import org.apache.commons.lang3.time.FastDateFormat;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/** Guava, commons-lang3 and commons-math3, a little of each. */
public final class Main {
  private static final Map<String, HashFunction> HASHES =
      ImmutableMap.of(
          "sha256", Hashing.sha256(),
          "murmur3", Hashing.murmur3_128(7),
          "crc32c", Hashing.crc32c(),
          "sip", Hashing.sipHash24());

  private static final Map<String, BaseEncoding> CODECS =
      ImmutableMap.of(
          "base16", BaseEncoding.base16().lowerCase(),
          "base32", BaseEncoding.base32().omitPadding(),
          "base64", BaseEncoding.base64Url().withSeparator("\n", 8));

  private static final LoadingCache<String, Integer> LENGTHS =
      CacheBuilder.newBuilder()
          .maximumSize(3)
          .recordStats()
          .build(
              new CacheLoader<>() {
                @Override
                public Integer load(String word) {
                  if (word.isEmpty()) {
                    throw new IllegalArgumentException("an empty word");
                  }
                  return word.length();
                }
              });

  private Main() {}

  static String hash(String algorithm, String text) {
    return HASHES.get(algorithm).hashString(text, StandardCharsets.UTF_8).toString();
  }

  static String coded(String codec, String text) {
    BaseEncoding encoding = CODECS.get(codec);
    String coded = encoding.encode(text.getBytes(StandardCharsets.UTF_8));
    return coded + " = " + new String(encoding.decode(coded), StandardCharsets.UTF_8);
  }

  static Object decoded(String codec, String coded) {
    return CODECS.get(codec).decode(coded);
  }

  static String words(String text) {
    SetMultimap<Integer, String> byLength = HashMultimap.create();
    for (String word : Splitter.on(' ').trimResults().omitEmptyStrings().split(text)) {
      byLength.put(LENGTHS.getUnchecked(word), StringUtils.capitalize(word));
    }
    Map<Integer, Object> sorted = new TreeMap<>();
    byLength.asMap().forEach((n, all) -> sorted.put(n, ImmutableSortedSet.copyOf(all)));
    return Joiner.on("; ").withKeyValueSeparator("=").join(sorted)
        + StringUtils.leftPad("" + LENGTHS.stats().missCount(), 4, '.')
        + Iterables.getLast(sorted.keySet());
  }

  static String statistics(double... values) {
    DescriptiveStatistics all = new DescriptiveStatistics();
    SimpleRegression line = new SimpleRegression();
    for (int i = 0; i < values.length; i++) {
      all.addValue(values[i]);
      line.addData(i, values[i]);
    }
    return all.getMean()
        + " "
        + all.getStandardDeviation()
        + " "
        + all.getPercentile(75)
        + " "
        + line.getSlope();
  }

  static String inverse(double[]... rows) {
    RealMatrix matrix = new Array2DRowRealMatrix(rows);
    LUDecomposition lu = new LUDecomposition(matrix);
    return lu.getDeterminant() + " " + lu.getSolver().getInverse();
  }

  static String date(String pattern, String tag, String zone) {
    return FastDateFormat.getInstance(
            pattern, TimeZone.getTimeZone(zone), Locale.forLanguageTag(tag))
        .format(new Date(1_700_000_000_000L));
  }

  static Object parsed(String pattern, String tag, String text) throws Exception {
    return FastDateFormat.getInstance(
            pattern, TimeZone.getTimeZone("UTC"), Locale.forLanguageTag(tag))
        .parse(text)
        .getTime();
  }

  static Object copied(Object value) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return in.readObject();
    }
  }

  static Object future(String text) throws Exception {
    return Futures.getDone(
        Futures.transform(
            Futures.immediateFuture(text), Integer::valueOf, MoreExecutors.directExecutor()));
  }

  static String described(Object value) {
    return ToStringBuilder.reflectionToString(value, ToStringStyle.SHORT_PREFIX_STYLE);
  }

  static Object twice(String key) {
    return ImmutableMap.of(key, 1, key.toLowerCase(Locale.ROOT), 2);
  }

  private record Point(int x, double y, String name) {}

  public static void main(String[] args) {
    Cases cases = new Cases();
    mainPath(cases);
    otherData(cases);
    errors(cases);
    cases.finish();
  }

  private static void mainPath(Cases cases) {
    cases.add("hash", () -> hash("sha256", "tea"));
    cases.add("codec", () -> coded("base64", "a pot of tea"));
    cases.add("words", () -> words("the quick brown fox jumps over the lazy dog"));
    cases.add("statistics", () -> statistics(1, 2, 4, 8, 16));
    cases.add("inverse", () -> inverse(new double[] {2, 1}, new double[] {1, 3}));
    cases.add("date", () -> date("yyyy-MM-dd HH:mm z", "en-GB", "Europe/London"));
    cases.add("reflection", () -> described(new Point(1, 2.5, "p")));
    cases.add("range", () -> Range.closedOpen(3, 9).contains(IntMath.pow(2, 3)));
    cases.add("future", () -> future("42"));
    cases.add("partition", () -> Lists.partition(new ArrayList<>(List.of(1, 2, 3, 4, 5)), 2));
  }

  private static void otherData(Cases cases) {
    for (String algorithm : HASHES.keySet()) {
      cases.add("hash " + algorithm, () -> hash(algorithm, "é\ud83d\ude00".repeat(50)));
    }
    for (String codec : CODECS.keySet()) {
      cases.add("codec " + codec, () -> coded(codec, "other text é"));
      cases.add("codec empty " + codec, () -> coded(codec, ""));
    }
    for (String tag : List.of("de-DE", "ja-JP-u-ca-japanese", "ar-EG", "th-TH-u-ca-buddhist")) {
      cases.add("date " + tag, () -> date("EEEE d MMMM yyyy G, zzzz", tag, "Asia/Tokyo"));
    }
    cases.add("date parsed", () -> parsed("d MMMM yyyy", "fr-FR", "3 février 2021"));
    cases.add("week", () -> date("YYYY-'W'ww-u XXX", "en-US", "America/New_York"));
    cases.add("words none", () -> words(" "));
    cases.add("words many", () -> words("one three eleven seventeen one"));
    cases.add("statistics none", () -> statistics());
    cases.add("statistics odd", () -> statistics(1, Double.NaN, Double.POSITIVE_INFINITY));
    cases.add("multimap copied", () -> copied(HashMultimap.create()));
    cases.add("map copied", () -> copied(ImmutableMap.of("a", 1, "b", 2)));
    cases.add("set copied", () -> copied(ImmutableSortedSet.of("b", "a")));
    cases.add("range copied", () -> copied(Range.atLeast(5)));
    cases.add("matrix copied", () -> copied(new Array2DRowRealMatrix(new double[][] {{1, 2}})));
    cases.add("round", () -> IntMath.divide(-7, 2, RoundingMode.HALF_EVEN));
  }

  private static void errors(Cases cases) {
    cases.add("singular", () -> inverse(new double[] {1, 2}, new double[] {2, 4}));
    cases.add("not square", () -> inverse(new double[] {1, 2}));
    for (Locale locale : List.of(Locale.US, Locale.FRANCE)) {
      cases.add(
          "no matrix " + locale,
          () -> {
            Locale before = Locale.getDefault();
            Locale.setDefault(locale);
            try {
              return inverse();
            } catch (RuntimeException e) {
              return e + " " + e.getLocalizedMessage();
            } finally {
              Locale.setDefault(before);
            }
          });
    }
    cases.add("no codec", () -> decoded("base32", "1"));
    cases.add("odd length", () -> decoded("base16", "abc"));
    cases.add("loader throws", () -> LENGTHS.get(""));
    cases.add("range", () -> Range.closed(5, 3));
    cases.add("remainder", () -> IntMath.divide(7, 2, RoundingMode.UNNECESSARY));
    cases.add("overflow", () -> IntMath.checkedMultiply(1 << 20, 1 << 20));
    cases.add("twice", () -> twice("a"));
    cases.add("null", () -> ImmutableMap.of("a", null));
    cases.add("no pattern", () -> date("bad pattern", "en-US", "UTC"));
    cases.add("no date", () -> parsed("d MMMM yyyy", "fr-FR", "3 February 2021"));
    cases.add("future throws", () -> future("x"));
    cases.add("empty", () -> Iterables.getLast(List.of()));
    cases.add("percentile", () -> new DescriptiveStatistics().getPercentile(101));
    cases.add("not serializable", () -> copied(new Object()));
  }
}
