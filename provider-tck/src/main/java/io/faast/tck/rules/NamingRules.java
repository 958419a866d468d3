package io.faast.tck.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faast.Faast;
import io.faast.ProviderDescription;
import io.faast.spi.Capability;
import io.faast.spi.FaastProvider;
import io.faast.spi.Limits;
import io.faast.spi.RunTag;
import io.faast.tck.Lab;
import io.faast.tck.Level;
import io.faast.tck.Rule;
import io.faast.tck.functions.InvocationFunctions;
import io.faast.tck.probe.RawDeployment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a provider says of itself, and how it names things.
 *
 * @since 0.1.0
 */
public class NamingRules {
  @Rule(
      id = "NAM-01",
      says = "A provider's name is of small letters, digits and hyphens.",
      why = "Names go into commands, files and resources of every cloud.")
  void name(Lab lab) {
    assertTrue(
        lab.provider().name().matches("[a-z][a-z0-9-]*"),
        () -> "the name is \"" + lab.provider().name() + "\"");
    assertEquals(lab.provider().name(), lab.options().provider(), "the name in the options");
    assertEquals(
        lab.provider().name(),
        lab.provider().defaultOptions().provider(),
        "the name in the default options");
    assertFalse(lab.provider().info().title().isBlank(), "the title is blank");
  }

  @Rule(
      id = "NAM-02",
      says = "A provider is of the interface's version that is used here.",
      why = "An older provider would fail in the middle of a run.")
  void version(Lab lab) {
    assertEquals(FaastProvider.API_VERSION, lab.provider().apiVersion());
  }

  @Rule(
      id = "NAM-03",
      says = "A provider is found on the class path by its name.",
      why = "Choosing by name at run time is what providers are for.")
  void discovery(Lab lab) {
    List<ProviderDescription> found =
        Faast.providers().stream()
            .filter(provider -> provider.name().equals(lab.provider().name()))
            .toList();
    assertEquals(1, found.size(), () -> "providers called " + lab.provider().name() + ": " + found);
    assertTrue(found.get(0).usable(), () -> "the problem: " + found.get(0).problem());
  }

  @Rule(
      id = "NAM-04",
      says = "A provider says the same of itself each time.",
      why = "Decisions that were taken on what it said must stay right.")
  void stable(Lab lab) {
    assertEquals(lab.provider().info(), lab.provider().info());
    Limits limits = lab.limits();
    assertEquals(
        0,
        (limits.defaultMemoryMb() - limits.minMemoryMb()) % limits.memoryStepMb(),
        "the default memory is no step from the smallest");
  }

  @Rule(
      id = "NAM-05",
      says = "An unknown option is refused in a message that names it.",
      why = "A misspelt option that is ignored costs money or time, silently.")
  void unknownOption(Lab lab) {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> lab.provider().parseOptions(Map.of("no-such-option", "x")),
            "parseOptions with an unknown key");
    assertTrue(
        String.valueOf(refused.getMessage()).contains("no-such-option"),
        () -> "the message does not name the option: " + refused.getMessage());
  }

  @Rule(
      id = "NAM-06",
      says = "No options at all are the default options.",
      why = "Text and types must lead to the same deployment.",
      level = Level.SHOULD)
  void noOptions(Lab lab) {
    assertEquals(lab.provider().defaultOptions(), lab.provider().parseOptions(Map.of()));
  }

  @Rule(
      id = "NAM-07",
      says = "A run's id may be 40 characters long, and its owner any text.",
      why = "Substrates have limits of their own for names and tags, which must not come through.")
  void longestRun(Lab lab) {
    String id = ("tck-" + UUID.randomUUID() + "-0123456789").substring(0, 40);
    RunTag run = new RunTag(id, "Zoë O'Neil <z=o@example.org>, \"x\"", Instant.now());
    RawDeployment raw = lab.deploy(lab.spec(InvocationFunctions.class, run).build());
    assertEquals("x", raw.call("echo", "x").value());
    if (lab.supports(Capability.INVENTORY)) {
      assertTrue(
          InventoryRules.listed(lab, id).stream()
              .allMatch(resource -> resource.run().owner().equals(run.owner())),
          "the owner in the inventory");
    }
  }
}
