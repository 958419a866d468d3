package io.faast.tck;

import io.faast.spi.Limits;
import java.util.LinkedHashMap;
import java.util.Map;

/** A report for programs; {@code schema} is raised when a field changes its meaning. */
final class JsonReport {
  private JsonReport() {}

  static String of(TckReport report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("schema", 1);
    json.put("provider", report.provider());
    json.put("title", report.info().title());
    json.put("conformant", report.conformant());
    json.put("started", report.started());
    json.put("millis", report.took().toMillis());
    json.put("java", Runtime.version());
    json.put("refused", report.info().refused().stream().sorted().toList());
    json.put("limits", limits(report.info().limits()));
    Map<String, Object> counts = new LinkedHashMap<>();
    for (Verdict verdict : Verdict.values()) {
      counts.put(verdict.label(), report.with(verdict).size());
    }
    json.put("counts", counts);
    json.put("said", extent(report.said()));
    json.put("seen", extent(report.seen()));
    json.put("rules", report.results().stream().map(JsonReport::rule).toList());
    return Json.write(json) + "\n";
  }

  private static Map<String, Object> rule(RuleResult result) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", result.rule().id());
    json.put("area", result.rule().area());
    json.put("level", result.rule().level());
    json.put("capability", result.rule().capability());
    json.put("says", result.rule().says());
    json.put("why", result.rule().why());
    json.put("verdict", result.verdict().label());
    json.put("detail", result.detail());
    json.put("millis", result.millis());
    if (!result.evidence().equals(Evidence.NONE)) {
      json.put("evidence", evidence(result.evidence()));
    }
    return json;
  }

  private static Map<String, Object> evidence(Evidence evidence) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("deployments", evidence.deployments());
    json.put("attempts", evidence.attempts());
    json.put("items", evidence.items());
    json.put("amounts", evidence.amounts());
    json.put("resources", evidence.resources());
    return json;
  }

  /** Without {@code dollars} where they are not known. */
  private static Map<String, Object> extent(TckExtent extent) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("deployments", extent.deployments());
    json.put("attempts", extent.attempts());
    extent.dollars().ifPresent(dollars -> json.put("dollars", dollars));
    return json;
  }

  private static Map<String, Object> limits(Limits limits) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("maxRequestBytes", limits.maxRequestBytes());
    json.put("maxResponseBytes", limits.maxResponseBytes());
    json.put("maxTimeout", limits.maxTimeout());
    json.put("minMemoryMb", limits.minMemoryMb());
    json.put("maxMemoryMb", limits.maxMemoryMb());
    json.put("memoryStepMb", limits.memoryStepMb());
    json.put("maxConcurrency", limits.maxConcurrency());
    json.put("billingQuantum", limits.billingQuantum());
    return json;
  }
}
