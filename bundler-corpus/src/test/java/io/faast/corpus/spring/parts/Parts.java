package io.faast.corpus.spring.parts;

import io.faast.corpus.spring.Main.Runner;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Profile;
import org.springframework.context.annotation.PropertySource;
import org.springframework.context.annotation.Scope;
import org.springframework.context.event.EventListener;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.stereotype.Component;

/** Components that only a scan of the class path finds. */
final class Parts {
  private Parts() {}

  @Component("shop")
  static class Shop implements Runner, InitializingBean {
    @Autowired
    @Qualifier("blue")
    private Supplier<String> colour;

    @Value("${faast.colour}-${faast.none:default}-#{1 + 1}")
    private String text;

    private final List<Runner> others;
    private boolean ready;

    Shop(@Lazy List<Runner> others) {
      this.others = others;
    }

    @Override
    public void afterPropertiesSet() {
      ready = true;
    }

    @Override
    public String run(String word) {
      return word.length() + colour.get() + text + ready + (others == null);
    }
  }

  @Component("ticket")
  @Scope("prototype")
  static class Ticket {}

  @Component("log")
  static class Log {
    private final List<Object> events = new ArrayList<>();

    @EventListener
    void text(String event) {
      events.add("text " + event);
    }

    @EventListener(condition = "#number > 40")
    void number(Integer number) {
      events.add("number " + number);
    }

    @Override
    public String toString() {
      return events.toString();
    }
  }

  @Component
  @Profile("never")
  static class Never {}

  @Component
  @Conditional(OnColour.class)
  static class Conditioned {}

  @Configuration
  @PropertySource("classpath:io/faast/corpus/spring/faast.properties")
  static class Setup {
    @Bean
    Supplier<String> blue() {
      Supplier<String> first = red();
      return () -> "blue" + (first == red());
    }

    @Bean
    Supplier<String> red() {
      return () -> "red";
    }

    @Bean
    ResourceBundleMessageSource messageSource() {
      ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
      messages.setBasename("io.faast.corpus.spring.texts");
      return messages;
    }
  }
}
