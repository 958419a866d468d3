package io.faast.bundler;

import io.faast.bundler.hints.ClassNamesInResource;
import io.faast.bundler.hints.HintReader;
import io.faast.bundler.hints.NativeLibraries;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Classes that resources name: configuration files, plug-in lists, native libraries. Whoever reads
 * the resource makes objects of them by reflection, so they are kept whole.
 */
final class ResourceNames {
  private static final int MAX_SIZE = 8 << 20;

  /** Native code looks up by name what it makes and calls, and may be large. */
  private static final int MAX_NATIVE_SIZE = 256 << 20;

  /** Endings of what names classes without anybody loading them. */
  private static final List<String> PROSE =
      List.of(
          ".html",
          ".md",
          ".java",
          ".kt",
          ".kotlin_module",
          ".kotlin_builtins",
          ".dtd",
          ".xsd",
          ".class");

  private static final List<String> PROSE_NAMES =
      List.of("LICENSE", "NOTICE", "DEPENDENCIES", "README", "CHANGES", "COPYING", "AUTHORS");

  /** Endings of programs in languages that call Java classes. */
  private static final Set<String> SCRIPTS =
      Set.of("bsh", "clj", "gradle", "groovy", "js", "kts", "lua", "py", "rb");

  private final Reachability reachability;
  private final StringNames strings;

  /** By name, lists that programs read from every entry that has them. */
  private final Map<String, List<Universe.Visible>> lists = new HashMap<>();

  ResourceNames(Reachability reachability, StringNames strings) {
    this.reachability = reachability;
    this.strings = strings;
    for (EntryIndex entry : reachability.universe.entries()) {
      for (Universe.Visible file : reachability.universe.resources(entry)) {
        if (MergedResources.isList(file.name())) {
          lists.computeIfAbsent(file.name(), name -> new ArrayList<>()).add(file);
        }
      }
    }
  }

  /** Reaches the classes that the resources of an entry name. */
  void contributes(EntryIndex entry, @Nullable Reason because) throws BundleException {
    Set<String> foreign = reachability.foreign.of(entry);
    for (Universe.Visible file : reachability.universe.resources(entry)) {
      if (isScanned(file) && !foreign.contains(file.name())) {
        reachNamed(file, because);
      }
      List<Universe.Visible> others = lists.remove(file.name());
      if (others != null) {
        for (Universe.Visible other : others) {
          reachNamed(other, because);
        }
      }
    }
  }

  /**
   * Reaches the classes that a file names for which reached code asks, in it or by its own name.
   */
  void asked(Universe.Visible file, Reason by) throws BundleException {
    String name = file.name();
    ClassNode node =
        reachability.universe.node(name.substring(name.lastIndexOf('/') + 1).replace('.', '/'));
    if (node != null && reachability.isReadable(node)) {
      reachability.whole(node, by, "named by " + name);
    }
    if (isScanned(file)) {
      reachNamed(file, by);
    }
  }

  /** A template or script among the module's own files may call what it likes. */
  private void readCalls(byte[] content) {
    for (byte b : content) {
      if (b == 0) {
        return; // no text
      }
    }
    CallsInText.scan(content, reachability.own.called::add);
  }

  private void reachNamed(Universe.Visible file, @Nullable Reason because) throws BundleException {
    for (ClassNode node : named(file)) {
      if (!node.whole && reachability.isReadable(node)) {
        reachability.whole(node, because, "named by " + file.name());
      }
    }
  }

  private static boolean isScanned(Universe.Visible file) {
    String name = file.name();
    Source source = file.entry().source;
    if (source.size(file.file()) > (NativeLibraries.isNative(name) ? MAX_NATIVE_SIZE : MAX_SIZE)
        || source.problem(file.file()) != null
        || isProviderList(name)
        || name.startsWith(Universe.MAVEN)
        || HintReader.isHint(name)) {
      return false;
    }
    for (String ending : PROSE) {
      if (name.endsWith(ending)) {
        return false;
      }
    }
    String simple = name.substring(name.lastIndexOf('/') + 1).toUpperCase(java.util.Locale.ROOT);
    for (String prose : PROSE_NAMES) {
      if (simple.startsWith(prose)) {
        return false;
      }
    }
    return true;
  }

  /** Providers are reached with their service; what lies deeper is somebody's own list. */
  private static boolean isProviderList(String name) {
    return name.startsWith(Universe.SERVICES) && name.indexOf('/', Universe.SERVICES.length()) < 0;
  }

  private Set<ClassNode> named(Universe.Visible file) {
    Set<ClassNode> found = new LinkedHashSet<>();
    byte[] content;
    try {
      content = file.entry().source.read(file.file());
    } catch (IOException e) {
      return found; // whether it matters is seen when it is written
    }
    if (reachability.own.has(file.entry())) {
      readCalls(content);
    }
    List<String> names = new ArrayList<>();
    ClassNamesInResource.scan(content, names::add);
    for (String name : names) {
      ClassNode node = reachability.universe.node(name);
      if (node != null) {
        found.add(node);
      } else if (isScript(file.name())) {
        strings.packages.add(name); // scripts import all of a package
      }
    }
    return found;
  }

  private static boolean isScript(String name) {
    return SCRIPTS.contains(name.substring(name.lastIndexOf('.') + 1));
  }
}
