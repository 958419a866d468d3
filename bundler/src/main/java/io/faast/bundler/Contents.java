package io.faast.bundler;

import io.faast.bundler.hints.NativeLibraries;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Chooses the files of a bundle once the classes are known. */
final class Contents {
  /** At most so many classes has a jar that is there for its native libraries. */
  private static final int CLASSES_BESIDE_LIBRARIES = 5;

  private final Reachability reachability;
  private final Rewriting rewriting;
  private final Map<String, Item> items = new TreeMap<>();
  private final List<String> notes = new ArrayList<>();
  private Set<String> included = Set.of();

  Contents(Reachability reachability, Rewriting rewriting) {
    this.reachability = reachability;
    this.rewriting = rewriting;
  }

  /** Returns the files, sorted by name; the manifest is not among them. */
  List<Item> choose(Map<String, byte[]> includeFiles) throws BundleException {
    included = includeFiles.keySet();
    for (Map.Entry<String, byte[]> file : includeFiles.entrySet()) {
      items.put(file.getKey(), new Item(file.getKey(), file.getValue()));
    }
    for (Rewriting.Written written : rewriting.written) {
      ClassNode node = written.node;
      String name = node.name.concat(".class");
      items.put(name, new Item(name, node.entry, node.file, written.content));
    }
    for (EntryIndex entry : reachability.universe.entries()) {
      // An entry without any class is there for its resources.
      if (reachability.contributing.contains(entry)
          || reachability.universe.classCount(entry) == 0) {
        addResources(entry);
      } else if (reachability.features.containsKey(Feature.NATIVE_LOADING)) {
        addNativeLibraries(entry);
      }
    }
    addPluginFiles();
    addTraced();
    addServices();
    return new ArrayList<>(items.values());
  }

  /** A jar of native libraries may have a class that says so and that nobody needs. */
  private void addNativeLibraries(EntryIndex entry) {
    if (reachability.universe.classCount(entry) > CLASSES_BESIDE_LIBRARIES) {
      return;
    }
    for (Universe.Visible file : reachability.universe.resources(entry)) {
      if (NativeLibraries.isNative(file.name())
          && !reachability.foreign.of(entry).contains(file.name())
          && entry.source.problem(file.file()) == null) {
        items.putIfAbsent(file.name(), new Item(file.name(), entry, file.file()));
      }
    }
  }

  private void addPluginFiles() {
    for (Universe.Visible file : reachability.plugins.needed()) {
      if (!reachability.services.isList(file.name())
          && !reachability.foreign.of(file.entry()).contains(file.name())
          && file.entry().source.problem(file.file()) == null) {
        items.putIfAbsent(file.name(), new Item(file.name(), file.entry(), file.file()));
      }
    }
  }

  private void addTraced() {
    if (reachability.trace.resources().isEmpty()) {
      return;
    }
    for (EntryIndex entry : reachability.universe.entries()) {
      for (Universe.Visible file : reachability.universe.resources(entry)) {
        if (reachability.trace.resources().contains(file.name())
            && !reachability.services.isList(file.name())
            && entry.source.problem(file.file()) == null) {
          items.putIfAbsent(file.name(), new Item(file.name(), file.entry(), file.file()));
        }
      }
    }
  }

  private void addResources(EntryIndex entry) throws BundleException {
    int duplicates = 0;
    String example = "";
    long foreign = 0;
    Set<String> foreignNames = reachability.foreign.of(entry);
    for (Universe.Visible file : reachability.universe.resources(entry)) {
      boolean unasked = file.name().startsWith(Universe.MAVEN) && !reachability.namesMaven();
      if (unasked || reachability.services.isList(file.name())) {
        continue;
      }
      if (foreignNames.contains(file.name())) {
        foreign += entry.source.size(file.file());
        continue;
      }
      String problem = entry.source.problem(file.file());
      if (problem != null) {
        throw new BundleException(
            entry.source.path()
                + ": "
                + file.name()
                + " "
                + problem
                + ". It is bundled because "
                + contributor(entry)
                + " is needed. Leave it out with excludes, or replace the jar.");
      }
      Item earlier =
          items.putIfAbsent(file.name(), new Item(file.name(), file.entry(), file.file()));
      if (earlier != null && !isSame(earlier, file) && !isMerged(earlier, file)) {
        duplicates++;
        example = file.name();
      }
    }
    if (foreign > 0) {
      notes.add(
          entry.source.path()
              + ": left out "
              + foreignNames.size()
              + " native libraries for other platforms, "
              + foreign
              + " bytes");
    }
    if (duplicates > 0) {
      notes.add(
          entry.source.path()
              + ": "
              + duplicates
              + " resources differ from those of the same name on earlier entries, which were"
              + " taken: for example "
              + example);
    }
  }

