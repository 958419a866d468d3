package io.faast.tck;

import io.faast.spi.Capability;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A method that checks one rule of conformance; it takes a {@link Lab} and throws if the rule is
 * broken, with a message from which the provider's author knows what to fix.
 *
 * @since 0.1.0
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Test
@ExtendWith(RuleExtension.class)
@ResourceLock(providers = RuleLocks.class)
public @interface Rule {
  /** The rule's name for ever, such as {@code CAN-01}: its area and a number, never used again. */
  String id();

  /** The rule, in one sentence about the provider. */
  String says();

  /** What goes wrong for users where the rule is broken, in a sentence. */
  String why();

  /** How much it binds. */
  Level level() default Level.MUST;

  /** What the rule is about; a provider that refuses it need not keep the rule. */
  Capability capability() default Capability.INVOKE;

  /** Further capabilities without which the rule cannot be tried. */
  Capability[] needs() default {};

  /**
   * Whether this is the rule for providers that refuse the capability, instead of those that have
   * it.
   */
  boolean whenRefused() default false;

  /**
   * Whether the rule's functions report to a socket of the client, so that it can only be tried
   * where {@link TckTarget#functionsReachClient()}.
   */
  boolean beacon() default false;

  /**
   * The modules whose shared deployment it drives itself, see {@link Lab#rawShared}; one rule at a
   * time drives each.
   */
  Class<?>[] drives() default {};

  /** What it takes for itself while it is tried. */
  Claim[] claims() default {};

  /** How it is known that it fails where it is broken. */
  Proof proof() default Proof.MUTANT;
}
