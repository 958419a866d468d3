package io.faast.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.faast.spi.InventoryQuery;
import io.faast.spi.Resource;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A client that is killed leaves no process behind, and files that can be collected. */
class ClientDeathTest {
  @Test
  void workersEndAndTheDirectoryCanBeCollected() throws Exception {
    Process client =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-Dfaast.cache=" + System.getProperty("faast.cache", ""),
                "-cp",
                System.getProperty("java.class.path"),
                DoomedClient.class.getName())
            .redirectErrorStream(true)
            .start();
    String runId;
    List<Long> workers;
    try (BufferedReader printed = client.inputReader()) {
      runId = printed.readLine();
      workers = List.of(Long.parseLong(printed.readLine()), Long.parseLong(printed.readLine()));
      Resource live = find(runId).get(0);
      assertThat(live.liveness()).isEqualTo(Resource.Liveness.LIVE);
    } finally {
      client.destroyForcibly().waitFor();
    }
    for (long worker : workers) {
      Processes.awaitEnd(worker);
    }
    Resource dead = find(runId).get(0);
    assertThat(dead.liveness()).isEqualTo(Resource.Liveness.DEAD);
    new LocalProvider()
        .delete(dead, LocalOptions.defaults())
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS);
    assertThat(find(runId)).isEmpty();
    assertThat(Path.of(dead.id())).doesNotExist();
  }

  private static List<Resource> find(String runId) throws Exception {
    return new LocalProvider()
        .inventory(new InventoryQuery(runId, LocalOptions.defaults()))
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS);
  }
}
