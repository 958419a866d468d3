package io.faast.corpus.spring.parts;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Named by an annotation. */
final class OnColour implements Condition {
  @Override
  public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
    return "green".equals(context.getEnvironment().getProperty("faast.colour"));
  }
}
