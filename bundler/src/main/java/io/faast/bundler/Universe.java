package io.faast.bundler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a class loader over the class path would see: the first entry that has a name wins, and of a
 * multi-release jar the files for the target release.
 */
final class Universe {
  static final String SERVICES = "META-INF/services/";

  /** Where jars say of which Maven project they are; programs look for their version there. */
  static final String MAVEN = "META-INF/maven/";

  /** A file that can be seen, under the name by which it is. */
  record Visible(String name, EntryIndex entry, int file) {}

  private final BundleRequest request;
  private final boolean client;
  private final List<NamePattern> classExcludes = new ArrayList<>();
  private final List<NamePattern> pathExcludes = new ArrayList<>();
  private final Map<String, ClassNode> nodes = new HashMap<>(4096);
  private final List<ClassNode> classes = new ArrayList<>();
  private final Map<EntryIndex, List<Visible>> resources = new LinkedHashMap<>();
  private final Map<String, List<Visible>> services = new LinkedHashMap<>();
  private final Map<EntryIndex, Integer> classCounts = new HashMap<>();
  private final Map<EntryIndex, Integer> firstClasses = new HashMap<>();
  private final Set<String> excluded = new HashSet<>();
  private final List<String> notes = new ArrayList<>();
  private final Set<String> platformPackages = Platform.packageNames();
  private String lastPackage = "";
  private boolean lastOfPlatform;

  Universe(BundleRequest request, Trace trace, List<EntryIndex> entries) {
    this.request = request;
    client = ClientEntry.isWanted(request, trace);
    for (String pattern : request.excludes()) {
      classExcludes.add(NamePattern.ofClass(pattern));
      pathExcludes.add(NamePattern.ofPath(pattern));
    }
    for (EntryIndex entry : entries) {
      add(entry);
    }
  }

  private void add(EntryIndex entry) {
    Source source = entry.source;
    List<Visible> own = new ArrayList<>();
    resources.put(entry, own);
    entry.forget();
    int hidden = 0;
    int ofPlatform = 0;
    int count = 0;
    Map<String, Integer> releases = releases(entry);
    for (int file = 0; file < source.count(); file++) {
      String name = source.name(file);
      String base = entry.manifest.multiRelease() ? Releases.base(name) : name;
      Integer chosen = releases.get(base);
      if ((chosen != null ? chosen != file : Releases.release(name) != 0 && isClassFile(name))
          || isDropped(entry, base)) {
        continue;
      }
      if (!entry.isClass(file)) {
        own.add(new Visible(base, entry, file));
        if (base.startsWith(SERVICES) && base.indexOf('/', SERVICES.length()) < 0) {
          String type = base.substring(SERVICES.length()).replace('.', '/');
          services
              .computeIfAbsent(type, key -> new ArrayList<>())
              .add(new Visible(base, entry, file));
        }
        continue;
      }
      if (count++ == 0) {
        firstClasses.put(entry, file);
      }
      String className = base.substring(0, base.length() - 6);
      if (isExcludedClass(className)) {
        excluded.add(className);
      } else if (isOfPlatform(className)) {
        ofPlatform++;
      } else if (nodes.containsKey(className)) {
        hidden++;
      } else {
        ClassNode node = new ClassNode(className, entry, file);
        nodes.put(className, node);
        classes.add(node);
      }
    }
    classCounts.put(entry, count);
    if (hidden > 0) {
      notes.add(
          source.path() + ": " + hidden + " classes are hidden by earlier class path entries");
    }
    if (ofPlatform > 0) {
      notes.add(source.path() + ": " + ofPlatform + " classes are hidden by the JDK's packages");
    }
  }

  /** A class of a package that a module of the JDK has is never looked for on a class path. */
  private boolean isOfPlatform(String className) {
    int slash = className.lastIndexOf('/');
    if (slash != lastPackage.length() || !className.startsWith(lastPackage)) {
      lastPackage = slash < 0 ? "" : className.substring(0, slash);
      lastOfPlatform = platformPackages.contains(lastPackage);
    }
    return lastOfPlatform;
  }

