package io.faast.emulator.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.functions.v2.Function;
import io.faast.emulator.core.Fault;
import io.faast.emulator.gcp.core.ApiCall;
import io.faast.emulator.gcp.core.Bill;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InvokeTest {
  private TestProject project =
      new TestProject(GcpEmulatorOptions.defaults().withControlPlane(0, 0, 0));

  @AfterEach
  void close() {
    project.close();
  }

  private static boolean invocation(ApiCall call) {
    return call.is("run", "Invoke");
  }

  private List<String> requestLog() {
    return project.emulator.view().logEntries().stream()
        .filter(entry -> entry.log().equals("run.googleapis.com/requests"))
        .map(entry -> entry.severity() + " " + entry.text())
        .toList();
  }

  /** Waits until so many instances are busy. */
  private void awaitInstances(int busy) {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (project.emulator.view().instances().stream().filter(each -> each.requests() > 0).count()
        < busy) {
      assertThat(System.nanoTime()).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  @Test
  void callNeedsATokenForThisFunctionAndTheRightToCallIt() throws Exception {
    Function function = project.deploy("deeds", how -> how);
    String uri = function.getServiceConfig().getUri();
    String elsewhere = project.emulator.owner().idToken("http://127.0.0.1/elsewhere");
    assertThat(project.call(uri, null, new byte[0]).get().statusCode()).isEqualTo(403);
    assertThat(project.call(uri, "nonsense", new byte[0]).get().statusCode()).isEqualTo(401);
    assertThat(project.call(uri, elsewhere, new byte[0]).get().statusCode()).isEqualTo(401);
    assertThat(
            project
                .call(uri, project.emulator.owner().accessToken(), new byte[0])
                .get()
                .statusCode())
        .isEqualTo(401);
    String stranger = project.emulator.user("stranger").idToken(uri);
    assertThat(project.call(uri, stranger, new byte[0]).get().statusCode()).isEqualTo(403);
    String invoker = project.emulator.user("invoker", "run.routes.invoke").idToken(uri);
    assertThat(project.call(uri, invoker, new byte[0]).get().statusCode()).isEqualTo(200);
    assertThat(project.emulator.bill().runRequests()).isEqualTo(1);
  }

  @Test
  void crashIs503AndTheNextCallGetsAnotherProcess() throws Exception {
    Function function = project.deploy("deeds", how -> how);
    String first = project.call(function, "pid").body();
    HttpResponse<String> crashed = project.call(function, "exit 3");
    assertThat(crashed.statusCode()).isEqualTo(503);
    assertThat(project.call(function, "pid").body()).isNotEqualTo(first).containsOnlyDigits();
    assertThat(requestLog()).anyMatch(line -> line.startsWith("ERROR The request failed because"));
    assertThat(project.emulator.view().logEntries())
        .extracting(Project.Log::text)
        .contains("Container called exit(3).");
  }

  @Test
  void thrownExceptionIs500FromTheFunctionItself() throws Exception {
    Function function = project.deploy("deeds", how -> how);
    String first = project.call(function, "pid").body();
    assertThat(project.call(function, "throw up").statusCode()).isEqualTo(500);
    assertThat(project.call(function, "pid").body()).isEqualTo(first);
    assertThat(project.emulator.view().log("deeds")).contains("IllegalStateException: up");
  }

  @Test
  void memoryOverTheLimitEndsTheInstance() throws Exception {
    Function function =
        project.deploy(
            "deeds",
            how -> how.putEnvironmentVariables("JAVA_TOOL_OPTIONS", "-XX:MaxDirectMemorySize=2g"));
    assertThat(project.call(function, "hoard").statusCode()).isEqualTo(503);
    assertThat(requestLog()).anyMatch(line -> line.contains("using too much memory"));
    assertThat(project.emulator.view().logEntries())
        .filteredOn(entry -> entry.log().equals("run.googleapis.com/varlog/system"))
        .extracting(Project.Log::text)
        .anyMatch(text -> text.matches("Memory limit of 256 MiB exceeded with \\d+ MiB used.*"));
  }

  @Test
  void callOverTheTimeoutIs504() throws Exception {
    Function function = project.deploy("deeds", how -> how.setTimeoutSeconds(1));
    HttpResponse<String> late = project.call(function, "hang");
    assertThat(late.statusCode()).isEqualTo(504);
    assertThat(late.body()).isEqualTo("upstream request timeout");
    assertThat(requestLog()).anyMatch(line -> line.contains("maximum request timeout"));
  }

  @Test
  void instancesComeUpToTheLimitAndThenThereIs429() throws Exception {
    project.close();
    project =
        new TestProject(
            GcpEmulatorOptions.defaults()
                .withControlPlane(0, 0, 0)
                .withQueueWait(Duration.ofMillis(100)));
    Function function =
        project.deploy("deeds", how -> how.setMaxInstanceCount(1).setTimeoutSeconds(600));
    CompletableFuture<HttpResponse<String>> busy = project.callLater(function, "hang");
    awaitInstances(1);
    HttpResponse<String> refused = project.call(function, "echo");
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.body()).isEqualTo("Rate exceeded.");
    assertThat(requestLog()).anyMatch(line -> line.contains("no available instance"));
    assertThat(busy).isNotDone();
  }

  @Test
  void callsAtOnceGetInstancesOfTheirOwn() throws Exception {
    Function function = project.deploy("deeds", how -> how.setTimeoutSeconds(600));
    CompletableFuture<HttpResponse<String>> first = project.callLater(function, "hang");
    awaitInstances(1);
    assertThat(project.call(function, "pid").statusCode()).isEqualTo(200);
    assertThat(project.emulator.view().instances()).hasSize(2);
    assertThat(project.emulator.view().mostRequestsAtOnce()).isEqualTo(2);
    project.emulator.close();
    assertThat(first.handle((answer, cut) -> cut != null || answer.statusCode() == 503))
        .succeedsWithin(1, TimeUnit.MINUTES)
        .isEqualTo(true);
  }

  @Test
  void instanceServesAsManyAtOnceAsItMay() throws Exception {
    Function function =
        project.deploy(
            "deeds",
            how ->
                how.setMaxInstanceRequestConcurrency(4)
                    .setAvailableCpu("1")
                    .setMaxInstanceCount(1));
    List<CompletableFuture<HttpResponse<String>>> busy = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      busy.add(project.callLater(function, "hang"));
    }
    assertThat(project.call(function, "pid").statusCode()).isEqualTo(200);
    assertThat(project.emulator.view().instances()).hasSize(1);
    assertThat(busy).noneMatch(CompletableFuture::isDone);
  }

  @Test
  void answersAndRequestsOverTheLimitAreRefused() throws Exception {
    Function function = project.deploy("deeds", how -> how.setAvailableMemory("1Gi"));
    assertThat(project.call(function, "large 33554432").statusCode()).isEqualTo(200);
    assertThat(project.call(function, "large 33554433").statusCode()).isEqualTo(500);
    String uri = function.getServiceConfig().getUri();
    String token = project.emulator.owner().idToken(uri);
    assertThat(project.call(uri, token, new byte[32 << 20]).get().statusCode()).isEqualTo(200);
    assertThat(project.call(uri, token, new byte[(32 << 20) + 1]).get().statusCode())
        .isEqualTo(413);
  }

  @Test
  void idleInstancesGoAndComeBackWhenNeeded() throws Exception {
    project.close();
    project =
        new TestProject(
            GcpEmulatorOptions.defaults()
                .withControlPlane(0, 0, 0)
                .withIdleLimit(Duration.ofMillis(200)));
    Function function = project.deploy("deeds", how -> how);
    String first = project.call(function, "pid").body();
    Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(first));
    if (process.isPresent()) {
      process.get().onExit().get(1, TimeUnit.MINUTES);
    }
    assertThat(project.call(function, "pid").body()).isNotEqualTo(first).containsOnlyDigits();
  }

  @Test
  void timeIsBilledBy100MillisecondsAndTheCheckApart() throws Exception {
    Function function = project.deploy("deeds", how -> how.setAvailableCpu("1"));
    Bill before = project.emulator.bill();
    assertThat(before.checkMillicpuMillis()).isPositive();
    assertThat(before.checkMillicpuMillis() % 100_000).isZero();
    assertThat(before.runMillicpuMillis()).isZero();
    project.call(function, "echo");
    Bill call = project.emulator.bill().since(before);
    assertThat(call.runRequests()).isEqualTo(1);
    assertThat(call.runMillicpuMillis()).isPositive();
    assertThat(call.runMillicpuMillis() % 100_000).isZero();
    assertThat(call.runMebibyteMillis()).isEqualTo(call.runMillicpuMillis() / 1_000 * 256);
    assertThat(call.checkMillicpuMillis()).isZero();
  }

  @Test
  void faultsAreTheFrontEndsOwn() throws Exception {
    Function function = project.deploy("deeds", how -> how);
    project
        .emulator
        .faults()
        .inject(call -> invocation(call) && call.nth() == 1, new Fault.Throttle());
    project
        .emulator
        .faults()
        .inject(call -> invocation(call) && call.nth() == 2, new Fault.ServerError(503));
    project
        .emulator
        .faults()
        .inject(call -> invocation(call) && call.nth() == 3, new Fault.DropConnection(false));
    project
        .emulator
        .faults()
        .inject(call -> invocation(call) && call.nth() == 4, new Fault.KillInstance());
    assertThat(project.call(function, "echo").statusCode()).isEqualTo(429);
    assertThat(project.call(function, "echo").statusCode()).isEqualTo(503);
    CompletableFuture<HttpResponse<String>> cut = project.callLater(function, "echo");
    assertThat(cut).failsWithin(1, TimeUnit.MINUTES).withThrowableOfType(ExecutionException.class);
    assertThat(project.emulator.bill().runRequests()).isZero();
    assertThat(project.call(function, "hang").statusCode()).isEqualTo(503);
    assertThat(project.call(function, "echo").statusCode()).isEqualTo(200);
  }

  @Test
  void requestLogTellsTraceAndInstance() throws Exception {
    Function function = project.deploy("deeds", how -> how);
    project.call(function, "print something");
    String id = project.call(function, "meta instance/id").body();
    assertThat(
            project.emulator.view().logEntries().stream()
                .filter(entry -> entry.log().equals("run.googleapis.com/requests"))
                .map(entry -> entry.trace() + " " + entry.labels().get("instanceId"))
                .collect(Collectors.toSet()))
        .containsExactly("projects/faast-emulated/traces/0123456789abcdef0123456789abcdef " + id);
    assertThat(project.emulator.view().log("deeds")).contains("something\n");
  }
}
