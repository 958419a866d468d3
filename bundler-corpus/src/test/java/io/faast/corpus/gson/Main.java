package io.faast.corpus.gson;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.ToNumberPolicy;
import com.google.gson.TypeAdapter;
import com.google.gson.annotations.Expose;
import com.google.gson.annotations.JsonAdapter;
import com.google.gson.annotations.SerializedName;
import com.google.gson.annotations.Since;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import io.faast.corpus.Cases;
import java.io.IOException;
import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Currency;
import java.util.Date;
import java.util.EnumMap;
import java.util.GregorianCalendar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/** Gson: classes built without constructors, adapters named by annotations, generic types. */
public final class Main {
  enum Colour {
    @SerializedName("rouge")
    RED,
    GREEN {
      @Override
      boolean cold() {
        return true;
      }
    };

    boolean cold() {
      return false;
    }
  }

  static class Base {
    @SerializedName(value = "the_id", alternate = "ident")
    int id;

    transient String hidden = "never";
  }

  static final class Item extends Base {
    // No constructor without arguments: made without any.
    Item(String name) {
      this.name = name;
      this.id = 7;
    }

    @Expose String name;
    List<Map<Colour, Inner>> nested = List.of(new EnumMap<>(Map.of(Colour.RED, new Inner(3))));

    @JsonAdapter(Hex.class)
    int mask = 255;

    @Since(2.0)
    String later = "later";

    double[] numbers = {1, 2.5, -0.0};
    AtomicLong counter = new AtomicLong(5);
    Inner nothing;
  }

  record Inner(int value) {}

  static final class Hex extends TypeAdapter<Integer> {
    @Override
    public void write(JsonWriter out, Integer value) throws IOException {
      out.value("0x" + Integer.toHexString(value));
    }

    @Override
    public Integer read(JsonReader in) throws IOException {
      return Integer.decode(in.nextString());
    }
  }

  static final class Circle {
    Circle next = this;
  }

  private Main() {}

  public static void main(String[] args) {
    Cases cases = new Cases();
    Gson gson = new Gson();
    String json = gson.toJson(new Item("a<b>&'\u2028"));
    cases.add("write", () -> json);
    cases.add("read back", () -> gson.toJson(gson.fromJson(json, Item.class)));
    cases.add("alternate", () -> gson.fromJson("{\"ident\":9}", Item.class).id);
    cases.add("enum body", () -> gson.fromJson("\"GREEN\"", Colour.class).cold());
    cases.add("enum unknown", () -> gson.fromJson("\"blue\"", Colour.class));
    cases.add(
        "generic",
        () ->
            gson.fromJson(
                "{\"x\":[{\"value\":1},{\"value\":2}]}",
                new TypeToken<TreeMap<String, ArrayDeque<Inner>>>() {}.getType()));
    cases.add(
        "pretty",
        () ->
            new GsonBuilder()
                .setPrettyPrinting()
                .serializeNulls()
                .disableHtmlEscaping()
                .setFieldNamingPolicy(FieldNamingPolicy.UPPER_CAMEL_CASE_WITH_SPACES)
                .create()
                .toJson(new Item("p")));
    cases.add("version", () -> new GsonBuilder().setVersion(1.5).create().toJson(new Item("v")));
    cases.add(
        "exposed",
        () ->
            new GsonBuilder()
                .excludeFieldsWithoutExposeAnnotation()
                .create()
                .toJson(new Item("e")));
    for (Locale locale : List.of(Locale.US, Locale.GERMANY, Locale.JAPAN)) {
      cases.add(
          "date " + locale,
          () -> {
            Locale.setDefault(locale);
            TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
            try {
              return new GsonBuilder()
                  .setDateFormat("EEEE d MMMM yyyy")
                  .create()
                  .toJson(new Date(0));
            } finally {
              Locale.setDefault(Locale.US);
            }
          });
    }
    BitSet bits = new BitSet();
    bits.set(3);
    Map<String, Object> types = new LinkedHashMap<>();
    types.put("uuid", new UUID(1, 2));
    types.put("uri", URI.create("http://a/b"));
    types.put("currency", Currency.getInstance("EUR"));
    types.put("locale", Locale.CANADA_FRENCH);
    types.put("bits", bits);
    types.put("array", new AtomicIntegerArray(new int[] {1, 2}));
    types.put("calendar", new GregorianCalendar(2020, 1, 29));
    types.put("sql", new java.sql.Date(0));
    types.put("time", new java.sql.Timestamp(0));
    types.put("decimal", new BigDecimal("1E+3"));
    types.put("builder", new StringBuilder("sb"));
    types.forEach(
        (name, value) -> {
          cases.add(name, () -> gson.toJson(value));
          cases.add(name + " back", () -> gson.fromJson(gson.toJson(value), value.getClass()));
        });
    cases.add("lazy numbers", () -> gson.fromJson("[1, 2.0, \"x\", null]", Object.class));
    cases.add(
        "big numbers",
        () ->
            new GsonBuilder()
                .setObjectToNumberStrategy(ToNumberPolicy.BIG_DECIMAL)
                .create()
                .fromJson("[123456789012345678901234567890]", Object.class));
    cases.add("nan", () -> gson.toJson(Double.NaN));
    cases.add("class", () -> gson.toJson(String.class));
    cases.add("circle", () -> gson.toJson(new Circle().next.getClass().getSimpleName()));
    cases.add("syntax", () -> gson.fromJson("{\"the_id\": }", Item.class));
    cases.add("wrong type", () -> gson.fromJson("{\"numbers\": \"no\"}", Item.class));
    cases.add(
        "strict",
        () ->
            new GsonBuilder()
                .setStrictness(Strictness.STRICT)
                .create()
                .fromJson("{a:1}", JsonObject.class));
    cases.add("tree", () -> tree(gson));
    cases.add("jdk field", () -> gson.toJson(new Thread[0].getClass().getName()));
    cases.add("reflected", () -> fields(Item.class));
    cases.add("reflected base", () -> fields(Base.class));
    cases.finish();
  }

  private static String tree(Gson gson) {
    JsonElement tree = JsonParser.parseString("{\"b\":[1,{\"c\":null}],\"a\":true}");
    tree.getAsJsonObject().addProperty("added", 'c');
    return gson.toJson(tree) + tree.getAsJsonObject().get("b").getAsJsonArray().size();
  }

  private static List<String> fields(Class<?> type) {
    return Arrays.stream(type.getDeclaredFields()).map(Field::toGenericString).sorted().toList();
  }
}
