package io.faast.cli;

import io.faast.bundler.BundleReport;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What is in a bundle, for programs. */
final class BundleJson {
  private BundleJson() {}

  static String of(BundleView view) {
    BundleReport report = view.report();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("jar", view.jar());
    json.put("sha256", view.bundle().sha256());
    json.put("bytes", view.bundle().bytes());
    json.put("reused", view.bundle().reused());
    json.put("packed", packed(view));
    json.put("classes", report.classes());
    json.put("entries", view.entries().stream().map(BundleJson::entry).toList());
    json.put("files", view.files().stream().map(BundleJson::file).toList());
    json.put(
        "doubts",
        report.doubts().stream()
            .map(doubt -> Map.of("class", doubt.kept(), "reason", doubt.reason()))
            .toList());
    json.put(
        "missing",
        report.missing().stream()
            .map(gone -> Map.of("class", gone.className(), "neededBy", gone.neededBy()))
            .toList());
    json.put("notes", report.notes());
    return Json.of(json);
  }

  private static Map<String, Object> packed(BundleView view) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("zip", view.zip());
    json.put("jarName", view.packed().layout().jarName());
    json.put("sha256", view.packed().sha256());
    json.put("bytes", view.packed().bytes());
    return json;
  }

  private static Map<String, Object> entry(BundleView.Entry view) {
    BundleReport.Entry entry = view.entry();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("path", entry.path());
    json.put("bytesIn", entry.bytesIn());
    json.put("bytesOut", entry.bytesOut());
    json.put("packedBytes", view.packed());
    json.put("classesIn", entry.classesIn());
    json.put("classesOut", entry.classesOut());
    json.put("classesCut", view.cut());
    json.put("shells", view.shells());
    json.put("methods", view.methods());
    json.put("methodsCut", view.methodsCut());
    json.put("resourcesOut", entry.resourcesOut());
    return json;
  }

  private static Map<String, Object> file(BundleView.File file) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", file.name());
    json.put("entry", file.entry());
    json.put("form", file.form().name().toLowerCase(Locale.ROOT));
    json.put("bytes", file.bytes());
    json.put("packedBytes", file.packed());
    json.put("methodsCut", file.methodsCut());
    json.put("rule", file.rule());
    return json;
  }
}
