package io.faast.corpus.xstream;

import com.thoughtworks.xstream.*;
import com.thoughtworks.xstream.annotations.*;
import com.thoughtworks.xstream.converters.*;
import com.thoughtworks.xstream.converters.basic.*;
import com.thoughtworks.xstream.io.*;
import com.thoughtworks.xstream.io.json.*;
import com.thoughtworks.xstream.io.xml.*;
import io.faast.corpus.Cases;
import java.io.*;
import java.math.*;
import java.time.*;
import java.util.*;
import java.util.concurrent.*;
import javax.xml.parsers.*;
import javax.xml.transform.*;
import javax.xml.transform.dom.*;
import javax.xml.transform.stream.*;

/**
 * XStream, Xerces and Woodstox: converters by reflection, parsers by factories, packages of the JDK
 * in old jars.
 */
public final class Main {
  @XStreamAlias("person")
  public static class Person implements Serializable {
    @XStreamAsAttribute int age = 3;
    String name = "n<>";

    @XStreamImplicit(itemFieldName = "tag")
    List<String> tags = new ArrayList<>(List.of("a", "b"));

    @XStreamOmitField String hidden = "h";
    Map<String, Object> map = new TreeMap<>();

    @XStreamConverter(Upper.class)
    String up = "up";

    Person self = this;
    final Runnable r = null;

    private Object writeReplace() {
      return this;
    }
  }

  public static class Upper extends AbstractSingleValueConverter {
    public boolean canConvert(Class t) {
      return t == String.class;
    }

    @Override
    public Object fromString(String s) {
      return s.toLowerCase();
    }

    @Override
    public String toString(Object o) {
      return o.toString().toUpperCase();
    }
  }

  enum E {
    A,
    B {}
  }

  interface Thing {
    int x();
  }

  static XStream x(HierarchicalStreamDriver d) {
    XStream x = d == null ? new XStream() : new XStream(d);
    x.allowTypesByWildcard(new String[] {"io.faast.**", "java.**", "org.joda.**"});
    x.processAnnotations(Person.class);
    return x;
  }

  static Person person() {
    Person p = new Person();
    p.map.put("big", new BigDecimal("1.5"));
    p.map.put("date", new Date(0));
    p.map.put("enum", E.B);
    p.map.put("arr", new int[] {1, 2});
    p.map.put("bytes", new byte[] {1, 2, 3});
    p.map.put("locale", Locale.CANADA_FRENCH);
    p.map.put("ld", LocalDate.of(2020, 2, 29));
    p.map.put("dur", Duration.ofHours(3));
    p.map.put("sb", new StringBuilder("sb"));
    p.map.put("cls", String.class);
    p.map.put("tree", new TreeSet<>(List.of("z", "y")));
    p.map.put("ll", new LinkedList<>(List.of(1)));
    p.map.put("chars", new char[] {'a'});
    return p;
  }

  public static void main(String[] args) throws Exception {
    Cases cases = new Cases("\\$Proxy\\d+");
    String xml = "";
    cases.add("xml", () -> x(null).toXML(person()));
    Map<String, HierarchicalStreamDriver> drivers = new LinkedHashMap<>();
    drivers.forEach(
        (n, d) -> {
          if (d != null)
            cases.add(
                n,
                () -> {
                  XStream s = x(d);
                  if (n.equals("json") || n.equals("jettison")) s.setMode(XStream.NO_REFERENCES);
                  Person p = person();
                  if (n.equals("json") || n.equals("jettison")) p.self = null;
                  ByteArrayOutputStream o = new ByteArrayOutputStream();
                  s.toXML(p, o);
                  if (n.equals("json")) return o.toString();
                  Person q = (Person) s.fromXML(new ByteArrayInputStream(o.toByteArray()));
                  return q.name + q.tags + q.up + q.hidden + q.map.size() + Cases.text(q.map);
                });
        });
    cases.add(
        "forbidden",
        () -> {
          XStream s = new XStream();
          return s.fromXML("<java.lang.ProcessBuilder/>");
        });
    cases.add("unknown", () -> x(null).fromXML("<no.Such/>"));
    cases.add("field", () -> x(null).fromXML("<person><nope>1</nope></person>"));
    cases.add("bad int", () -> x(null).fromXML("<person age='x'/>"));
    cases.add("syntax", () -> x(null).fromXML("<person"));
    cases.add(
        "proxy",
        () -> {
          Object p =
              java.lang.reflect.Proxy.newProxyInstance(
                  Main.class.getClassLoader(), new Class[] {Thing.class}, new H());
          String t = x(null).toXML(p);
          return t + ((Thing) x(null).fromXML(t)).x();
        });
    cases.add("lambda", () -> x(null).toXML((Runnable & Serializable) () -> {}));
    cases.add(
        "jdk parser",
        () -> {
          Document();
          DocumentBuilderFactory f = DocumentBuilderFactory.newInstance();
          return f.getClass().getName()
              + f.newDocumentBuilder()
                  .parse(new ByteArrayInputStream("<a b='c'>t</a>".getBytes()))
                  .getDocumentElement()
                  .getAttribute("b");
        });
    cases.add(
        "parse error",
        () ->
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream("<a b='c'>t</b>".getBytes())));
    cases.add(
        "schema",
        () -> {
          var sf =
              javax.xml.validation.SchemaFactory.newInstance("http://www.w3.org/2001/XMLSchema");
          var s =
              sf.newSchema(
                  new StreamSource(
                      new StringReader(
                          "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:element name='a' type='xs:int'/></xs:schema>")));
          s.newValidator().validate(new StreamSource(new StringReader("<a>x</a>")));
          return sf.getClass();
        });
    cases.add(
        "stax",
        () -> {
          var f = javax.xml.stream.XMLInputFactory.newInstance();
          var r = f.createXMLStreamReader(new StringReader("<a>&amp;<![CDATA[x]]></a>"));
          StringBuilder b = new StringBuilder(f.getClass().getName());
          while (r.hasNext()) b.append(r.next()).append(',');
          return b;
        });
    cases.add(
        "stax error",
        () -> {
          var r =
              javax.xml.stream.XMLInputFactory.newInstance()
                  .createXMLStreamReader(new StringReader("<a>&b;</a>"));
          while (r.hasNext()) r.next();
          return 1;
        });
    cases.add(
        "registry",
        () ->
            org.w3c.dom.bootstrap.DOMImplementationRegistry.newInstance()
                .getDOMImplementation("XML 3.0")
                .getClass());
    cases.finish();
  }

  static void Document() {}

  static class H implements java.lang.reflect.InvocationHandler {
    int v = 9;

    public Object invoke(Object p, java.lang.reflect.Method m, Object[] a) {
      return v;
    }
  }
}
