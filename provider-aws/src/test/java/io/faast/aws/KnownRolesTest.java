package io.faast.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.faast.Faast;
import io.faast.FaastModule;
import io.faast.FaastOptions;
import io.faast.GcMode;
import io.faast.emulator.aws.AwsEmulator;
import io.faast.emulator.aws.EmulatorOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is remembered of roles between runs, and that it may be wrong. */
class KnownRolesTest {
  private static final String ARN = "arn:aws:iam::012345678901:role/faast/faast-worker";

  @TempDir Path cache;

  @Test
  void roleIsKnownToWhoAskedOnly() {
    String mine = KnownRoles.key("AKIDMINE", "place");
    String theirs = KnownRoles.key("AKIDTHEIRS", "place");
    new KnownRoles(cache).keep(mine, ARN);
    assertEquals(ARN, new KnownRoles(cache).find(mine));
    assertNull(new KnownRoles(cache).find(theirs));
    assertNotEquals(mine, KnownRoles.key("AKIDMINE", "another place"));
    new KnownRoles(cache).keep(mine, null);
    assertNull(new KnownRoles(cache).find(mine));
  }

  @Test
  void fileDoesNotGrowForEver() throws Exception {
    for (int i = 0; i < 40; i++) {
      new KnownRoles(cache).keep(KnownRoles.key("AKID" + i, "place"), ARN);
    }
    assertEquals(ARN, new KnownRoles(cache).find(KnownRoles.key("AKID39", "place")));
    assertEquals(16, Files.readAllLines(cache.resolve("aws-roles.properties")).size());
  }

  @Test
  void damagedFileIsAsGoodAsNone() throws Exception {
    String mine = KnownRoles.key("AKIDMINE", "place");
    Path file = cache.resolve("aws-roles.properties");
    for (String content : List.of("\\u00", mine + "=rm -rf", mine + "=" + "x".repeat(20_000))) {
      Files.writeString(file, content);
      assertNull(new KnownRoles(cache).find(mine), content);
    }
  }

  /** The second run asks IAM nothing; after the role was deleted, the third one makes it again. */
  @Test
  void runGoesByTheRoleOfTheLastOneAndMakesItAgainWhenItIsGone() {
    try (AwsEmulator emulator = AwsEmulator.start(EmulatorOptions.defaults())) {
      run(emulator);
      int after = emulator.calls().size();
      run(emulator);
      assertFalse(
          emulator.calls().stream().skip(after).anyMatch(call -> call.service().equals("iam")),
          "IAM was asked again");
      try (Clients clients = Clients.open(EmulatedAccount.options(emulator))) {
        SharedRole role = new SharedRole(clients);
        role.list().forEach(role::delete);
      }
      assertEquals(List.of(), emulator.account().roles());
      run(emulator);
      assertEquals(1, emulator.account().roles().size());
    }
  }

  private static void run(AwsEmulator emulator) {
    FaastOptions options = FaastOptions.defaults().withGc(GcMode.OFF).withSpeculation(0);
    AwsOptions account = EmulatedAccount.options(emulator);
    try (FaastModule<TroubleFunctions> m = Faast.faast(account, TroubleFunctions.class, options)) {
      assertEquals("x", m.call(TroubleFunctions::fine, "x").join());
    }
  }
}
