package io.faast.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleCatalogTest {
  private final List<RuleInfo> rules = Tck.rules();

  @Test
  void idsAreUniqueAndOfOneForm() {
    assertThat(rules).extracting(RuleInfo::id).doesNotHaveDuplicates();
    assertThat(rules).allSatisfy(rule -> assertThat(rule.id()).matches("[A-Z]{3}-(\\d\\d|R\\d)"));
  }

  @Test
  void onlyRefusalsHaveTheIdsOfRefusals() {
    assertThat(rules)
        .allSatisfy(rule -> assertThat(rule.id().contains("-R")).isEqualTo(rule.whenRefused()));
  }

  @Test
  void everyRuleIsASentence() {
    assertThat(rules)
        .allSatisfy(rule -> assertThat(rule.says()).endsWith(".").hasSizeBetween(15, 130))
        .allSatisfy(rule -> assertThat(rule.why()).endsWith(".").hasSizeBetween(15, 130));
  }

  @Test
  void everyMethodWithALabIsARule() {
    for (Class<?> type : RuleCatalog.classes()) {
      List<Method> forgotten =
          Arrays.stream(type.getDeclaredMethods())
              .filter(method -> !java.lang.reflect.Modifier.isStatic(method.getModifiers()))
              .filter(method -> !method.isSynthetic())
              .filter(method -> !method.isAnnotationPresent(Rule.class))
              .toList();
      assertThat(forgotten).isEmpty();
    }
  }

  @Test
  void anAreaOfIdsIsInOneClass() {
    rules.stream()
        .map(RuleInfo::prefix)
        .distinct()
        .forEach(
            prefix ->
                assertThat(
                        rules.stream()
                            .filter(rule -> rule.prefix().equals(prefix))
                            .map(RuleInfo::area)
                            .distinct())
                    .hasSize(1));
  }
}
