package io.faast.bundler;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Services and their providers: those of a reached service are kept. */
final class Services {
  private final Reachability reachability;

  /** Internal names of the services that may be asked for. */
  private final Set<String> reached = new HashSet<>();

  Services(Reachability reachability) {
    this.reachability = reachability;
  }

  boolean isReached(String type) {
    return reached.contains(type);
  }

  /** Reaches the providers of the services that the JDK itself looks for. */
  void reachPlatformServices() throws BundleException {
    for (String type : reachability.universe.services().keySet()) {
      if (reachability.platform.isLiveService(type)) {
        reach(type, null);
      }
    }
  }

  /** The service's type is a value of reached code, so its providers may be asked for. */
  void reach(ClassNode service, Reason reason) throws BundleException {
    reach(service.name, reason);
  }

  /** The service may be asked for by its name. */
  void reach(String type, @Nullable Reason reason) throws BundleException {
    List<Universe.Visible> files = reachability.universe.services().get(type);
    if (files == null || !reached.add(type)) {
      return;
    }
    String rule = "provider of service " + type.replace('/', '.');
    for (Universe.Visible file : files) {
      for (String provider : providers(file)) {
        ClassNode node = reachability.universe.node(provider);
        if (node != null) {
          reachability.live(node, reason, rule);
          if (isSubtype(node, type)) {
            reachability.provider(node, reason);
          } else {
            reachability.whole(node, reason, rule);
          }
        }
      }
    }
  }

  /**
   * Returns whether a linked class is of a service's type: then it is made by a constructor, and
   * called as any other object of that type. What else such lists may have is not known.
   */
  private boolean isSubtype(ClassNode node, String type) {
    ClassNode service = reachability.universe.node(type);
    if (service != null) {
      return node.supertypes.contains(service);
    }
    for (PlatformClass at : node.platform) {
      if (at.name.equals(type)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns whether a file is a service's provider list, which is reached with the service and
   * merged. Of a service that nobody has it is a file like others: its name is data.
   */
  boolean isList(String name) {
    int from = Universe.SERVICES.length();
    if (!name.startsWith(Universe.SERVICES) || name.indexOf('/', from) >= 0) {
      return false;
    }
    String type = name.substring(from).replace('.', '/');
    return reachability.universe.node(type) != null
        || reachability.universe.isExcluded(type)
        || reachability.platform.has(type);
  }

  /** Returns the internal names that a provider file lists. */
  static List<String> providers(Universe.Visible file) throws BundleException {
    Source source = file.entry().source;
    String text;
    try {
      text = new String(source.read(file.file()), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new BundleException(
          source.path()
              + ": "
              + file.name()
              + " "
              + e.getMessage()
              + ". Replace the jar, or leave the file out with excludes.",
          e);
    }
    List<String> names = new ArrayList<>();
    for (String line : text.split("[\r\n]+", -1)) {
      int comment = line.indexOf('#');
      String name = (comment < 0 ? line : line.substring(0, comment)).trim();
      for (String part : name.split(",", -1)) { // as old factories have them
        if (!part.isBlank()) {
          names.add(part.trim().replace('.', '/'));
        }
      }
    }
    return names;
  }

  /** Returns the provider files of reached services by service. */
  Map<String, List<Universe.Visible>> files() {
    Map<String, List<Universe.Visible>> files =
        new java.util.LinkedHashMap<>(reachability.universe.services());
    files.keySet().retainAll(reached);
    return files;
  }
}
