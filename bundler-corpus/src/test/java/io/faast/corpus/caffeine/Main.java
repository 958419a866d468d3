package io.faast.corpus.caffeine;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.CaffeineSpec;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Ticker;
import io.faast.corpus.Cases;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Caffeine: the classes of caches and of their nodes are generated, one for each combination of
 * options, and found by names put together of letters.
 */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    Cases cases = new Cases();
    for (int options = 0; options < 128; options++) {
      int chosen = options;
      cases.add("options " + options, () -> combination(chosen));
    }
    for (String spec :
        List.of(
            "maximumSize=2,recordStats",
            "weakKeys,softValues,initialCapacity=3",
            "expireAfterWrite=1d,refreshAfterWrite=1h",
            "maximumSize=two",
            "unknown=1",
            "weakKeys=1",
            "")) {
      cases.add("spec " + spec, () -> CaffeineSpec.parse(spec) + use(spec));
    }
    cases.add("serial", () -> serial(Caffeine.newBuilder().maximumSize(5).build()));
    cases.add(
        "serial loading",
        () -> serial(Caffeine.newBuilder().expireAfterWrite(Duration.ofDays(1)).build()));
    cases.add(
        "async",
        () -> {
          AsyncLoadingCache<String, Integer> cache =
              Caffeine.newBuilder().executor(Runnable::run).buildAsync(String::length);
          return cache.getAll(List.of("a", "bb", "ccc")).get()
              + " "
              + cache.synchronous().asMap().keySet().stream().sorted().toList();
        });
    cases.add(
        "failing loader",
        () ->
            Caffeine.newBuilder()
                .build(
                    key -> {
                      throw new java.io.IOException("no " + key);
                    })
                .get("k"));
    cases.add("policy", Main::policy);
    cases.add("twice", () -> Caffeine.newBuilder().maximumSize(1).maximumWeight(2));
    cases.add("weigher missing", () -> Caffeine.newBuilder().maximumWeight(2).build().getClass());
    cases.finish();
  }

  private static String combination(int options) {
    AtomicLong now = new AtomicLong();
    List<String> removed = new ArrayList<>();
    Caffeine<Object, Object> builder =
        Caffeine.newBuilder().executor(Runnable::run).ticker(now::get);
    if ((options & 1) != 0) {
      builder.weakKeys();
    }
    if ((options & 2) != 0) {
      builder.softValues();
    }
    if ((options & 4) != 0) {
      builder.maximumSize(3);
    }
    if ((options & 8) != 0) {
      builder.expireAfterAccess(Duration.ofSeconds(10));
    }
    if ((options & 16) != 0) {
      builder.expireAfterWrite(Duration.ofSeconds(20));
    }
    if ((options & 32) != 0) {
      builder.recordStats();
    }
    if ((options & 64) != 0) {
      builder.removalListener((key, value, cause) -> removed.add(key + "-" + cause));
    }
    boolean refresh = (options & 48) == 48;
    if (refresh) {
      builder.refreshAfterWrite(Duration.ofSeconds(5));
    }
    LoadingCache<Object, Object> cache = builder.build(key -> "loaded " + key);
    List<String> keys = new ArrayList<>();
    int hits = 0;
    for (int i = 0; i < 8; i++) {
      String key = "key" + i;
      keys.add(key);
      cache.put(key, i);
      now.addAndGet(Duration.ofSeconds(2).toNanos());
      hits += cache.getIfPresent(keys.get(0)) == null ? 0 : 1;
    }
    cache.cleanUp();
    long size = cache.estimatedSize();
    now.addAndGet(Duration.ofHours(1).toNanos());
    Object value = cache.get(keys.get(7));
    cache.invalidateAll();
    return cache.getClass().getSimpleName()
        + " "
        + hits
        + " "
        + size
        + " "
        + value
        + " "
        + cache.stats().toString().replaceAll("totalLoadTime=\\d+", "totalLoadTime=#")
        + " "
        + removed.size();
  }

  private static String use(String spec) {
    Cache<Object, Object> cache = Caffeine.from(spec).executor(Runnable::run).build();
    for (Integer i : List.of(1, 2, 3)) {
      cache.put(i, "v" + i);
    }
    cache.cleanUp();
    return cache.getClass().getSimpleName() + cache.estimatedSize();
  }

  private static String serial(Cache<Object, Object> cache) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(cache);
    }
    Cache<?, ?> copy;
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      copy = (Cache<?, ?>) in.readObject();
    }
    return bytes.size() + copy.getClass().getSimpleName() + copy.policy().isRecordingStats();
  }

  private static String policy() {
    AtomicLong now = new AtomicLong();
    Ticker ticker = now::get;
    List<RemovalCause> causes = new ArrayList<>();
    Cache<String, Integer> cache =
        Caffeine.newBuilder()
            .ticker(ticker)
            .executor(Runnable::run)
            .maximumWeight(10)
            .weigher((String key, Integer value) -> value)
            .expireAfter(Expiry.writing((key, value) -> Duration.ofSeconds((Integer) value)))
            .evictionListener((key, value, cause) -> causes.add(cause))
            .build();
    for (int i = 1; i < 6; i++) {
      cache.put("k" + i, i);
    }
    now.addAndGet(Duration.ofSeconds(2).toNanos());
    cache.cleanUp();
    return new TreeMap<>(cache.asMap())
        + " "
        + causes
        + " "
        + cache.policy().eviction().orElseThrow().weightedSize()
        + " "
        + cache.policy().eviction().orElseThrow().coldest(2).keySet()
        + " "
        + cache.policy().expireVariably().orElseThrow().getExpiresAfter("k5");
  }
}
