package io.faast.emulator.gcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.gax.rpc.PermissionDeniedException;
import com.google.api.gax.rpc.UnauthenticatedException;
import com.google.cloud.functions.v2.FunctionServiceClient;
import io.faast.emulator.core.Fault;
import io.faast.emulator.gcp.iam.Account;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PermissionsTest {
  private final TestProject project =
      new TestProject(GcpEmulatorOptions.defaults().withControlPlane(0, 0, 0));

  @AfterEach
  void close() {
    project.close();
  }

  @Test
  void callNeedsItsPermissionAndTheErrorNamesIt() {
    try (FunctionServiceClient nobody = project.functions(project.emulator.user("nobody"));
        FunctionServiceClient reader =
            project.functions(project.emulator.user("reader", "cloudfunctions.functions.list"))) {
      assertThat(reader.listFunctions(project.location()).iterateAll()).isEmpty();
      assertThatThrownBy(() -> nobody.listFunctions(project.location()))
          .isInstanceOf(PermissionDeniedException.class)
          .hasStackTraceContaining("cloudfunctions.functions.list");
    }
  }

  @Test
  void tokensThatHaveExpiredAreRefused() {
    Account account = project.emulator.user("reader", "cloudfunctions.functions.list");
    try (FunctionServiceClient reader = project.functions(account)) {
      account.expireTokens();
      assertThatThrownBy(() -> reader.listFunctions(project.location()))
          .isInstanceOf(UnauthenticatedException.class);
    }
  }

  @Test
  void everyCallIsToldOfWithItsPermissions() {
    assertThat(project.functions.listFunctions(project.location()).iterateAll()).isEmpty();
    assertThat(project.emulator.calls())
        .singleElement()
        .satisfies(
            call -> {
              assertThat(call.is("cloudfunctions", "ListFunctions")).isTrue();
              assertThat(call.permissions().get(0).name())
                  .isEqualTo("cloudfunctions.functions.list");
              assertThat(call.caller()).isEqualTo(project.emulator.owner().member());
            });
  }

  @Test
  void faultsOfApisSpeakTheirWords() {
    project
        .emulator
        .faults()
        .inject(call -> call.is("cloudfunctions", "GetFunction"), new Fault.ServerError(500));
    assertThatThrownBy(() -> project.functions.getFunction(project.location() + "/functions/f"))
        .hasStackTraceContaining("INTERNAL");
  }
}
