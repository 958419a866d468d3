package io.faast.corpus.jaxb;

import io.faast.corpus.Cases;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.Marshaller;
import jakarta.xml.bind.SchemaOutputResolver;
import jakarta.xml.bind.Unmarshaller;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlElementWrapper;
import jakarta.xml.bind.annotation.XmlElements;
import jakarta.xml.bind.annotation.XmlEnum;
import jakarta.xml.bind.annotation.XmlEnumValue;
import jakarta.xml.bind.annotation.XmlID;
import jakarta.xml.bind.annotation.XmlIDREF;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlSeeAlso;
import jakarta.xml.bind.annotation.XmlTransient;
import jakarta.xml.bind.annotation.XmlValue;
import jakarta.xml.bind.annotation.adapters.XmlAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.transform.Result;
import javax.xml.transform.stream.StreamResult;

/** JAXB: an implementation found as a service, beans known by their annotations alone. */
public final class Main {
  private Main() {}

  /** The root. */
  @XmlRootElement(name = "order", namespace = "urn:o")
  @XmlAccessorType(XmlAccessType.FIELD)
  public static class Order {
    @XmlAttribute(required = true)
    int number;

    @XmlElementWrapper(name = "lines")
    @XmlElements({
      @XmlElement(name = "line", type = Line.class),
      @XmlElement(name = "gift", type = Gift.class)
    })
    List<Line> lines = new ArrayList<>();

    @XmlJavaTypeAdapter(Dates.class)
    LocalDate day;

    Colour colour;
    Map<String, BigDecimal> prices = new TreeMap<>();
    @XmlTransient String secret = "no";
    byte[] data;
    @XmlIDREF Line best;
    transient int count;

    private void afterUnmarshal(Unmarshaller unmarshaller, Object parent) {
      count = lines.size();
    }

    private boolean beforeMarshal(Marshaller marshaller) {
      data = new byte[] {1, 2, 3};
      return true;
    }
  }

  /** A line. */
  @XmlSeeAlso(Gift.class)
  public static class Line {
    private String id;
    private String text;

    @XmlID
    @XmlAttribute
    public String getId() {
      return id;
    }

    public void setId(String id) {
      this.id = id;
    }

    public String getText() {
      return text;
    }

    public void setText(String text) {
      this.text = text;
    }
  }

  /** A subclass. */
  public static class Gift extends Line {
    @XmlElement Wrap wrap = new Wrap();
  }

  /** A value with an attribute. */
  public static class Wrap {
    @XmlValue String paper = "red";
    @XmlAttribute Boolean bow;
  }

  /** Colours. */
  @XmlEnum
  public enum Colour {
    @XmlEnumValue("rouge")
    RED,
    BLUE
  }

  /** An adapter. */
  public static final class Dates extends XmlAdapter<String, LocalDate> {
    @Override
    public LocalDate unmarshal(String text) {
      return LocalDate.parse(text);
    }

    @Override
    public String marshal(LocalDate day) {
      return day.toString();
    }
  }

  /** An interface, which JAXB refuses. */
  @XmlRootElement
  public static class Refused {
    public Runnable runnable;
  }

  public static void main(String[] args) throws Exception {
    Cases cases = new Cases();
    JAXBContext context = JAXBContext.newInstance(Order.class);
    Order order = new Order();
    order.number = 3;
    order.day = LocalDate.of(2024, 2, 29);
    order.colour = Colour.RED;
    order.prices.put("a", new BigDecimal("1.50"));
    Line line = new Line();
    line.setId("l1");
    line.setText("<ä&>");
    order.lines.add(line);
    order.lines.add(new Gift());
    order.best = line;
    String xml = write(context, order, false);
    cases.add("xml", () -> xml);
    cases.add("pretty", () -> write(context, order, true));
    cases.add(
        "back",
        () -> {
          Order copy = (Order) context.createUnmarshaller().unmarshal(new StringReader(xml));
          return copy.count
              + " "
              + copy.day
              + copy.colour
              + copy.prices
              + copy.best.getText()
              + copy.lines.get(1).getClass().getSimpleName()
              + write(context, copy, false).equals(xml);
        });
    cases.add("context", () -> context.getClass().getName());
    cases.add(
        "schema",
        () -> {
          // The documents come in an order that their identity hash codes decide.
          Map<String, StringWriter> documents = new TreeMap<>();
          context.generateSchema(
              new SchemaOutputResolver() {
                @Override
                public Result createOutput(String namespace, String name) {
                  StreamResult result =
                      new StreamResult(documents.computeIfAbsent(name, key -> new StringWriter()));
                  result.setSystemId(name);
                  return result;
                }
              });
          return documents;
        });
    for (String bad :
        List.of(
            "<order/>",
            "<o:order xmlns:o='urn:o' number='x'><colour>green</colour><day>1</day></o:order>",
            "<o:order xmlns:o='urn:o'><best>none</best><more/></o:order>",
            "<o:order xmlns:o='urn:o'>",
            "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>",
            "")) {
      cases.add(
          "bad " + bad,
          () -> {
            List<String> events = new ArrayList<>();
            Unmarshaller unmarshaller = context.createUnmarshaller();
            unmarshaller.setEventHandler(
                event -> {
                  events.add(event.getSeverity() + event.getMessage());
                  return true;
                });
            Object value = unmarshaller.unmarshal(new StringReader(bad));
            return value.getClass().getSimpleName() + events;
          });
    }
    cases.add("refused", () -> JAXBContext.newInstance(Refused.class));
    cases.add("no root", () -> write(JAXBContext.newInstance(Line.class), new Line(), false));
    cases.add("unknown", () -> write(context, new Refused(), false));
    cases.add("property", () -> context.createMarshaller().getProperty("none"));
    cases.add("path", () -> JAXBContext.newInstance("no.such.pack"));
    cases.finish();
  }

  private static String write(JAXBContext context, Object value, boolean pretty) throws Exception {
    Marshaller marshaller = context.createMarshaller();
    marshaller.setProperty(Marshaller.JAXB_FORMATTED_OUTPUT, pretty);
    marshaller.setProperty(Marshaller.JAXB_SCHEMA_LOCATION, "urn:o o.xsd");
    StringWriter text = new StringWriter();
    marshaller.marshal(value, text);
    return text.toString();
  }
}
