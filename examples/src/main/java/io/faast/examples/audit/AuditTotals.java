package io.faast.examples.audit;

import io.faast.examples.audit.JarFacts.PackageSize;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Merges the facts about many jars. What it gives does not depend on the order in which the jars
 * came. Not safe for use by several threads.
 */
final class AuditTotals {
  /** A jar that could not be audited, and why. */
  record Trouble(String jar, String why) {}

  /** A jar that carries signature files. */
  record Signed(String jar, List<String> files) {}

  /** One package over all jars that have classes in it. */
  record PackageTotal(String name, int jars, int classes, long bytes) {}

  private final Map<String, JarFacts> jars = new TreeMap<>();
  private final List<Trouble> broken = new ArrayList<>();
  private final List<Trouble> skipped = new ArrayList<>();
  private final List<Trouble> failed = new ArrayList<>();
  private final SortedMap<Integer, Long> classVersions = new TreeMap<>();
  private final Map<String, PackageTotal> packages = new TreeMap<>();
  private long jarBytes;

  void add(String jar, long bytes, JarFacts facts) {
    jarBytes += bytes;
    // The packages are merged here: kept once for each jar they would be most of the memory.
    jars.put(jar, facts.withoutPackages());
    facts.classVersions().forEach((major, n) -> classVersions.merge(major, (long) n, Long::sum));
    for (PackageSize p : facts.packages()) {
      packages.merge(
          p.name(), new PackageTotal(p.name(), 1, p.classes(), p.bytes()), AuditTotals::sum);
    }
  }

  private static PackageTotal sum(PackageTotal a, PackageTotal b) {
    return new PackageTotal(a.name, a.jars + b.jars, a.classes + b.classes, a.bytes + b.bytes);
  }

  void addBroken(String jar, String why) {
    broken.add(new Trouble(jar, why));
  }

  void addSkipped(String jar, String why) {
    skipped.add(new Trouble(jar, why));
  }

  void addFailed(String jar, String why) {
    failed.add(new Trouble(jar, why));
  }

  /** Returns the facts of each audited jar, without its packages. */
  Map<String, JarFacts> jars() {
    return Collections.unmodifiableMap(jars);
  }

  long jarBytes() {
    return jarBytes;
  }

  long inflatedBytes() {
    return jars.values().stream().mapToLong(JarFacts::inflatedBytes).sum();
  }

  long classes() {
    return jars.values().stream().mapToLong(facts -> facts.classHashes().length).sum();
  }

  SortedMap<Integer, Long> classVersions() {
    return Collections.unmodifiableSortedMap(classVersions);
  }

  int packages() {
    return packages.size();
  }

  List<PackageTotal> biggestPackages(int most) {
    return packages.values().stream()
        .sorted(Comparator.comparingLong(PackageTotal::bytes).reversed())
        .limit(most)
        .toList();
  }

  List<Signed> signed() {
    return jars.entrySet().stream()
        .filter(jar -> jar.getValue().signed())
        .map(jar -> new Signed(jar.getKey(), jar.getValue().signatureFiles()))
        .toList();
  }

  List<Trouble> broken() {
    return broken.stream().sorted(Comparator.comparing(Trouble::jar)).toList();
  }

  List<Trouble> skipped() {
    return skipped.stream().sorted(Comparator.comparing(Trouble::jar)).toList();
  }

  /** Returns the jars whose calls failed for no fault of the jar. */
  List<Trouble> failed() {
    return failed.stream().sorted(Comparator.comparing(Trouble::jar)).toList();
  }
}
