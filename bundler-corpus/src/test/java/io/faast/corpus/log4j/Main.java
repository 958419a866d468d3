package io.faast.corpus.log4j;

import io.faast.corpus.Cases;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.apache.logging.log4j.CloseableThreadContext;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.MarkerManager;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilderFactory;
import org.apache.logging.log4j.core.config.plugins.util.PluginManager;
import org.apache.logging.log4j.core.config.properties.PropertiesConfigurationFactory;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.apache.logging.log4j.core.lookup.Interpolator;
import org.apache.logging.log4j.message.StringMapMessage;
import org.apache.logging.log4j.message.StructuredDataMessage;

/**
 * Log4j 2: plugins found through an index in a resource of several jars, created by the names that
 * a configuration file has, by reflection on annotated factories and builders.
 */
public final class Main {
  private static final Logger LOGGER = LogManager.getLogger(Main.class);

  private Main() {}

  // withPattern is what configurations call, too.
  @SuppressWarnings("deprecation")
  public static void main(String[] args) {
    Cases cases = new Cases();
    cases.add("log", Main::log);
    cases.add(
        "syslog",
        () ->
            lines("logs/app.csv").stream()
                .map(line -> line.replaceAll("1 \\d{4}\\S+ \\S+ (\\S+) \\d+", "$1"))
                .toList());
    cases.add(
        "routed",
        () ->
            lines("logs/ann.log").stream()
                .map(line -> line.replace(System.getProperty("java.version"), "v"))
                .toList());
    for (String category :
        List.of(
            "Core",
            "Converter",
            "Lookup",
            "TypeConverter",
            "FileConverter",
            "Level",
            "ConfigurationFactory",
            "JsonTemplateResolverFactory",
            "Watcher")) {
      cases.add(
          "plugins " + category,
          () -> {
            PluginManager manager = new PluginManager(category);
            manager.collectPlugins();
            return new TreeSet<>(manager.getPlugins().keySet());
          });
    }
    for (String pattern :
        List.of(
            "%d{ISO8601}{GMT+5}",
            "%style{%m}{red,bold}",
            "%r",
            "%uuid",
            "%sn",
            "%pid",
            "%throwable{short}",
            "%rEx{2,filters(java)}",
            "%nano",
            "%fqcn",
            "%T",
            "%variablesNotEmpty{%m}",
            "%unknown %m",
            "%-20.-5c|%20m|",
            "%encode{<a>&'}{HTML}",
            "%encode{<a>&'}{XML}",
            "%ex{3}",
            "%l",
            "%map{a}",
            "%endOfBatch",
            "%tp")) {
      cases.add(
          "pattern " + pattern,
          () -> {
            PatternLayout layout = PatternLayout.newBuilder().withPattern(pattern).build();
            return layout.toString() + layout.getEventSerializer().getClass().getSimpleName();
          });
    }
    for (String variable :
        List.of(
            "${sys:user.language}",
            "${java:locale}",
            "${lower:ABC}",
            "${upper:abc}",
            "${base64:aGVsbG8=}",
            "${map:x}",
            "${marker:x}",
            "${bundle:none:x}",
            "${date:'y'}",
            "${main:0}",
            "${env:NONE:-default}",
            "${jndi:java:comp}",
            "${script:x}",
            "${event:Level}",
            "${nothing:x}",
            "${sd:x}")) {
      cases.add(
          "lookup " + variable,
          () -> {
            Configuration configuration = LoggerContext.getContext(false).getConfiguration();
            String text = configuration.getStrSubstitutor().replace(variable);
            return text.replaceAll("file:.*/", "");
          });
    }
    cases.add("interpolator", () -> new TreeSet<>(new Interpolator().getStrLookupMap().keySet()));
    cases.add("builder", Main::built);
    cases.add("properties", Main::properties);
    cases.add("yaml", () -> reconfigured("config.yaml", "Configuration:\n  status: warn\n"));
    cases.add("json", () -> reconfigured("config.json", "{\"configuration\": {}}"));
    cases.add("broken", () -> reconfigured("config.xml", "<Configuration><Appenders>"));
    cases.add(
        "unknown plugin",
        () -> reconfigured("config.xml", "<Configuration><NoSuchThing/></Configuration>"));
    cases.add("level", () -> Level.valueOf("NOTICE").intLevel() + " " + Level.toLevel("no", null));
    cases.add("no level", () -> Level.valueOf("LOUD"));
    cases.add(
        "serial",
        () -> {
          java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
          new java.io.ObjectOutputStream(bytes).writeObject(Level.WARN);
          return new java.io.ObjectInputStream(
                      new java.io.ByteArrayInputStream(bytes.toByteArray()))
                  .readObject()
              == Level.WARN;
        });
    cases.finish();
    LogManager.shutdown();
  }

