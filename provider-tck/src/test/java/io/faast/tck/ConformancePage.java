package io.faast.tck;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes down the rules for people. */
final class ConformancePage {
  private static final String HEAD =
      """
      # What a conformant provider does

      <!-- Generated from the rules; a test compares them. Do not edit: change a rule, then run
           mvn -pl provider-tck -am test -Dtest=ConformancePageTest -Dfaast.docs.write=true \
      -Dsurefire.failIfNoSpecifiedTests=false -->

      These are the rules of the conformance kit, `faast-provider-tck`. How to run it is in
      [write-a-provider.md](write-a-provider.md).

      A provider is conformant if none of the rules at level MUST fails, and none is left untried.
      It need not keep the rules about a capability that it refuses in its `ProviderInfo`; then the
      rules hold that say how it refuses. Ids stay for ever: a rule that goes leaves its id unused.

      A rule marked *beacon* looks at running functions from outside, and can be tried only where
      functions can connect to the client's loopback address.

      *Caught* tells how it is known that the rule fails where it is broken: of broken providers in the
      kit's own tests, each of which has one defect. Defects of workers that die, or print, are in the
      tests of the local provider; and some rules no provider can break alone, since the engine keeps them
      for all: they are here because users rely on the whole. Which defect is caught by which rules is in
      [mutants.md](mutants.md).
      """;

  private ConformancePage() {}

  /**
   * Returns the page.
   *
   * @param caught by the id of a rule, the defects that it is known to catch
   */
  static String of(List<RuleInfo> rules, Map<String, List<String>> caught) {
    StringBuilder page = new StringBuilder(HEAD);
    page.append("\nThere are ").append(rules.size()).append(" rules.\n");
    Map<String, List<RuleInfo>> areas =
        rules.stream()
            .collect(Collectors.groupingBy(RuleInfo::area, TreeMap::new, Collectors.toList()));
    areas.forEach(
        (area, inArea) -> {
          page.append("\n## ").append(area).append("\n\n");
          page.append("| rule | level | for | says | why | caught: one that |\n");
          page.append("|---|---|---|---|---|---|\n");
          inArea.forEach(rule -> page.append(row(rule, caught.getOrDefault(rule.id(), List.of()))));
        });
    return page.toString();
  }

  private static String row(RuleInfo rule, List<String> caught) {
    String capabilities =
        (rule.whenRefused() ? "those that refuse " : "")
            + rule.capability()
            + rule.needs().stream().map(need -> ", " + need).collect(Collectors.joining())
            + (rule.beacon() ? ", *beacon*" : "");
    return "| <a id=\"%s\"></a>%s | %s | %s | %s | %s | %s |\n"
        .formatted(
            rule.id(),
            rule.id(),
            rule.level(),
            capabilities,
            MarkdownReport.cell(rule.says()),
            MarkdownReport.cell(rule.why()),
            MarkdownReport.cell(
                caught.isEmpty() ? "*" + rule.proof().text() + "*" : String.join("; ", caught)));
  }
}
