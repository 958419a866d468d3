package io.faast.corpus.logback;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.status.Status;
import io.faast.corpus.Cases;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.logging.Level;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.MarkerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Logback with SLF4J and the JUL bridge: classes, setters and converters named by XML. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    Cases cases = new Cases();
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    Logger logger = LoggerFactory.getLogger(Main.class);
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    cases.add(
        "log",
        () -> {
          logger.debug("hidden 1");
          logger.info("hello {} {}", 42, new Object[] {"a", null});
          MDC.put("user", "ann");
          logger.error(
              MarkerFactory.getMarker("M"),
              "failed 7",
              new IllegalStateException("cause", new RuntimeException("root")));
          logger
              .atWarn()
              .addKeyValue("k", 5)
              .addMarker(MarkerFactory.getMarker("F"))
              .log("fluent {}", 1);
          MDC.put("user", "blocked");
          logger.error("blocked");
          MDC.clear();
          java.util.logging.Logger jul = java.util.logging.Logger.getLogger("io.faast.jul");
          jul.log(Level.WARNING, "from JUL {0}", "x");
          jul.fine("fine " + jul.getLevel());
          return logger.getClass().getName();
        });
    cases.add("statuses", () -> statuses(context));
    for (String word :
        List.of(
            "%d{HH}",
            "%date{ISO8601,UTC}",
            "%relative",
            "%thread",
            "%mdc",
            "%caller{2}",
            "%class",
            "%xEx",
            "%nopex",
            "%property{user.language}",
            "%sn",
            "%prefix(%level %logger)",
            "%cyan(%msg)",
            "%maskedKvp",
            "%kvp{SINGLE}",
            "%msg %bogus",
            "%logger{0}",
            "%contextName",
            "%lsn",
            "%micros",
            "%-20.30(%msg)",
            "%replace(%msg){'a','b'}")) {
      cases.add(
          "pattern " + word,
          () -> {
            PatternLayout layout = new PatternLayout();
            layout.setContext(context);
            layout.setPattern(word);
            layout.start();
            LoggingEvent event =
                new LoggingEvent(
                    "fqcn",
                    (ch.qos.logback.classic.Logger) logger,
                    ch.qos.logback.classic.Level.INFO,
                    "banana",
                    null,
                    null);
            event.setTimeStamp(0);
            return layout.doLayout(event).replaceAll("^-?\\d+$", "n");
          });
    }
    cases.add(
        "appenders",
        () -> {
          List<String> names = new ArrayList<>();
          Iterator<Appender<ILoggingEvent>> all = context.getLogger("ROOT").iteratorForAppenders();
          all.forEachRemaining(a -> names.add(a.getName() + a.getClass().getSimpleName()));
          return names;
        });
    for (String xml :
        List.of(
            "<configuration><appender name='x' class='no.such.Appender'/></configuration>",
            "<configuration><root level='LOUD'><appender-ref ref='none'/></root></configuration>",
            "<configuration><if condition='true'><then/></if></configuration>",
            "<configuration><include resource='none.xml'/><unknown/></configuration>",
            "<configuration><statusListener class='ch.qos.logback.core.status.NopStatusListener'/>"
                + "<appender name='c' class='ch.qos.logback.core.helpers.NOPAppender'/>"
                + "<appender name='l' class='ch.qos.logback.core.read.ListAppender'/>"
                + "<appender name='cy' class='ch.qos.logback.core.read.CyclicBufferAppender'>"
                + "<maxSize>3</maxSize></appender>"
                + "<root><appender-ref ref='l'/><appender-ref ref='cy'/></root></configuration>",
            "<broken")) {
      cases.add("config " + xml, () -> configure(xml));
    }
    cases.add(
        "stop",
        () -> {
          ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
          return Files.exists(Path.of("app.html"));
        });
    for (String file : List.of("json.log", "user-ann.log", "user-none.log")) {
      cases.add(file, () -> Files.readString(Path.of(file)));
    }
    cases.finish();
  }

  private static List<String> statuses(LoggerContext context) {
    return context.getStatusManager().getCopyOfStatusList().stream()
        .filter(status -> status.getEffectiveLevel() > Status.INFO)
        .map(Status::getMessage)
        .toList();
  }

  private static List<String> configure(String xml) {
    LoggerContext fresh = new LoggerContext();
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(fresh);
    List<String> found = new ArrayList<>();
    try {
      configurator.doConfigure(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    } catch (ch.qos.logback.core.joran.spi.JoranException e) {
      found.add(e.getMessage());
    }
    found.addAll(statuses(fresh));
    fresh
        .getLogger("ROOT")
        .iteratorForAppenders()
        .forEachRemaining(a -> found.add(a.getClass().getName()));
    return found;
  }
}
