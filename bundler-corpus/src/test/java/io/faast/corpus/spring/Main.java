package io.faast.corpus.spring;

import io.faast.corpus.Cases;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.support.GenericXmlApplicationContext;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.StandardEvaluationContext;

/** Spring: a class path scan for components, proxies, expressions, events, XML, messages. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    Cases cases = new Cases("\\$\\$SpringCGLIB\\$\\$\\d+", "\\$\\$[A-Z]\\w+\\$\\$[0-9a-f]+");
    try (AnnotationConfigApplicationContext context =
        new AnnotationConfigApplicationContext("io.faast.corpus.spring.parts")) {
      cases.add(
          "beans",
          () ->
              new TreeSet<>(List.of(context.getBeanDefinitionNames()))
                  .stream()
                      .map(name -> name + "=" + context.getType(name).getSimpleName())
                      .toList());
      cases.add("call", () -> context.getBean("shop", Runner.class).run("x"));
      cases.add(
          "prototype",
          () -> {
            Object first = context.getBean("ticket");
            return first == context.getBean("ticket");
          });
      cases.add("missing", () -> context.getBean("none"));
      cases.add("missing type", () -> context.getBean(java.awt.Point.class));
      cases.add("wrong type", () -> context.getBean("shop", Integer.class));
      cases.add("ambiguous", () -> context.getBean(Comparable.class));
      cases.add("failing advice", () -> context.getBean("shop", Runner.class).run(null));
      cases.add(
          "events",
          () -> {
            context.publishEvent("first");
            context.publishEvent(42);
            return context.getBean("log");
          });
      for (Locale locale : List.of(Locale.US, Locale.GERMANY, Locale.FRANCE)) {
        cases.add("message " + locale, () -> context.getMessage("hello", new Object[] {3}, locale));
      }
      cases.add("no message", () -> context.getMessage("none", null, Locale.US));
      cases.add(
          "property", () -> context.getEnvironment().resolvePlaceholders("${faast.colour:none}"));
      cases.add(
          "scan",
          () ->
              new PathMatchingResourcePatternResolver()
                  .getResources("classpath*:io/faast/corpus/spring/parts/*.class")
                  .length);
    }
    for (String expression :
        List.of(
            "1 + 2 * 3",
            "'abc'.toUpperCase().substring(1)",
            "{1, 2, 3}.?[#this > 1]",
            "T(java.lang.Math).max(3, 7)",
            "new java.util.ArrayList({3, 4}).size()",
            "#root.length() > 2 ? 'long' : 'short'",
            "{a: 1, b: 2}['b']",
            "{'x', 'y'}.![#this + '!']",
            "'5' matches '\\d'",
            "null?.foo ?: 'elvis'",
            "2 between {1, 3}",
            "nothing",
            "1 +",
            "T(no.such.Type).x",
            "'a'.none()",
            "10 / 0")) {
      cases.add(
          "spel " + expression,
          () ->
              new SpelExpressionParser()
                  .parseExpression(expression)
                  .getValue(new StandardEvaluationContext("root")));
    }
    String xml =
        """
        <beans xmlns="http://www.springframework.org/schema/beans"
               xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
               xmlns:util="http://www.springframework.org/schema/util"
               xmlns:context="http://www.springframework.org/schema/context"
               xsi:schemaLocation="http://www.springframework.org/schema/beans
                 https://www.springframework.org/schema/beans/spring-beans.xsd
                 http://www.springframework.org/schema/util
                 https://www.springframework.org/schema/util/spring-util.xsd
                 http://www.springframework.org/schema/context
                 https://www.springframework.org/schema/context/spring-context.xsd">
          <context:annotation-config/>
          <util:list id="list"><value>1</value><value>2</value></util:list>
          <bean id="point" class="java.awt.Point"><property name="location">
            <bean class="java.awt.Point" c:x="3" c:y="4"
              xmlns:c="http://www.springframework.org/schema/c"/></property></bean>
          <bean id="locale" class="java.util.Locale" factory-method="forLanguageTag">
            <constructor-arg value="de"/></bean>
          %s
        </beans>
        """;
    for (String more :
        List.of(
            "<bean id='l' class='io.faast.corpus.spring.Main$Limits'"
                + " p:max='#{2 + 3}' p:pattern='a*' p:files='x,y'"
                + " xmlns:p='http://www.springframework.org/schema/p'/>",
            "<bean class='no.such.Klass'/>",
            "<bean id='l' class='io.faast.corpus.spring.Main$Limits'><property name='max'"
                + " value='many'/></bean>",
            "<bean id='l' class='io.faast.corpus.spring.Main$Limits'><property name='none'"
                + " value='1'/></bean>",
            "<wrong/>")) {
      cases.add(
          "xml " + more,
          () -> {
            try (GenericXmlApplicationContext context = new GenericXmlApplicationContext()) {
              context.load(
                  new ByteArrayResource(
                      xml.formatted(more).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
              context.refresh();
              return context.getBean("list")
                  + " "
                  + context.getBean("point")
                  + context.getBean("locale")
                  + context.getBean("l");
            }
          });
    }
    cases.finish();
  }

  /** What components do. */
  public interface Runner {
    String run(String text);
  }

  /** Only XML names it. */
  public static class Limits {
    private int max;
    private java.util.regex.Pattern pattern;
    private List<java.io.File> files;

    public void setMax(int max) {
      this.max = max;
    }

    public void setPattern(java.util.regex.Pattern pattern) {
      this.pattern = pattern;
    }

    public void setFiles(List<java.io.File> files) {
      this.files = files;
    }

    @Override
    public String toString() {
      return max + " " + pattern + files;
    }
  }
}
