package io.faast.tck;

import io.faast.tck.mutants.Mutant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes down which defect is caught by which rules. */
final class MutantsPage {
  private static final String HEAD =
      """
      # Which defects the kit is known to catch

      <!-- Generated from the broken providers of the kit's tests; a test compares them. Do not edit: run
           mvn -pl provider-tck -am test -Dtest=ConformancePageTest -Dfaast.docs.write=true \
      -Dsurefire.failIfNoSpecifiedTests=false -->

      A kit that passes everything is of no use. So its own tests hold broken providers against it: each is
      a conformant one with one defect in front, and each rule named beside a defect must fail, with a
      message from which the provider's author knows what to fix. The build fails if one of them passes,
      and if a rule is neither here nor says why in its own annotation ([conformance.md](conformance.md)).
      """;

  private static final String ENGINE =
      """

      The other %d rules are kept by the engine, or by the worker, for every provider, so that no defect
      of a provider breaks them. They are tried all the same, since users rely on the whole. For each, why,
      and the test of the engine or the worker that fails if they do not keep it; a test of the kit looks
      whether it is there.

      | rule | why no provider breaks it | test |
      |---|---|---|
      """;

  private MutantsPage() {}

  static String of(List<RuleInfo> rules, List<Mutant> mutants) {
    StringBuilder page = new StringBuilder(HEAD);
    Map<String, List<Mutant>> byDefect =
        mutants.stream()
            .collect(Collectors.groupingBy(Mutant::defect, TreeMap::new, Collectors.toList()));
    page.append(
        "\nThere are %d defects, tried on %d rules.\n"
            .formatted(byDefect.size(), mutants.stream().map(Mutant::rule).distinct().count()));
    page.append("\n| a provider that | is caught by | which says, among others |\n|---|---|---|\n");
    byDefect.forEach((defect, all) -> page.append(row(defect, all)));
    page.append("\nRules that are broken " + Proof.PROCESSES.text() + ":\n");
    page.append(
        rules.stream()
            .filter(rule -> rule.proof() == Proof.PROCESSES)
            .map(rule -> link(rule.id()))
            .collect(Collectors.joining(", ", "", ".\n")));
    page.append(ENGINE.formatted(EngineProof.ALL.size()));
    EngineProof.ALL.forEach(
        proof ->
            page.append(
                "| %s | %s | `%s` of `%s` |\n"
                    .formatted(
                        link(proof.rule()),
                        MarkdownReport.cell(proof.why()),
                        proof.method(),
                        proof.type())));
    return page.toString();
  }

  private static String row(String defect, List<Mutant> all) {
    String messages =
        all.stream()
            .map(Mutant::message)
            .filter(message -> !message.isEmpty())
            .distinct()
            .map(message -> "`" + message + "`")
            .collect(Collectors.joining(", "));
    String by =
        all.stream()
            .map(mutant -> link(mutant.rule()))
            .distinct()
            .collect(Collectors.joining(", "));
    return "| %s | %s | %s |\n".formatted(MarkdownReport.cell(defect), by, messages);
  }

  private static String link(String rule) {
    return "[" + rule + "](conformance.md#" + rule + ")";
  }
}
