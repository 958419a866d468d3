package io.faast.bundler;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a bundle holds, what was left out, and why. Immutable and thread-safe; read from the cache
 * when first asked for.
 */
public final class BundleReport {

  /**
   * What one class path entry offered and what of it was taken.
   *
   * @param path jar or directory
   * @param bytesIn size of its classes and resources, uncompressed
   * @param bytesOut size of what the bundle has of it, uncompressed
   * @param classesIn number of its classes
   * @param classesOut number of its classes in the bundle
   * @param resourcesOut number of its resources in the bundle
   */
  public record Entry(
      Path path, long bytesIn, long bytesOut, int classesIn, int classesOut, int resourcesOut) {}

  /**
   * Something kept although nothing proves that it is needed.
   *
   * @param kept class name
   * @param reason why it might be needed
   */
  public record Doubt(String kept, String reason) {}

  /**
   * A class that reached code names but that is neither on the class path nor in the JDK.
   *
   * @param className the missing class
   * @param neededBy a reached class that names it
   */
  public record Missing(String className, String neededBy) {}

  /** How much of a class is in the bundle. */
  public enum Kept {
    /** All of its members. */
    WHOLE,
    /** What may run of it. */
    CUT,
    /** Its header without members: other classes name it, and nothing of it can run. */
    SHELL
  }

  /**
   * How a class is in the bundle.
   *
   * @param name class name
   * @param from class path entry that it comes from
   * @param bytes its size in the bundle, uncompressed
   * @param bytesIn its size on the class path, uncompressed
   * @param kept how much of it is there
   * @param methods number of its methods and constructors that are there; of a shell 0
   * @param methodsIn number of its methods on the class path; of some shells not known and 0
   */
  public record BundledClass(
      String name, Path from, int bytes, int bytesIn, Kept kept, int methods, int methodsIn) {}

  /**
   * A file of the bundle that is no class.
   *
   * @param name its name in the bundle, with slashes
   * @param from class path entry that it comes from; null if it was made from several, or is an
   *     included file
   * @param bytes its size
   */
  public record Resource(String name, @Nullable Path from, long bytes) {}

  private final byte[] encoded;
  private volatile ReportFile.@Nullable Data data;

  BundleReport(byte[] encoded) {
    this.encoded = encoded;
  }

  byte[] encoded() {
    return encoded;
  }

  private ReportFile.Data data() {
    ReportFile.Data known = data;
    if (known == null) {
      known = ReportFile.decode(encoded);
      data = known;
    }
    return known;
  }

  /** Returns one line for each class path entry, in its order. */
  public List<Entry> entries() {
    return data().entries();
  }

  /** Returns what was kept on doubt, in the order in which it was found. */
  public List<Doubt> doubts() {
    ReportFile.Data report = data();
    List<Doubt> doubts = new ArrayList<>();
    for (int i = 0; i < report.classes().size(); i++) {
      String rule = report.rules().get(i);
      if (rule.startsWith(DoubtRules.DOUBT)) {
        doubts.add(
            new Doubt(report.classes().get(i).name(), rule.substring(DoubtRules.DOUBT.length())));
      }
    }
    return doubts;
  }

  /** Returns missing classes that are optional as far as can be seen, sorted by name. */
  public List<Missing> missing() {
    return data().missing();
  }

  /** Returns sentences about what was dropped, merged or passed over. */
  public List<String> notes() {
    return data().notes();
  }

  /** Returns the names of the bundled classes, sorted. */
  public List<String> classes() {
    List<String> sorted = new ArrayList<>();
    data().classes().forEach(bundled -> sorted.add(bundled.name()));
    sorted.sort(null);
    return sorted;
  }

  /** Returns the bundled classes in the order in which they were reached, shells last. */
  public List<BundledClass> bundledClasses() {
    return data().classes();
  }

  /** Returns the bundled files that are no classes, but for the manifest, sorted by name. */
  public List<Resource> resources() {
    return data().resources();
  }

  /** Returns by what rules the classes are kept that are there for more than a plain reference. */
  public Map<String, String> rules() {
    ReportFile.Data report = data();
    Map<String, String> rules = new HashMap<>();
    for (int i = 0; i < report.classes().size(); i++) {
      if (!report.rules().get(i).isEmpty()) {
        rules.put(report.classes().get(i).name(), report.rules().get(i));
      }
    }
    return rules;
  }

  /**
   * Returns a shortest path from a root to a class: each line a class name, followed by the rule
   * that led to it where that is not a plain reference. Empty if the class is not in the bundle.
   */
  public List<String> why(String className) {
    ReportFile.Ways ways = ReportFile.ways(encoded);
    List<String> path = new ArrayList<>();
    int at = ways.steps().indexOf(className);
    while (at >= 0 && path.size() < ways.steps().size()) {
      String rule = ways.rules().get(at);
      String name = ways.steps().get(at);
      path.add(0, rule.isEmpty() ? name : name + " (" + rule + ")");
      at = ways.parents().get(at);
    }
    return path;
  }
}
