package io.faast.tck;

import io.faast.spi.Capability;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * One rule of the kit, as its annotation says it.
 *
 * @param id the rule's name for ever, such as {@code CAN-01}
 * @param area what it is about, in a word, such as {@code Cancellation}
 * @param level how much it binds
 * @param capability what a provider must have for the rule to hold
 * @param needs further capabilities without which it cannot be tried
 * @param whenRefused whether it holds for providers that refuse {@code capability}
 * @param beacon whether its functions must reach the client's loopback
 * @param says the rule, in a sentence
 * @param why what goes wrong for users where it is broken, in a sentence
 * @param proof how it is known that it fails where it is broken
 * @param source the method that checks it, such as {@code CancellationRules.cancelStops}
 * @since 0.1.0
 */
public record RuleInfo(
    String id,
    String area,
    Level level,
    Capability capability,
    List<Capability> needs,
    boolean whenRefused,
    boolean beacon,
    String says,
    String why,
    Proof proof,
    String source) {

  /** Reads the rule that {@code method} checks, if it checks one. */
  static Optional<RuleInfo> of(Method method) {
    return AnnotationSupport.findAnnotation(method, Rule.class)
        .map(
            rule -> {
              String type = method.getDeclaringClass().getSimpleName();
              return new RuleInfo(
                  rule.id(),
                  words(type.replaceFirst("Rules$", "")),
                  rule.level(),
                  rule.capability(),
                  List.of(rule.needs()),
                  rule.whenRefused(),
                  rule.beacon(),
                  rule.says(),
                  rule.why(),
                  rule.proof(),
                  type + "." + method.getName());
            });
  }

  /** Returns the letters before the number: {@code CAN} of {@code CAN-01}. */
  public String prefix() {
    return id.substring(0, id.indexOf('-'));
  }

  private static String words(String camelCase) {
    String spaced = camelCase.replaceAll("([a-z])([A-Z])", "$1 $2");
    return spaced.substring(0, 1) + spaced.substring(1).toLowerCase(java.util.Locale.ROOT);
  }
}