  private static String log() {
    LOGGER.debug("not {}", "shown");
    LOGGER.info("hello {} {}", new int[] {1}, List.of("l"));
    LOGGER.info("the secret");
    try (CloseableThreadContext.Instance ctc = CloseableThreadContext.put("user", "ann")) {
      ThreadContext.push("ndc");
      LOGGER.warn(MarkerManager.getMarker("M").addParents(MarkerManager.getMarker("P")), "marked");
      LOGGER.error("failed", new IllegalStateException("outer", new RuntimeException("inner")));
      ThreadContext.pop();
    }
    LOGGER.log(Level.getLevel("NOTICE"), () -> "custom \"level\"");
    LOGGER.error(new StringMapMessage().with("k", "v").with("x", "y"));
    LOGGER.atFatal().withLocation().log(new StructuredDataMessage("id@1", "structured", "type"));
    return LOGGER.getName() + LOGGER.getLevel();
  }

  private static List<String> lines(String file) throws Exception {
    return Files.readAllLines(Path.of(file), StandardCharsets.UTF_8);
  }

  private static String built() {
    var builder = ConfigurationBuilderFactory.newConfigurationBuilder();
    builder.setConfigurationName("built");
    builder.add(
        builder
            .newAppender("out", "Console")
            .addAttribute("target", "SYSTEM_OUT")
            .add(builder.newLayout("PatternLayout").addAttribute("pattern", "built=%m%n")));
    builder.add(builder.newRootLogger(Level.INFO).add(builder.newAppenderRef("out")));
    Configurator.reconfigure(builder.build(false));
    LoggerContext context = LoggerContext.getContext(false);
    LOGGER.info("by code");
    return context.getConfiguration().getName() + builder.toXmlConfiguration().length();
  }

  private static String properties() throws Exception {
    String text =
        """
        name = props
        appender.a.type = Console
        appender.a.name = A
        appender.a.layout.type = PatternLayout
        appender.a.layout.pattern = props=%p %m%n
        appender.a.filter.t.type = ThresholdFilter
        appender.a.filter.t.level = warn
        rootLogger.level = debug
        rootLogger.appenderRef.x.ref = A
        """;
    ConfigurationSource source =
        new ConfigurationSource(
            new java.io.ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    Configuration configuration =
        new PropertiesConfigurationFactory()
            .getConfiguration(LoggerContext.getContext(false), source);
    LoggerContext.getContext(false).reconfigure(configuration);
    LOGGER.warn("from properties");
    LOGGER.info("filtered");
    new StringReader(text).close();
    return LoggerContext.getContext(false).getConfiguration().getAppenders().keySet().toString();
  }

  private static String reconfigured(String name, String text) throws Exception {
    Path file = Path.of(name);
    Files.writeString(file, text);
    LoggerContext context = LoggerContext.getContext(false);
    context.setConfigLocation(file.toUri());
    return context.getConfiguration().getClass().getSimpleName()
        + context.getConfiguration().getRootLogger().getLevel();
  }
}
