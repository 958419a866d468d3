package io.faast.tck.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faast.FaastModule;
import io.faast.spi.Capability;
import io.faast.spi.FailureKind;
import io.faast.spi.UnsupportedCapabilityException;
import io.faast.tck.Lab;
import io.faast.tck.Proof;
import io.faast.tck.Rule;
import io.faast.tck.functions.InvocationFunctions;
import io.faast.tck.functions.PackagingFunctions;
import io.faast.tck.probe.RawDeployment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What surrounds a function: its environment, its log, and the classes that it needs.
 *
 * @since 0.1.0
 */
public class EnvironmentRules {
  @Rule(
      id = "ENV-01",
      says = "A function sees the environment variables that it was given, letter by letter.",
      why = "Variables carry passwords and paths, in which every letter counts.",
      capability = Capability.ENVIRONMENT,
      proof = Proof.PROCESSES)
  void environment(Lab lab) {
    Map<String, String> given = new LinkedHashMap<>();
    given.put("FAAST_TCK_PLAIN", "value");
    given.put("FAAST_TCK_ODD", "a=b c;\"d\" $e %f 'g' \\h");
    given.put("FAAST_TCK_EMPTY_NOT", " ");
    FaastModule<InvocationFunctions> m =
        lab.open(InvocationFunctions.class, o -> o.withEnv(given).withConcurrency(1)).module();
    assertEquals(
        given, lab.value(m.call(InvocationFunctions::environment, List.copyOf(given.keySet()))));
  }

  @Rule(
      id = "ENV-02",
      says = "A function does not see the variables of another module, or of the client.",
      why = "Secrets of one module, or of the client, are none of the other's business.",
      capability = Capability.ENVIRONMENT,
      proof = Proof.PROCESSES)
  void noOthers(Lab lab) {
    lab.open(
        InvocationFunctions.class,
        o -> o.withEnv(Map.of("FAAST_TCK_OTHER", "secret")).withConcurrency(1));
    Map<String, String> seen =
        lab.value(
            lab.shared(InvocationFunctions.class)
                .module()
                .call(InvocationFunctions::environment, List.of("FAAST_TCK_OTHER")));
    assertEquals(1, seen.size());
    assertEquals(null, seen.get("FAAST_TCK_OTHER"), "a variable of another module");
  }

  @Rule(
      id = "ENV-R1",
      says = "A module with environment variables is refused with an error that names ENVIRONMENT.",
      why = "A module that silently lacks its variables fails later, and elsewhere.",
      capability = Capability.ENVIRONMENT,
      whenRefused = true)
  void environmentIsRefusedLoudly(Lab lab) {
    Throwable thrown =
        lab.failure(
            lab.provider()
                .deploy(lab.spec(InvocationFunctions.class).environment(Map.of("A", "b")).build()));
    UnsupportedCapabilityException refused =
        assertInstanceOf(UnsupportedCapabilityException.class, thrown, "how deploy failed");
    assertEquals(Capability.ENVIRONMENT, refused.capability());
  }

  @Rule(
      id = "LOG-01",
      says = "What functions print, on both outputs, is in the log.",
      why = "Printing is how people find out what happened.",
      capability = Capability.LOGS,
      proof = Proof.PROCESSES)
  void log(Lab lab) {
    FaastModule<InvocationFunctions> m = lab.open(InvocationFunctions.class, o -> o).module();
    String line = "line of " + UUID.randomUUID();
    lab.value(m.call(InvocationFunctions::print, line, 200));
    String log = lab.logWith(line + " on stderr", m.logUrl());
    lab.until(
        () -> lab.logWith(line + " 199", m.logUrl()).contains(line + " 0"),
        "the log has no beginning: " + log.length() + " characters");
  }

  @Rule(
      id = "LOG-02",
      says = "The log of a worker that crashes is whole.",
      why = "The last lines before a crash are the ones that are needed.",
      capability = Capability.LOGS,
      needs = Capability.CRASH_DETECTION,
      proof = Proof.PROCESSES)
  void logAfterCrash(Lab lab) {
    RawDeployment raw = lab.deploy(InvocationFunctions.class, spec -> spec.concurrency(1));
    String line = "last words " + UUID.randomUUID();
    assertEquals(FailureKind.CRASHED, raw.call("printAndHalt", line).failure().kind());
    String second = "of the next worker " + UUID.randomUUID();
    assertEquals(second, raw.call("print", second, 1).value());
    lab.logWith(second, raw.deployment().logUrl());
    assertTrue(
        lab.logWith(line, raw.deployment().logUrl()).contains(line),
        "the next worker wrote over the log of the one that crashed");
  }

  @Rule(
      id = "LOG-03",
      says = "Arguments and results are not logged.",
      why = "Arguments hold people's data, and logs are read by many and kept for long.",
      capability = Capability.LOGS,
      proof = Proof.PROCESSES)
  void valuesAreNotLogged(Lab lab) {
    FaastModule<InvocationFunctions> m =
        lab.open(InvocationFunctions.class, o -> o.withConcurrency(1)).module();
    String secret = "secret-" + UUID.randomUUID();
    assertEquals(secret, lab.value(m.call(InvocationFunctions::echo, secret)));
    String line = "printed after " + UUID.randomUUID();
    lab.value(m.call(InvocationFunctions::print, line, 1));
    assertFalse(
        lab.logWith(line + " on stderr", m.logUrl()).contains(secret), "an argument is in the log");
  }

  @Rule(
      id = "LOG-R1",
      says = "logUrl is refused with an exception that names LOGS.",
      why = "A place without logs would be searched in vain.",
      capability = Capability.LOGS,
      whenRefused = true,
      drives = InvocationFunctions.class)
  void logsAreRefusedLoudly(Lab lab) {
    UnsupportedCapabilityException refused =
        assertThrows(
            UnsupportedCapabilityException.class,
            () -> lab.rawShared(InvocationFunctions.class).deployment().logUrl(),
            "logUrl of a provider that refuses LOGS must throw");
    assertEquals(Capability.LOGS, refused.capability());
  }

  @Rule(
      id = "PKG-01",
      says = "A function finds the classes that it reaches in its code.",
      why = "A class that is missing shows up only on the path that needs it.")
  void reachableClasses(Lab lab) {
    FaastModule<PackagingFunctions> m = lab.shared(PackagingFunctions.class).module();
    assertEquals(
        "helped by a lambda, an enum and a record", lab.value(m.call(PackagingFunctions::help)));
  }

  @Rule(
      id = "PKG-02",
      says = "A function finds a class by its name that the options include.",
      why =
          "Classes that are found by name at run time cannot be seen by analysis; including"
              + " them must help.")
  void includedClasses(Lab lab) {
    FaastModule<PackagingFunctions> m =
        lab.open(
                PackagingFunctions.class,
                o ->
                    o.withIncludeClasses(List.of("io.faast.tck.functions.LoadedByName"))
                        .withConcurrency(1))
            .module();
    assertEquals(
        "loaded by name",
        lab.value(m.call(PackagingFunctions::load, "io.faast.tck.functions.Loaded", "ByName")));
  }
}
