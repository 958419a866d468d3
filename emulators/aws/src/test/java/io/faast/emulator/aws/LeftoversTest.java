package io.faast.emulator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.faast.emulator.core.TemporaryDirectory;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nothing stays behind: no process, no file. */
@Timeout(120)
class LeftoversTest {
  @Test
  void closingEndsEveryInstanceAndDeletesItsFiles() throws Exception {
    List<ProcessHandle> processes;
    Path home;
    try (TestAccount account = new TestAccount()) {
      account.function("kept");
      home = Path.of(account.call("kept", "env:LAMBDA_TASK_ROOT")).getParent();
      assertThat(home).isDirectory();
      processes =
          account.emulator.account().instances().stream()
              .map(instance -> ProcessHandle.of(instance.pid()).orElseThrow())
              .toList();
      assertThat(processes).hasSize(1).allMatch(ProcessHandle::isAlive);
    }
    assertThat(processes).noneMatch(ProcessHandle::isAlive);
    assertThat(home).doesNotExist();
  }

  @Test
  void deletingAFunctionEndsItsInstances() throws Exception {
    try (TestAccount account = new TestAccount()) {
      account.function("deleted");
      account.call("deleted", "count");
      ProcessHandle process =
          ProcessHandle.of(account.emulator.account().instances().get(0).pid()).orElseThrow();
      account.lambda.deleteFunction(r -> r.functionName("deleted"));
      assertThat(process.onExit().get(30, TimeUnit.SECONDS).isAlive()).isFalse();
    }
  }

  @Test
  void instancesEndWithTheProcessThatRanTheEmulator() throws Exception {
    Process holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8))) {
      ProcessHandle instance = ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
      Path home = Path.of(out.readLine());
      holder.destroyForcibly().waitFor();
      assertThat(instance.onExit().get(30, TimeUnit.SECONDS).isAlive()).isFalse();
      new TemporaryDirectory(home).close();
    } finally {
      holder.destroyForcibly();
    }
  }

  /** Runs a function, tells its process, and waits to be killed. */
  public static final class Holder {
    public static void main(String[] args) throws Exception {
      TestAccount account = new TestAccount();
      account.function("held");
      String root = account.call("held", "env:LAMBDA_TASK_ROOT");
      System.out.println(account.emulator.account().instances().get(0).pid());
      System.out.println(Path.of(root).getParent());
      Thread.currentThread().join();
    }
  }
}
