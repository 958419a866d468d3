package io.faast.corpus.groovy;

import groovy.json.*;
import groovy.lang.*;
import groovy.util.*;
import io.faast.corpus.Cases;
import java.util.*;
import javax.script.*;

/** Groovy: scripts compiled at run time, whose names are known to nobody before. */
@SuppressWarnings("unchecked")
public final class Main {
  public static class Bean {
    private int n = 3;

    public int getN() {
      return n;
    }

    public void setN(int v) {
      n = v;
    }

    public String hi(String s) {
      return "hi " + s;
    }
  }

  public static void main(String[] args) throws Exception {
    Cases cases = new Cases("Script\\d+", "Script_[0-9a-f]+", "[0-9a-f]{32}");
    Map<String, String> scripts = new LinkedHashMap<>();
    scripts.put("math", "def x = 3; (1..5).collect { it * x }.sum()");
    scripts.put("gstring", "def n = 'w'; \"hello ${n.toUpperCase()} ${1 + 1}\"");
    scripts.put(
        "maps", "[a: 1, b: 2].collectEntries { k, v -> [k * 2, v + 1] }.findAll { it.value > 2 }");
    scripts.put(
        "class",
        "class P { String name; int age; String toString() { \"$name/$age\" } }; new P(name: 'x', age: 4).with { age++; it }");
    scripts.put(
        "canonical",
        "@groovy.transform.Canonical @groovy.transform.Sortable class Q { int a; String b }; [new Q(2, 'z'), new Q(1, 'y')].sort().toString()");
    scripts.put(
        "static",
        "@groovy.transform.CompileStatic class S { static int f(List<Integer> l) { l.inject(0) { a, b -> a + b } as int } }; S.f([1,2,3])");
    scripts.put(
        "closure",
        "def f = { a, b = 2 -> a + b }; f.curry(5).call() + f.memoize()(1) + (f >> { it * 2 })(1)");
    scripts.put(
        "meta", "String.metaClass.shout = { -> delegate.toUpperCase() + '!' }; 'abc'.shout()");
    scripts.put(
        "regex", "def m = 'a1b22' =~ /\\d+/; m.collect { it }.toString() + ('abc' ==~ /[a-c]+/)");
    scripts.put(
        "text",
        "'''a\n b\n'''.stripIndent().readLines().size() + 'abc'.padLeft(5, '*') + 'a,b'.split(',').toList() + 'abc'.reverse() + 'x'.center(3)");
    scripts.put(
        "json",
        "import groovy.json.*; JsonOutput.prettyPrint(JsonOutput.toJson([a: [1, null, 'é'], d: new Date(0)])) + new JsonSlurper().parseText('{\"x\":[1,2.5,{\"y\":null}]}')");
    scripts.put(
        "xml",
        "def x = new groovy.xml.XmlSlurper().parseText('<a><b c=\"1\">t</b><b c=\"2\"/></a>'); x.b.findAll { it.@c.toInteger() > 1 }.size() + x.b[0].text()");
    scripts.put(
        "markup",
        "def w = new StringWriter(); new groovy.xml.MarkupBuilder(w).html { body(cls: 'x') { p 'hi <' } }; w.toString()");
    scripts.put(
        "mtemplate",
        "new groovy.text.markup.MarkupTemplateEngine(new groovy.text.markup.TemplateConfiguration()).createTemplate(\"html { body { p(n) } }\").make(n: 'z').toString()");
    scripts.put(
        "lazy",
        "class Z { @Lazy List l = { [1] }(); @Delegate Date d = new Date(0) }; new Z().l.toString() + new Z().time");
    scripts.put(
        "sort",
        "['b','A','c'].sort { it.toLowerCase() }.join('-') + [3,1,2].toSorted().max() + [1,2,3,4].groupBy { it % 2 } + [[1,2],[3]].flatten() + (1..3).permutations() .size()");
    scripts.put(
        "dgm",
        "new Date(0).format('yyyy', TimeZone.getTimeZone('UTC')) + 'abc'.md5() + [1,2].combinations()");
    scripts.put("missing method", "'x'.nope(1)");
    scripts.put("assert", "def a = [1, 2]; assert a.size() == 3 : 'msg'");
    scripts.put("power assert", "def a = [1, 2]; assert a.size() == a[0] + 5");
    scripts.put("syntax", "def x = (1 + ;");
    scripts.put("unknown class", "new no.such.Klass()");
    scripts.put("bean", "bean.n = 7; bean.hi('x') + bean.n + bean.properties.keySet().sort()");
    scripts.forEach(
        (n, s) ->
            cases.add(
                n,
                () -> {
                  Binding b = new Binding();
                  b.setVariable("bean", new Bean());
                  return new GroovyShell(b).evaluate(s);
                }));
    cases.add(
        "engine",
        () -> {
          ScriptEngine e = new ScriptEngineManager().getEngineByName("groovy");
          e.put("x", 4);
          return e.eval("x * 2") + ((Invocable) e).getClass().getSimpleName();
        });
    cases.add(
        "invocable",
        () -> {
          ScriptEngine e = new ScriptEngineManager().getEngineByExtension("groovy");
          e.eval("def f(a) { a + 1 }");
          return ((Invocable) e).invokeFunction("f", 4);
        });
    cases.add(
        "loader",
        () -> {
          Class<?> c =
              new GroovyClassLoader()
                  .parseClass("class X implements Comparable<X> { int compareTo(X o) { 42 } }");
          return ((Comparable) c.getDeclaredConstructor().newInstance()).compareTo(null);
        });
    cases.add(
        "customizers",
        () -> {
          var c = new org.codehaus.groovy.control.CompilerConfiguration();
          var s = new org.codehaus.groovy.control.customizers.SecureASTCustomizer();
          s.setClosuresAllowed(false);
          c.addCompilationCustomizers(s);
          return new GroovyShell(c).evaluate("[1].each { it }");
        });
    cases.add(
        "base script",
        () -> {
          var c = new org.codehaus.groovy.control.CompilerConfiguration();
          c.setScriptBaseClass(DelegatingScript.class.getName());
          DelegatingScript d =
              (DelegatingScript)
                  new GroovyShell(Main.class.getClassLoader(), new Binding(), c)
                      .parse("n = 5; hi('d')");
          d.setDelegate(new Bean());
          return d.run();
        });
    cases.finish();
  }
}