  private static boolean isClassFile(String name) {
    return name.endsWith(".class");
  }

  /** Returns which file stands for each name that a multi-release jar has releases of. */
  private Map<String, Integer> releases(EntryIndex entry) {
    Map<String, Integer> chosen = new HashMap<>();
    if (!entry.manifest.multiRelease()) {
      return chosen;
    }
    Source source = entry.source;
    Map<String, Integer> bases = new HashMap<>();
    for (int file = 0; file < source.count(); file++) {
      String name = source.name(file);
      int release = Releases.release(name);
      if (release == 0) {
        bases.put(name, file);
        continue;
      }
      String base = Releases.base(name);
      if (base.startsWith("META-INF/")) {
        continue; // the JVM looks these up in one place only
      }
      Integer other = chosen.get(base);
      boolean better = other == null || other < 0 || release > Releases.release(source.name(other));
      if (release > request.targetRelease()) {
        chosen.putIfAbsent(base, -1);
      } else if (better) {
        chosen.put(base, file);
      }
    }
    for (Map.Entry<String, Integer> choice : chosen.entrySet()) {
      if (choice.getValue() < 0) {
        choice.setValue(bases.getOrDefault(choice.getKey(), -1));
      }
    }
    return chosen;
  }

  private boolean isDropped(EntryIndex entry, String name) {
    if (name.endsWith("module-info.class") || !isSafe(entry, name)) {
      return true;
    }
    for (NamePattern pattern : pathExcludes) {
      if (pattern.matches(name)) {
        if (isClassFile(name)) {
          excluded.add(name.substring(0, name.length() - 6));
        }
        return true;
      }
    }
    if (!name.startsWith("META-INF/")) {
      return false;
    }
    boolean signature =
        name.indexOf('/', 9) < 0
            && (name.endsWith(".SF")
                || name.endsWith(".RSA")
                || name.endsWith(".DSA")
                || name.endsWith(".EC"));
    return signature
        || name.equals(Manifest.NAME)
        || name.equals("META-INF/INDEX.LIST")
        || (name.startsWith(MAVEN) && !name.endsWith("/pom.properties"));
  }

  private boolean isSafe(EntryIndex entry, String name) {
    boolean safe =
        !name.isEmpty()
            && !name.startsWith("/")
            && !name.equals("..")
            && !name.startsWith("../")
            && !name.endsWith("/..")
            && !name.contains("/../")
            && name.indexOf('\\') < 0
            && name.indexOf('\0') < 0
            && name.length() < 16_384;
    if (!safe) {
      notes.add(entry.source.path() + ": left out a file whose name is unsafe: " + name);
    }
    return safe;
  }

  private boolean isExcludedClass(String name) {
    if (!client && ClientEntry.is(name)) {
      return true;
    }
    for (NamePattern pattern : classExcludes) {
      if (pattern.matches(name)) {
        return true;
      }
    }
    return false;
  }

  @Nullable ClassNode node(String name) {
    return nodes.get(name);
  }

  boolean isExcluded(String name) {
    return excluded.contains(name);
  }

  /** Returns all classes in class path order. */
  List<ClassNode> classes() {
    return classes;
  }

  Set<EntryIndex> entries() {
    return resources.keySet();
  }

  List<Visible> resources(EntryIndex entry) {
    return resources.getOrDefault(entry, List.of());
  }

  /** Returns the first class file of an entry, or null if it has none. */
  @Nullable Integer firstClass(EntryIndex entry) {
    return firstClasses.get(entry);
  }

  /** Returns how many classes an entry has, hidden and excluded ones too. */
  int classCount(EntryIndex entry) {
    return classCounts.getOrDefault(entry, 0);
  }

  /** Returns the provider files by the internal name of their service. */
  Map<String, List<Visible>> services() {
    return services;
  }

  List<String> notes() {
    return notes;
  }
}
