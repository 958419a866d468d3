package com.example.faast.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faast.Faast;
import io.faast.FaastException;
import io.faast.FaastModule;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public class SshProviderTest {
  @TempDir static Path scratch;
  private static TestMachines machines;

  /** A module like any other. */
  public static class Greeter {
    /** Greets from where it runs. */
    public String greet(String name) {
      return "hello " + name + " from " + Path.of("").toAbsolutePath().getParent().getFileName();
    }
  }

  @BeforeAll
  static void start() throws Exception {
    machines = new TestMachines();
  }

  @AfterAll
  static void stop() throws Exception {
    machines.close();
  }

  @Test
  void isFoundByNameAndRunsAModule() {
    try (FaastModule<Greeter> module = Faast.faast(machines.options(), Greeter.class)) {
      assertEquals("hello you from .faast", module.call(Greeter::greet, "you").join());
    }
    assertNothingIsLeft();
  }

  private static void assertNothingIsLeft() {
    for (Path directory : machines.directories()) {
      assertTrue(Files.isDirectory(directory));
      assertEquals(0, directory.toFile().list().length);
    }
  }

  @Test
  void callsAndCleanupSurviveThatConnectionsBreak() {
    try (FaastModule<Greeter> module = Faast.faast(machines.options(), Greeter.class)) {
      module.call(Greeter::greet, "you").join();
      machines.disconnect();
      assertEquals("hello again from .faast", module.call(Greeter::greet, "again").join());
      machines.disconnect();
    }
    assertNothingIsLeft();
  }

  @Test
  void machineThatIsNotKnownIsRefused() throws Exception {
    Path nobody = Files.createFile(scratch.resolve("known-hosts"));
    FaastException refusal = refusal(machines.options().withKnownHosts(nobody));
    assertTrue(refusal.getMessage().contains("tester@127.0.0.1"), refusal.getMessage());
    assertTrue(refusal.getMessage().contains(nobody.toString()), refusal.getMessage());
  }

  @Test
  void noMachinesAndNoJavaAreToldBeforeAnythingIsMade() {
    FaastException none = refusal(SshOptions.defaults());
    assertTrue(none.getMessage().contains("hosts="), none.getMessage());
    FaastException java = refusal(machines.options().withJava("/no/such/java"));
    assertTrue(java.getMessage().contains("/no/such/java -version"), java.getMessage());
    for (Path directory : machines.directories()) {
      assertFalse(Files.exists(directory) && directory.toFile().list().length > 0);
    }
  }

  private static FaastException refusal(SshOptions options) {
    return assertThrows(FaastException.class, () -> Faast.faast(options, Greeter.class).close());
  }
}
