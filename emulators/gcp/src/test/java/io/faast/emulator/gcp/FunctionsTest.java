package io.faast.emulator.gcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.gax.longrunning.OperationFuture;
import com.google.api.gax.rpc.AbortedException;
import com.google.api.gax.rpc.InvalidArgumentException;
import com.google.api.gax.rpc.NotFoundException;
import com.google.cloud.functions.v2.Function;
import com.google.cloud.functions.v2.FunctionName;
import com.google.cloud.functions.v2.OperationMetadata;
import io.faast.emulator.gcp.core.BuildFailure;
import io.faast.emulator.gcp.fixture.Deeds;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FunctionsTest {
  private final TestProject project = new TestProject(GcpEmulatorOptions.defaults());

  @AfterEach
  void close() {
    project.close();
  }

  private String name(String id) {
    return FunctionName.format(project.emulator.project(), project.emulator.region(), id);
  }

  @Test
  void functionIsBuiltServedAndDeleted() throws Exception {
    Function function = project.deploy("deeds", how -> how.putEnvironmentVariables("A", "b"));
    assertThat(function.getState()).isEqualTo(Function.State.ACTIVE);
    assertThat(project.emulator.view().images()).hasSize(2);
    assertThat(project.emulator.view().instances()).hasSize(1);

    HttpResponse<String> echoed = project.call(function, "echo hello");
    assertThat(echoed.statusCode()).isEqualTo(200);
    assertThat(echoed.body()).isEqualTo("echo hello");
    assertThat(project.call(function, "env A").body()).isEqualTo("b");
    assertThat(project.call(function, "path").body()).isEqualTo("/some/path");
    assertThat(project.call(function, "header Authorization").body())
        .endsWith("SIGNATURE_REMOVED_BY_GOOGLE");
    assertThat(project.call(function, "meta instance/service-accounts/default/email").body())
        .isEqualTo(function.getServiceConfig().getServiceAccountEmail());
    assertThat(project.functions.listFunctions(project.location()).iterateAll())
        .extracting(Function::getName)
        .containsExactly(name("deeds"));

    project.functions.deleteFunctionAsync(name("deeds")).get(1, TimeUnit.MINUTES);
    assertThat(project.emulator.view().instances()).isEmpty();
    assertThat(project.emulator.view().functions()).isEmpty();
    assertThat(project.emulator.view().images()).hasSize(2);
    assertThatThrownBy(() -> project.functions.getFunction(name("deeds")))
        .isInstanceOf(NotFoundException.class);
    assertThat(project.call(function, "echo").statusCode()).isEqualTo(404);
  }

  @Test
  void secondFunctionOfANameIsRefused() throws Exception {
    project.deploy("deeds", how -> how);
    assertThatThrownBy(() -> project.deploy("deeds", how -> how))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(AbortedException.class) // what the client makes of 409
        .hasStackTraceContaining("ALREADY_EXISTS");
  }

  @Test
  void targetThatTheJarDoesNotHoldFailsTheBuild() {
    assertThatThrownBy(
            () ->
                project.create(
                    "deeds", TestProject.zip(TestProject.jar()), "no.such.Thing", how -> how))
        .hasMessageContaining("Build failed")
        .hasMessageContaining("no.such.Thing");
    assertThat(project.emulator.view().functions())
        .singleElement()
        .extracting(Project.Function::state)
        .isEqualTo("FAILED");
  }

  @Test
  void buildThatFailsOnPurposeLeavesItsLog() {
    project
        .emulator
        .faults()
        .inject(
            call -> call.is("cloudfunctions", "CreateFunction"),
            new BuildFailure(List.of("something is amiss")));
    assertThatThrownBy(() -> project.deploy("deeds", how -> how))
        .hasMessageContaining("Build failed");
    assertThat(project.emulator.view().logEntries())
        .filteredOn(entry -> entry.resourceType().equals("build"))
        .extracting(Project.Log::text)
        .contains("something is amiss");
  }

  @Test
  void classThatIsNoFunctionFailsTheHealthCheck() {
    assertThatThrownBy(
            () ->
                project.create(
                    "deeds",
                    TestProject.zip(TestProject.jar()),
                    Deeds.class.getName(),
                    how -> how.putEnvironmentVariables("JAVA_TOOL_OPTIONS", "-Xmx1k")))
        .hasMessageContaining("Container Healthcheck failed");
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> project.deploy("Deeds", how -> how))
        .hasCauseInstanceOf(InvalidArgumentException.class);
    assertThatThrownBy(() -> project.deploy("deeds", how -> how.setTimeoutSeconds(3_601)))
        .hasStackTraceContaining("timeoutSeconds");
    assertThatThrownBy(() -> project.deploy("deeds", how -> how.setAvailableMemory("64Gi")))
        .hasStackTraceContaining("availableMemory");
    assertThatThrownBy(
            () -> project.deploy("deeds", how -> how.setMaxInstanceRequestConcurrency(2)))
        .hasStackTraceContaining("at least 1 vCPU");
  }

  @Test
  void unknownServiceAccountIsRefused() {
    assertThatThrownBy(
            () -> project.deploy("deeds", how -> how.setServiceAccountEmail("no@such.account")))
        .hasMessageContaining("no@such.account");
  }

  @Test
  void functionThatIsBeingMadeCannotBeDeleted() throws Exception {
    String halted = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=127.0.0.1:0";
    OperationFuture<Function, OperationMetadata> creation =
        project.deployLater(
            "deeds", how -> how.putEnvironmentVariables("JAVA_TOOL_OPTIONS", halted));
    creation.getInitialFuture().get(1, TimeUnit.MINUTES);
    assertThat(project.functions.getFunction(name("deeds")).getState())
        .isEqualTo(Function.State.DEPLOYING);
    assertThatThrownBy(
            () -> project.functions.deleteFunctionAsync(name("deeds")).get(1, TimeUnit.MINUTES))
        .hasCauseInstanceOf(AbortedException.class);
    assertThat(creation.isDone()).isFalse();
  }
}
