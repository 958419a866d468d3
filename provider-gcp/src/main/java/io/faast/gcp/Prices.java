package io.faast.gcp;

import io.faast.bundler.Bundler;
import io.faast.spi.Meter;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Properties;

/**
 * What is metered, and what it costs: as the Cloud Billing Catalog said today or yesterday, which
 * is kept in the cache directory, else by the built-in table, else unknown.
 */
final class Prices {
  private static final String SOURCE =
      "Cloud Billing Catalog, first tier without the free one, region ";
  private static final String DATE = "date";
  private static final long MAX_BYTES = 8_192;

  private final String region;
  private final Path file;

  Prices(String region) {
    this(region, Bundler.defaultCache());
  }

  Prices(String region, Path cache) {
    this.region = region;
    file = cache.resolve("gcp-prices-" + region + ".properties");
  }

  /** Returns prices of the cache, or asks for them and keeps them; none where that fails. */
  Map<Metered, Price> find(Clients clients) {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    Map<Metered, Price> kept = read(today);
    if (!kept.isEmpty()) {
      return kept;
    }
    Map<Metered, Double> found = PriceLookup.find(clients.rest(), region).join();
    keep(found, today);
    return priced(found, today);
  }

  private Map<Metered, Price> priced(Map<Metered, Double> usd, LocalDate date) {
    Map<Metered, Price> prices = new EnumMap<>(Metered.class);
    usd.forEach((what, price) -> prices.put(what, new Price(price, SOURCE + region, date)));
    return prices;
  }

  private Map<Metered, Price> read(LocalDate today) {
    Map<Metered, Double> usd = new EnumMap<>(Metered.class);
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
        return Map.of();
      }
      Properties properties = new Properties();
      properties.load(new StringReader(Files.readString(file)));
      LocalDate date = LocalDate.parse(properties.getProperty(DATE, ""));
      if (date.isBefore(today.minusDays(1)) || date.isAfter(today)) {
        return Map.of();
      }
      for (Metered what : Metered.values()) {
        String text = properties.getProperty(what.name());
        if (text != null) {
          usd.put(what, Double.parseDouble(text));
        }
      }
      return priced(usd, date);
    } catch (IOException | DateTimeException | IllegalArgumentException e) {
      return Map.of(); // damaged: asked for anew
    }
  }

  /** Whole or not at all, since other processes read it. */
  private void keep(Map<Metered, Double> usd, LocalDate today) {
    StringBuilder text = new StringBuilder(DATE).append('=').append(today).append('\n');
    usd.forEach((what, price) -> text.append(what.name()).append('=').append(price).append('\n'));
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path draft = Files.createTempFile(file.toAbsolutePath().getParent(), "gcp-prices", ".new");
      Files.writeString(draft, text.toString());
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      System.getLogger("io.faast.gcp")
          .log(System.Logger.Level.DEBUG, "prices are not kept for the next run", e);
    }
  }

  /** Returns the meters, in the order of {@link Usage}. */
  static List<Meter> meters(String region, Map<Metered, Price> found) {
    List<Meter> meters = new ArrayList<>();
    for (Metered what : Metered.values()) {
      Price price = found.get(what);
      price = price == null ? PriceTable.find(region, what) : price;
      meters.add(
          price == null
              ? new Meter(
                  what.meter(),
                  what.unit(),
                  OptionalDouble.empty(),
                  "not known: the catalog did not say, and there is no table of " + region,
                  LocalDate.now(ZoneOffset.UTC))
              : new Meter(
                  what.meter(),
                  what.unit(),
                  OptionalDouble.of(price.usd()),
                  price.source(),
                  price.asOf()));
    }
    return List.copyOf(meters);
  }
}
