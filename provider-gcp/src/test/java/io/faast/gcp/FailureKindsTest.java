package io.faast.gcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Google says, and what it is for the engine. */
class FailureKindsTest {
  private static final String TRACE = "0123456789abcdef0123456789abcdef";

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text.replace('\'', '"'));
  }

  private static String request(String instance, String text) {
    return "{'httpRequest':{'status':503},'trace':'projects/p/traces/"
        + TRACE
        + "','textPayload':'"
        + text
        + "','labels':{'instanceId':'"
        + instance
        + "'}}";
  }

  private static String memory(String instance) {
    return "{'textPayload':'Memory limit of 512 MiB exceeded with 530 MiB used.','labels':"
        + "{'instanceId':'"
        + instance
        + "'}}";
  }

  @Test
  void requestWhoseInstanceWentOverItsMemoryIsTold() throws Exception {
    DeathNotices notices =
        new DeathNotices(json("[" + request("i1", "broken") + "," + memory("i1") + "]"));
    Death death = notices.ofRequest(TRACE);
    assertEquals(Death.Cause.OUT_OF_MEMORY, death.cause());
    assertEquals("Memory limit of 512 MiB exceeded with 530 MiB used.", death.message());
    assertEquals(Death.Cause.OUT_OF_MEMORY, notices.ofInstance("i1").cause());
  }

  @Test
  void requestWhoseInstanceEndedOtherwiseIsACrash() throws Exception {
    DeathNotices notices =
        new DeathNotices(json("[" + request("i1", "broken") + "," + memory("i2") + "]"));
    assertEquals(new Death(Death.Cause.CRASHED, "broken", "i1"), notices.ofRequest(TRACE));
    assertEquals(Death.Cause.CRASHED, notices.ofInstance("i1").cause());
  }

  @Test
  void requestThatReachedNoInstanceRanNowhere() throws Exception {
    String why = "The request was aborted because there was no available instance.";
    DeathNotices notices = new DeathNotices(json("[" + request("", why) + "]"));
    assertEquals(new Death(Death.Cause.NO_INSTANCE, why, ""), notices.ofRequest(TRACE));
  }

  @Test
  void logThatTellsNothingSaysSo() throws Exception {
    DeathNotices notices = new DeathNotices(json("[" + memory("i2") + "]"));
    assertNull(notices.ofRequest(TRACE));
    assertNull(notices.ofInstance("i1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "403 | PERMISSION_DENIED | Permission 'cloudfunctions.functions.create' denied on resource"
            + " '//cloudfunctions.googleapis.com/projects/p' | cloudfunctions.functions.create",
        "403 | PERMISSION_DENIED | ann@example.com does not have storage.buckets.create access |"
            + " storage.buckets.create",
        "403 | PERMISSION_DENIED | The caller does not have permission | given.by.caller",
        "403 | '' | Forbidden | given.by.caller",
        "404 | NOT_FOUND | Resource projects/p was not found | ",
        "503 | UNAVAILABLE | later | ",
      })
  void missingPermissionIsNamed(int status, String code, String message, String permission) {
    RestException refused = new RestException(status, code, message);
    assertEquals(permission, Api.missingPermission("given.by.caller", refused));
  }
}
