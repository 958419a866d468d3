package io.faast.corpus.thymeleaf;

import io.faast.corpus.Cases;
import java.io.*;
import java.time.*;
import java.util.*;
import org.thymeleaf.*;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.*;

/** Thymeleaf, Velocity and MVEL: templates and expressions that call beans by name. */
public final class Main {
  public static class Item {
    public String getName() {
      return "n<";
    }

    public int getPrice() {
      return 5;
    }

    public boolean isOpen() {
      return true;
    }

    public List<String> getTags() {
      return List.of("a", "b");
    }

    public String greet(String s) {
      return "hi " + s;
    }

    public int field = 4;
  }

  static Map<String, Object> model() {
    Map<String, Object> m = new TreeMap<>();
    m.put("item", new Item());
    m.put("items", List.of(new Item(), new Item()));
    m.put("map", new TreeMap<>(Map.of("k", 1, "j", 2)));
    m.put("n", 1234.5);
    m.put("date", new Date(0));
    m.put("day", LocalDate.of(2020, 2, 29));
    m.put("name", "World");
    m.put("html", "<b>");
    m.put("none", null);
    m.put("flag", true);
    return m;
  }

  static String th(String t, Locale l, TemplateMode mode) {
    TemplateEngine e = new TemplateEngine();
    StringTemplateResolver r = new StringTemplateResolver();
    r.setTemplateMode(mode);
    e.setTemplateResolver(r);
    org.thymeleaf.context.Context c = new org.thymeleaf.context.Context(l, model());
    return e.process(t, c);
  }

  public static void main(String[] args) throws Exception {
    Cases cases = new Cases("@[0-9a-f]+");
    Map<String, String> t = new LinkedHashMap<>();
    t.put("text", "<p th:text='${item.name}' th:class=\"${flag} ? 'a' : 'b'\">x</p>");
    t.put("each", "<i th:each='x,s : ${items}' th:text='|${s.count} ${x.price}|'></i>");
    t.put(
        "util",
        "<i th:text=\"${#numbers.formatDecimal(n, 1, 'COMMA', 2, 'POINT')} + ${#strings.toUpperCase(name)} + ${#lists.size(items)} + ${#dates.format(date, 'dd MMM yyyy')} + ${#strings.abbreviate('abcdefgh', 5)}\"></i>");
    t.put("temporals", "<i th:text=\"${#temporals.format(day, 'dd MMMM yyyy')}\"></i>");
    t.put(
        "frag",
        "<div th:fragment='f(x)'><b th:text='${x}'></b></div><p th:insert='~{::f(${name})}'></p>");
    t.put("switch", "<p th:switch='${name}'><b th:case=\"'World'\">w</b><b th:case='*'>o</b></p>");
    t.put(
        "inline",
        "<script th:inline='javascript'>var x = [[${items[0].tags}]]; var m = [[${map}]];</script>");
    t.put(
        "maps",
        "<i th:text='${map.k + map[\"j\"]}' th:if='${not #lists.isEmpty(items)}'></i><i th:unless='${none}'>u</i>");
    t.put("sel", "<div th:object='${item}'><i th:text='*{name} + *{greet(\"x\")}'></i></div>");
    t.put("err", "<i th:text='${item.nope}'></i>");
    t.put("err2", "<i th:text='${'></i>");
    t.forEach(
        (n, s) -> {
          for (Locale l : List.of(Locale.US, Locale.GERMANY))
            cases.add("th " + n + l, () -> th(s, l, TemplateMode.HTML));
        });
    for (TemplateMode m :
        List.of(
            TemplateMode.TEXT,
            TemplateMode.JAVASCRIPT,
            TemplateMode.CSS,
            TemplateMode.XML,
            TemplateMode.RAW))
      cases.add(
          "th " + m,
          () ->
              th(
                  m == TemplateMode.XML
                      ? "<a>[[${html}]]</a>"
                      : "[# th:each='x : ${items}'][(${x.price})][/] [[${html}]]",
                  Locale.US,
                  m));
    Map<String, String> v = new LinkedHashMap<>();
    v.put(
        "basic",
        "#foreach($x in $items)$foreach.count:$x.name $x.price#if($foreach.hasNext),#end#end $!none $item.greet('v') $map.k ${name.toUpperCase()} $name.substring(0,2)");
    v.put(
        "set",
        "#set($a = [1..3])#set($m = {'x': 1})$a.size() $m.x #macro(f $p)<$p>#end#f('q') #evaluate('$name') #define($d)D$name#end$d $math.add(1,2)");
    v.put("error", "#foreach($x in)");
    v.put("strict", "$nope.foo()");
    v.put("throws", "$name.substring(100)");
    cases.add(
        "velocity strict mode",
        () -> {
          var e = new org.apache.velocity.app.VelocityEngine();
          e.setProperty("runtime.strict_mode.enable", true);
          e.init();
          StringWriter w = new StringWriter();
          e.evaluate(new org.apache.velocity.VelocityContext(), w, "t", "$nope");
          return w;
        });
    for (String s :
        List.of(
            "item.name + item.greet('j')",
            "items[0].price * 2",
            "foreach (x : items) { System.out.print(x.price); }; 3",
            "($.price in items)",
            "name contains 'or'",
            "1 / 0",
            "item.nope",
            "a b c (",
            "new java.util.ArrayList()",
            "name.?length()",
            "def f(x) { x * 2 }; f(4)",
            "item.price + 1.5B",
            "name strsim 'Wurld'",
            "['a':1,'b':2]['b']"))
      cases.add(
          "mvel " + s,
          () ->
              org.mvel2.MVEL.executeExpression(
                  org.mvel2.MVEL.compileExpression(s), new HashMap<>(model())));
    for (String s :
        List.of(
            "Hello @{name} @foreach{x : items}@{x.price}@end{','}",
            "@if{flag}y@else{}n@end{}",
            "@nope{}"))
      cases.add("mvel template " + s, () -> org.mvel2.templates.TemplateRuntime.eval(s, model()));
    cases.add(
        "mvel asm",
        () -> {
          Object c = org.mvel2.MVEL.compileExpression("item.price + 1");
          Object r = null;
          for (int i = 0; i < 60; i++)
            r = org.mvel2.MVEL.executeExpression(c, new HashMap<>(model()));
          return r;
        });
    cases.finish();
  }
}
