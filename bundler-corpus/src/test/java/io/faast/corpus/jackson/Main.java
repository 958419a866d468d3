package io.faast.corpus.jackson;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faast.corpus.Cases;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.UUID;

/** Jackson: records, a bean, a sealed hierarchy, java.time and Optional, to JSON and back. */
public final class Main {
  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .findAndRegisterModules()
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

  private static final Order ORDER =
      new Order(
          UUID.fromString("7f1c2d3e-0000-4000-8000-000000000001"),
          Status.SHIPPED,
          List.of(new Line("tea", 3, new BigDecimal("4.50")), new Line("pot", 1, BigDecimal.TEN)),
          Optional.of("by the back door"),
          Optional.empty(),
          Instant.parse("2024-02-29T12:30:00.123456789Z"),
          LocalDate.of(2024, 3, 1),
          ZonedDateTime.parse("2024-03-01T10:00:00+01:00"),
          Duration.ofMinutes(95),
          Map.of(Status.NEW, 1.5),
          new Payment.Card("4111", 12));

  private Main() {}

  static String write(Object value) throws JsonProcessingException {
    return MAPPER.writeValueAsString(value);
  }

  static Order read(String json) throws JsonProcessingException {
    return MAPPER.readValue(json, Order.class);
  }

  static Customer customer(String json) throws JsonProcessingException {
    return MAPPER.readValue(json, Customer.class);
  }

  static Map<String, List<Line>> baskets(String json) throws JsonProcessingException {
    return MAPPER.readValue(json, new TypeReference<TreeMap<String, List<Line>>>() {});
  }

  static String total(String json) throws JsonProcessingException {
    JsonNode tree = MAPPER.readTree(json);
    BigDecimal total = BigDecimal.ZERO;
    for (JsonNode line : tree.path("lines")) {
      total =
          total.add(line.get("price").decimalValue().multiply(line.get("count").decimalValue()));
    }
    ((ObjectNode) tree).put("total", total);
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(tree);
  }

  /** Reads an order with a part of it replaced. */
  static Object changed(String part, String other) throws JsonProcessingException {
    String json = write(ORDER);
    if (!json.contains(part)) {
      throw new IllegalStateException(part + " is not in " + json);
    }
    return read(json.replace(part, other));
  }

  public static void main(String[] args) {
    Cases cases = new Cases();
    mainPath(cases);
    otherData(cases);
    errors(cases);
    cases.finish();
  }

  private static void mainPath(Cases cases) {
    cases.add("write", () -> write(ORDER));
    cases.add("read back", () -> write(read(write(ORDER))).equals(write(ORDER)));
    cases.add(
        "bean",
        () -> write(customer("{\"name\":\"Ada\",\"e-mail\":\"a@b\",\"tags\":[\"x\"],\"age\":36}")));
    cases.add(
        "generic",
        () -> baskets("{\"a\":[{\"article\":\"tea\",\"count\":2,\"price\":4.5}],\"b\":[]}"));
    cases.add("tree", () -> total(write(ORDER)));
  }

  private static void otherData(Cases cases) {
    cases.add(
        "cash",
        () ->
            changed(
                "\"kind\":\"card\",\"number\":\"4111\",\"month\":12",
                "\"kind\":\"cash\",\"coins\":[1,2,5]"));
    cases.add("note missing", () -> changed("\"note\":\"by the back door\"", "\"note\":null"));
    cases.add("duration as text", () -> changed("5700.000000000", "\"PT1H35M\""));
    cases.add("date as numbers", () -> changed("\"2024-03-01\"", "[2024,3,1]"));
    cases.add("instant as a number", () -> changed("\"2024-02-29T12:30:00.123456789Z\"", "0.5"));
    cases.add("enum by index", () -> changed("\"SHIPPED\"", "0"));
    cases.add("big number", () -> changed("4.50", "1e400"));
    cases.add("escapes", () -> changed("back door", "\\u00e9\\ud83d\\ude00\\n\\\"\\\\"));
    cases.add("numbers", () -> write(new Object[] {1, 2L, 3.5f, -0.0, 1e300, 'c', true, null}));
    cases.add("text", () -> write("\u0000\u001f\u007f\u2028\ud83d\ude00é"));
    cases.add("bytes", () -> write(Map.of("bytes", new byte[] {1, -1, 127})));
    for (String tag : List.of("de-DE", "tr-TR", "ar-EG", "th-TH-u-ca-buddhist")) {
      cases.add(
          "locale " + tag,
          () -> {
            Locale before = Locale.getDefault();
            TimeZone zone = TimeZone.getDefault();
            Locale.setDefault(Locale.forLanguageTag(tag));
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
            try {
              return write(read(write(ORDER))) + changed("\"SHIPPED\"", "\"shipped\"");
            } finally {
              Locale.setDefault(before);
              TimeZone.setDefault(zone);
            }
          });
    }
  }

  private static void errors(Cases cases) {
    cases.add("cut short", () -> read(write(ORDER).substring(0, 100)));
    cases.add("unknown property", () -> changed("\"status\"", "\"state\""));
    cases.add("unknown enum", () -> changed("\"SHIPPED\"", "\"LOST\""));
    cases.add("unknown kind", () -> changed("\"card\"", "\"shells\""));
    cases.add("wrong type", () -> changed("\"count\":3", "\"count\":\"three\""));
    cases.add("overflow", () -> changed("\"count\":3", "\"count\":3000000000"));
    cases.add("wrong id", () -> changed("7f1c2d3e", "7f1c2d3"));
    cases.add("no such day", () -> changed("2024-03-01\"", "2024-02-30\""));
    cases.add("no such zone", () -> changed("+01:00", "[Moon/Base]"));
    cases.add("no array", () -> baskets("{\"a\":{}}"));
    cases.add("no name", () -> customer("{\"age\":\"old\"}"));
    cases.add("setter throws", () -> customer("{\"age\":-1}"));
    cases.add("deep", () -> total("[".repeat(1200)));
    cases.add("no bean", () -> write(new Object()));
    cases.add("getter throws", () -> write(new Customer()));
    cases.add("token", () -> total("{\"a\": tru}"));
    cases.add("empty", () -> read(""));
  }
}
