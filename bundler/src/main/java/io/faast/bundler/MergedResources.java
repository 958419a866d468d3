package io.faast.bundler;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Resources that several class path entries have under one name and that programs read all of: in a
 * bundle there is room for one of each name, so it holds what all of them say.
 */
final class MergedResources {
  private static final String LOG4J =
      "META-INF/org/apache/logging/log4j/core/config/plugins/Log4j2Plugins.dat";

  private static final Set<String> LINES =
      Set.of(
          "META-INF/spring.handlers",
          "META-INF/spring.schemas",
          "META-INF/spring.tooling",
          "META-INF/sisu/javax.inject.Named",
          "META-INF/io.netty.versions.properties",
          "META-INF/hk2-locator/default",
          "reference.conf");

  private static final Set<String> LISTS =
      Set.of(
          "META-INF/spring.factories",
          "META-INF/spring/aot.factories",
          "META-INF/groovy/org.codehaus.groovy.runtime.ExtensionModule",
          "META-INF/services/org.codehaus.groovy.runtime.ExtensionModule");

  private MergedResources() {}

  /**
   * Returns what two resources of one name say together, or null if the first one hides the second
   * or they are not of a known form.
   */
  static byte @Nullable [] merge(String name, byte[] first, byte[] second) {
    if (name.equals(LOG4J)) {
      return plugins(first, second);
    }
    if (LISTS.contains(name)) {
      return lists(first, second);
    }
    return isLines(name) || name.startsWith(Universe.SERVICES) ? lines(first, second) : null;
  }

  /** Returns whether a name is that of a list which programs read from every entry. */
  static boolean isList(String name) {
    return name.equals(LOG4J) || LISTS.contains(name) || isLines(name);
  }

  private static boolean isLines(String name) {
    return LINES.contains(name)
        || (name.startsWith("META-INF/spring/") && name.endsWith(".imports"));
  }

  private static byte[] lines(byte[] first, byte[] second) {
    ByteArrayOutputStream merged = new ByteArrayOutputStream(first.length + second.length + 1);
    merged.writeBytes(first);
    if (first.length > 0 && first[first.length - 1] != '\n') {
      merged.write('\n');
    }
    merged.writeBytes(second);
    return merged.toByteArray();
  }

  /** Properties whose values are lists: those of equal keys become one list. */
  private static byte @Nullable [] lists(byte[] first, byte[] second) {
    Map<String, Set<String>> merged = new TreeMap<>();
    for (byte[] content : new byte[][] {first, second}) {
      Properties properties = new Properties();
      try {
        properties.load(new StringReader(new String(content, StandardCharsets.UTF_8)));
      } catch (IOException | IllegalArgumentException e) {
        return null; // its reader would not take it either
      }
      for (String key : properties.stringPropertyNames()) {
        Set<String> values = merged.computeIfAbsent(key, name -> new LinkedHashSet<>());
        for (String value : properties.getProperty(key).split(",", -1)) {
          if (!value.isBlank()) {
            values.add(value.trim());
          }
        }
      }
    }
    StringBuilder text = new StringBuilder();
    merged.forEach(
        (key, values) ->
            text.append(key.replace(":", "\\:").replace(" ", "\\ "))
                .append('=')
                .append(String.join(",", values))
                .append('\n'));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Log4j's list of plug-ins: categories, each with entries of a key and what is behind it. */
  private static byte @Nullable [] plugins(byte[] first, byte[] second) {
    Map<String, Map<String, byte[]>> categories = new LinkedHashMap<>();
    try {
      readPlugins(first, categories);
      readPlugins(second, categories);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(first.length + second.length);
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeInt(categories.size());
      for (Map.Entry<String, Map<String, byte[]>> category : categories.entrySet()) {
        out.writeUTF(category.getKey());
        out.writeInt(category.getValue().size());
        for (Map.Entry<String, byte[]> plugin : category.getValue().entrySet()) {
          out.writeUTF(plugin.getKey());
          out.write(plugin.getValue());
        }
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      return null; // of another version
    }
  }

  private static void readPlugins(byte[] content, Map<String, Map<String, byte[]>> categories)
      throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(content));
    for (int n = in.readInt(); n > 0; n--) {
      Map<String, byte[]> plugins =
          categories.computeIfAbsent(in.readUTF(), name -> new LinkedHashMap<>());
      for (int m = in.readInt(); m > 0; m--) {
        String key = in.readUTF();
        ByteArrayOutputStream rest = new ByteArrayOutputStream(128);
        DataOutputStream out = new DataOutputStream(rest);
        out.writeUTF(in.readUTF()); // the class
        out.writeUTF(in.readUTF()); // the name
        out.writeBoolean(in.readBoolean()); // whether it is printed
        out.writeBoolean(in.readBoolean()); // whether its children are made later
        plugins.putIfAbsent(key, rest.toByteArray());
      }
    }
  }
}
