package io.faast.cli;

import io.faast.bundler.Bundle;
import io.faast.bundler.BundleReport;
import io.faast.bundler.PackedBundle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is in a bundle, ready to be shown.
 *
 * @param title the classes that it is for
 * @param bundle the bundle
 * @param packed the same as it is deployed
 * @param jar where the jar lies for the user
 * @param zip where the packed bundle lies for the user
 * @param files the files with their shares of the packed bundle
 * @param entries what comes of each class path entry, in the order of the report
 */
record BundleView(
    String title,
    Bundle bundle,
    PackedBundle packed,
    Path jar,
    Path zip,
    List<File> files,
    List<Entry> entries) {

  /** In what form a file is there. */
  enum Form {
    RESOURCE("a resource"),
    WHOLE("a class with all its members"),
    CUT("a class without what nothing needs"),
    SHELL("a class without members: only its name is needed");

    final String words;

    Form(String words) {
      this.words = words;
    }
  }

  /**
   * A file of the bundle.
   *
   * @param name its name, with slashes
   * @param entry the place of the class path entry that it comes from, -1 if there is none
   * @param form in what form it is there
   * @param bytes its size
   * @param packed how many bytes of the packed bundle it takes
   * @param methodsCut how many methods were left out
   * @param rule why a class is kept, empty if what is kept refers to it
   */
  record File(
      String name, int entry, Form form, long bytes, long packed, int methodsCut, String rule) {}

  /** A class path entry and what the bundle has of it. */
  record Entry(
      BundleReport.Entry entry,
      String label,
      long packed,
      int cut,
      int shells,
      int methods,
      int methodsCut) {}

  static BundleView of(
      String title, Bundle bundle, PackedBundle packed, @Nullable Path jar, @Nullable Path zip) {
    List<File> files = files(bundle.report(), packed.shares());
    return new BundleView(
        title,
        bundle,
        packed,
        jar != null ? jar : bundle.jar(),
        zip != null ? zip : packed.file(),
        files,
        entries(bundle.report(), files));
  }

  private static List<File> files(BundleReport report, Map<String, Long> shares) {
    Map<Path, Integer> places = new HashMap<>();
    report.entries().forEach(entry -> places.put(entry.path(), places.size()));
    Map<String, String> rules = report.rules();
    List<File> files = new ArrayList<>();
    for (BundleReport.BundledClass each : report.bundledClasses()) {
      String name = each.name().replace('.', '/').concat(".class");
      files.add(
          new File(
              name,
              places.getOrDefault(each.from(), -1),
              switch (each.kept()) {
                case WHOLE -> Form.WHOLE;
                case CUT -> Form.CUT;
                case SHELL -> Form.SHELL;
              },
              each.bytes(),
              shares.getOrDefault(name, 0L),
              Math.max(0, each.methodsIn() - each.methods()),
              rules.getOrDefault(each.name(), "")));
    }
    for (BundleReport.Resource each : report.resources()) {
      Integer place = each.from() == null ? null : places.get(each.from());
      files.add(
          new File(
              each.name(),
              place == null ? -1 : place,
              Form.RESOURCE,
              each.bytes(),
              shares.getOrDefault(each.name(), 0L),
              0,
              ""));
    }
    files.sort((a, b) -> a.name().compareTo(b.name()));
    return files;
  }

  private static List<Entry> entries(BundleReport report, List<File> files) {
    Map<Integer, List<File>> byEntry = files.stream().collect(Collectors.groupingBy(File::entry));
    Map<Path, int[]> methods = new HashMap<>();
    for (BundleReport.BundledClass each : report.bundledClasses()) {
      int[] sums = methods.computeIfAbsent(each.from(), key -> new int[2]);
      sums[0] += each.methods();
      sums[1] += Math.max(0, each.methodsIn() - each.methods());
    }
    List<Entry> entries = new ArrayList<>();
    Map<String, Integer> labels = new HashMap<>();
    for (BundleReport.Entry entry : report.entries()) {
      List<File> own = byEntry.getOrDefault(entries.size(), List.of());
      int[] sums = methods.getOrDefault(entry.path(), new int[2]);
      String label = label(entry.path());
      int times = labels.merge(label, 1, Integer::sum);
      entries.add(
          new Entry(
              entry,
              times == 1 ? label : label + " (" + times + ")",
              own.stream().mapToLong(File::packed).sum(),
              count(own, Form.CUT),
              count(own, Form.SHELL),
              sums[0],
              sums[1]));
    }
    return entries;
  }

  /** A jar's name says enough; directories are often all called the same. */
  private static String label(Path entry) {
    int names = entry.getNameCount();
    boolean jar = entry.toString().endsWith(".jar");
    return names == 0 ? "/" : entry.subpath(Math.max(0, names - (jar ? 1 : 3)), names).toString();
  }

  BundleReport report() {
    return bundle.report();
  }

  /** Returns a rule without the names in it, so that few are left. */
  static String kind(String rule) {
    StringJoiner words = new StringJoiner(" ");
    for (String word : rule.split(" ", -1)) {
      int dot = word.indexOf('.', 1);
      boolean name = (dot > 0 && dot < word.length() - 1) || word.indexOf('/') >= 0;
      words.add(name ? "\u2026" : word);
    }
    return words.toString();
  }

  int count(Form form) {
    return count(files, form);
  }

  private static int count(List<File> files, Form form) {
    return (int) files.stream().filter(file -> file.form() == form).count();
  }
}
