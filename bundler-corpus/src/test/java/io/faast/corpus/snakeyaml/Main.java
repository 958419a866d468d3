package io.faast.corpus.snakeyaml;

import io.faast.corpus.Cases;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.TypeDescription;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.Constructor;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.representer.Representer;

/** SnakeYAML: beans filled by setters, fields and constructors, classes named by tags in texts. */
public final class Main {
  private Main() {}

  /** A bean with properties. */
  public static class Shop {
    private String name;
    private List<Item> items = new ArrayList<>();
    private Map<String, Size> sizes = new LinkedHashMap<>();
    public Date since;

    public String getName() {
      return name;
    }

    public void setName(String name) {
      this.name = name;
    }

    public List<Item> getItems() {
      return items;
    }

    public void setItems(List<Item> items) {
      this.items = items;
    }

    public Map<String, Size> getSizes() {
      return sizes;
    }

    public void setSizes(Map<String, Size> sizes) {
      this.sizes = sizes;
    }
  }

  /** Made by its constructor. */
  public static class Item {
    public final int id;
    public final double price;

    public Item(Integer id, Double price) {
      this.id = id;
      this.price = price;
    }

    @Override
    public String toString() {
      return id + ":" + price;
    }
  }

  /** Only a text names it. */
  public static class Hidden {
    public String value = "unset";

    @Override
    public String toString() {
      return "hidden " + value;
    }
  }

  /** Sizes. */
  public enum Size {
    SMALL,
    LARGE
  }

  public static void main(String[] args) {
    Cases cases = new Cases();
    for (String text :
        List.of(
            "a: [1, 2.5, 0x1F, 0o17, 1_000, .inf, ~, yes, 2024-02-29, 2001-12-14t21:59:43.10-05:00]",
            "&x {k: v}\n---\n*x",
            "a: &x {k: 1}\nb:\n  <<: *x\n  l: |+\n    text\n\n  f: >-\n    folded\n    text",
            "!!set {a, b}",
            "!!omap [a: 1, b: 2]",
            "!!binary aGVsbG8=",
            "!!float 3",
            "!!timestamp 2020-01-01",
            "!!java.util.Date 2020-01-01",
            "a: b: c",
            "[1, 2",
            "a: 1\na: 2",
            "\t- tab",
            "!unknown x",
            "? [complex, key]\n: value",
            "\"\\u00e4\\x41\\N\"",
            "")) {
      cases.add(
          "load " + text.replace('\n', '|'),
          () -> new Yaml(new SafeConstructor(new LoaderOptions())).load(text));
    }
    LoaderOptions trusting = new LoaderOptions();
    trusting.setTagInspector(tag -> tag.getClassName().startsWith("io.faast"));
    String shop =
        "name: Ä\nitems:\n- !!io.faast.corpus.snakeyaml.Main$Item [1, 2.5]\n"
            + "sizes: {a: LARGE}\nsince: 2020-02-03\n";
    cases.add("bean", () -> show(new Yaml(new Constructor(Shop.class, trusting)).load(shop)));
    cases.add(
        "tag",
        () ->
            new Yaml(new Constructor(Object.class, trusting))
                .load("!!io.faast.corpus.snakeyaml.Main$Hidden {value: x}")
                .toString());
    cases.add(
        "tag of no class",
        () -> new Yaml(new Constructor(Object.class, trusting)).load("!!io.faast.None {value: x}"));
    cases.add(
        "tag that is refused", () -> new Yaml().load("!!javax.script.ScriptEngineManager [x]"));
    cases.add(
        "no such property",
        () -> new Yaml(new Constructor(Shop.class, trusting)).load("colour: red"));
    cases.add(
        "wrong type",
        () -> new Yaml(new Constructor(Shop.class, trusting)).load("sizes: {a: HUGE}"));
    cases.add(
        "described",
        () -> {
          Constructor constructor = new Constructor(Shop.class, trusting);
          TypeDescription description = new TypeDescription(Shop.class);
          description.addPropertyParameters("items", Item.class);
          description.substituteProperty("title", String.class, "getName", "setName");
          constructor.addTypeDescription(description);
          return show(new Yaml(constructor).load("title: t\nitems: [[3, 4.0]]"));
        });
    for (DumperOptions.FlowStyle style : DumperOptions.FlowStyle.values()) {
      for (DumperOptions.ScalarStyle scalars : DumperOptions.ScalarStyle.values()) {
        cases.add(
            "dump " + style + scalars,
            () -> {
              DumperOptions options = new DumperOptions();
              options.setDefaultFlowStyle(style);
              options.setDefaultScalarStyle(scalars);
              Shop bean = new Shop();
              bean.name = "a\n'b'";
              bean.sizes.put("k", Size.SMALL);
              bean.since = new Date(0);
              return new Yaml(new Representer(options), options).dump(bean);
            });
      }
    }
    cases.add(
        "events", () -> new Yaml().parse(new java.io.StringReader("a: [1]")).iterator().next());
    cases.finish();
  }

  private static String show(Shop shop) {
    return shop.getName()
        + shop.getItems()
        + shop.getSizes()
        + (shop.since == null ? "never" : shop.since.getTime());
  }
}