  /** Puts what both say in the place of the first, if programs read both on a class path. */
  private boolean isMerged(Item earlier, Universe.Visible file) throws BundleException {
    if (included.contains(file.name())) {
      return false;
    }
    Item later = new Item(file.name(), file.entry(), file.file());
    byte[] merged = MergedResources.merge(file.name(), earlier.content(), later.content());
    if (merged == null) {
      return false;
    }
    items.put(file.name(), new Item(file.name(), merged));
    return true;
  }

  private String contributor(EntryIndex entry) {
    for (ClassNode node : reachability.reached) {
      if (node.entry == entry) {
        return "class " + node.name.replace('/', '.') + " of the same place";
      }
    }
    return "its jar or directory, which has only resources,";
  }

  private static boolean isSame(Item earlier, Universe.Visible file) {
    EntryIndex entry = earlier.entry;
    return entry != null
        && earlier.size() == file.entry().source.size(file.file())
        && entry.source.crc(earlier.file) == file.entry().source.crc(file.file());
  }

  private void addServices() throws BundleException {
    for (Map.Entry<String, List<Universe.Visible>> service :
        reachability.services.files().entrySet()) {
      addProviders(service.getKey(), service.getValue());
    }
  }

  private void addProviders(String type, List<Universe.Visible> files) throws BundleException {
    List<String> providers = new ArrayList<>();
    for (Universe.Visible file : files) {
      EntryIndex entry = file.entry();
      for (String provider : Services.providers(file)) {
        ClassNode node = reachability.universe.node(provider);
        if (node == null ? reachability.platform.has(provider) : node.live) {
          if (!providers.contains(provider)) {
            providers.add(provider);
          }
        } else {
          notes.add(
              entry.source.path()
                  + ": dropped provider "
                  + provider.replace('/', '.')
                  + " of service "
                  + type.replace('/', '.')
                  + ": no such class on the class path");
        }
      }
    }
    if (!providers.isEmpty()) {
      String name = Universe.SERVICES.concat(type.replace('/', '.'));
      StringBuilder text = new StringBuilder();
      for (String provider : providers) {
        text.append(provider.replace('/', '.')).append('\n');
      }
      items.putIfAbsent(name, new Item(name, text.toString().getBytes(StandardCharsets.UTF_8)));
    }
  }

  List<String> notes() {
    return notes;
  }

  /** Returns what each entry offered and what of it was taken. */
  List<BundleReport.Entry> summary(List<Item> chosen) {
    Map<EntryIndex, long[]> taken = new HashMap<>();
    for (Item item : chosen) {
      EntryIndex entry = item.entry;
      if (entry != null) {
        long[] sums = taken.computeIfAbsent(entry, key -> new long[3]);
        sums[0] += item.size();
        sums[item.name.endsWith(".class") ? 1 : 2]++;
      }
    }
    List<BundleReport.Entry> lines = new ArrayList<>();
    for (EntryIndex entry : reachability.universe.entries()) {
      long offered = 0;
      for (int i = 0; i < entry.source.count(); i++) {
        offered += entry.source.size(i);
      }
      long[] sums = taken.getOrDefault(entry, new long[3]);
      int classes = reachability.universe.classCount(entry);
      lines.add(
          new BundleReport.Entry(
              entry.source.path(), offered, sums[0], classes, (int) sums[1], (int) sums[2]));
    }
    return lines;
  }
}
