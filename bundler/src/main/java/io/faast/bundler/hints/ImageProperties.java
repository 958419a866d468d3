package io.faast.bundler.hints;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Properties;
import java.util.Set;

/**
 * Reads the arguments in a native-image.properties: those that name resources and further files of
 * metadata. What says how an image is built has no meaning here.
 */
final class ImageProperties {
  private final HintCollector out;
  private final String origin;

  ImageProperties(HintCollector out, String origin) {
    this.out = out;
    this.origin = origin;
  }

  /** Returns the files that are named: JSON, or directories of it, which end with a slash. */
  Set<String> read(byte[] content) {
    Set<String> files = new LinkedHashSet<>();
    Properties properties = new Properties();
    try {
      properties.load(new ByteArrayInputStream(content));
    } catch (IOException | IllegalArgumentException e) {
      out.note(origin + ": not read, as it is broken: " + e.getMessage());
      return files;
    }
    String here = origin.substring(0, Math.max(origin.lastIndexOf('/'), 0));
    String arguments = properties.getProperty("Args", "").replace("${.}", here);
    for (String argument : arguments.trim().split("\\s+", -1)) {
      int equals = argument.indexOf('=');
      if (equals > 0) {
        argument(argument.substring(0, equals), argument.substring(equals + 1), files);
      }
    }
    return files;
  }

  private void argument(String option, String value, Set<String> files) {
    NativeImageReader reader = new NativeImageReader(out, origin);
    switch (option) {
      case "-H:IncludeResources" -> reader.resource(null, value, false, false);
      case "-H:ExcludeResources" -> reader.resource(null, value, false, true);
      case "-H:IncludeResourceBundles" -> {
        for (String name : value.split(",", -1)) {
          reader.bundle(null, name);
        }
      }
      case "-H:ConfigurationResourceRoots" -> {
        for (String root : value.split(",", -1)) {
          files.add(root.endsWith("/") ? root : root + "/");
        }
      }
      default -> {
        if (option.startsWith("-H:") && option.endsWith("Resources")) {
          for (String file : value.split(",", -1)) {
            files.add(file);
          }
        }
      }
    }
  }
}
