package io.faast.emulator.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.functions.v2.Function;
import io.faast.emulator.core.Response;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ManyAtOnceTest {
  private static final int MANY = 1_000;

  /** None of them is answered before all of them have arrived. */
  @Test
  void thousandCallsAreInFlightAtOnce() throws Exception {
    AtomicInteger arrived = new AtomicInteger();
    CompletableFuture<Response> all = new CompletableFuture<>();
    GcpEmulatorOptions options =
        GcpEmulatorOptions.defaults()
            .withSimulation(
                (function, request) -> {
                  if (arrived.incrementAndGet() == MANY) {
                    all.complete(Response.empty(200));
                  }
                  return all;
                },
                Duration.ofMillis(1));
    try (TestProject project = new TestProject(options)) {
      Function function = project.deploy("many", how -> how.setMaxInstanceCount(MANY));
      List<CompletableFuture<HttpResponse<String>>> calls = new ArrayList<>();
      for (int i = 0; i < MANY - 1; i++) {
        calls.add(project.callLater(function, "one"));
      }
      calls.add(project.callLater(function, "the last"));
      for (CompletableFuture<HttpResponse<String>> call : calls) {
        assertThat(call.get(2, TimeUnit.MINUTES).statusCode()).isEqualTo(200);
      }
      assertThat(project.emulator.view().mostRequestsAtOnce()).isEqualTo(MANY);
      assertThat(project.emulator.view().runningRequests()).isZero();
      assertThat(project.emulator.bill().runRequests()).isEqualTo(MANY);
    }
  }
}
