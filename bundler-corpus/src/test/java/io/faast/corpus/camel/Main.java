package io.faast.corpus.camel;

import io.faast.corpus.Cases;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;

/** Camel: components, languages and converters in files of jars that nothing else names. */
public final class Main {
  private Main() {}

  /** What routes call by the names of its methods. */
  public static final class Greeter {
    private final AtomicInteger calls = new AtomicInteger();

    public String greet(String name) {
      return "hello " + name + " " + calls.incrementAndGet();
    }
  }

  private static RouteBuilder routes() {
    return new RouteBuilder() {
      @Override
      public void configure() {
        onException(IllegalStateException.class).handled(true).setBody(constant("handled"));
        from("direct:choice")
            .choice()
            .when(simple("${body} contains 'x'"))
            .to("bean:greeter?method=greet")
            .when(header("h").isNotNull())
            .setBody(simple("${body.toUpperCase()} ${header.h}"))
            .otherwise()
            .setBody(simple("${body} of ${body.length()}"))
            .end();
        from("direct:split").split(body().tokenize(",")).to("mock:parts");
        from("direct:seda").to("seda:next?waitForTaskToComplete=Always");
        from("seda:next").setBody(simple("seda ${body}"));
        from("direct:fail")
            .process(
                exchange -> {
                  throw new IllegalStateException("no");
                });
        from("direct:xpath").setBody(xpath("/a/b/text()", String.class));
      }
    };
  }

  private static Object convert(DefaultCamelContext context, Class<?> type, Object value)
      throws Exception {
    return context.getTypeConverter().mandatoryConvertTo(type, value);
  }

  public static void main(String[] args) throws Exception {
    Cases cases = new Cases("ID-[\\w-]+", "[0-9A-F]{15}-[0-9A-F]{16}");
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      context.getRegistry().bind("greeter", new Greeter());
      context.addRoutes(routes());
      context.start();
      ProducerTemplate template = context.createProducerTemplate();
      cases.add("bean", () -> template.requestBody("direct:choice", "xyz"));
      cases.add("simple", () -> template.requestBodyAndHeader("direct:choice", "abc", "h", "H"));
      cases.add("otherwise", () -> template.requestBody("direct:choice", "abc"));
      cases.add("seda", () -> template.requestBody("direct:seda", "s"));
      cases.add("handled", () -> template.requestBody("direct:fail", ""));
      cases.add("xpath", () -> template.requestBody("direct:xpath", "<a><b>text</b></a>"));
      cases.add(
          "split",
          () -> {
            MockEndpoint parts = context.getEndpoint("mock:parts", MockEndpoint.class);
            parts.expectedBodiesReceivedInAnyOrder("a", "b", "c");
            template.sendBody("direct:split", "a,b,c");
            parts.assertIsSatisfied();
            return parts.getReceivedCounter();
          });
      cases.add("to Integer", () -> convert(context, Integer.class, "12"));
      cases.add("to byte[]", () -> convert(context, byte[].class, "bytes"));
      cases.add("to Long", () -> convert(context, Long.class, 5));
      cases.add("to Date", () -> convert(context, java.util.Date.class, List.of()));
      for (String uri : List.of("nope:x", "direct:none", "bean:none", "language:simple:${body}!")) {
        cases.add(uri, () -> template.requestBody(uri, "q"));
      }
      cases.add(
          "wrong text", () -> template.requestBody("language:simple:${nope(", "q").toString());
    }
    cases.finish();
    System.exit(0);
  }
}
