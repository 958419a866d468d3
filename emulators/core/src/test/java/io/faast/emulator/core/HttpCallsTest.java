package io.faast.emulator.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpCallsTest {
  private final HttpCalls calls = new HttpCalls(1_000);
  private final CompletableFuture<Function<Request, CompletableFuture<Response>>> handler =
      new CompletableFuture<>();
  private final HttpServer server =
      new HttpServer(request -> handler.thenCompose(does -> does.apply(request)));

  @AfterEach
  void close() {
    calls.close();
    server.close();
  }

  private CompletableFuture<Response> send(String body) {
    return calls.send(
        server.port(),
        new Request(
            "POST",
            "/a/b",
            "c=d",
            Map.of("x-mine", "yes", "connection", "keep-alive"),
            body.getBytes(StandardCharsets.UTF_8)));
  }

  private void answer(Function<Request, CompletableFuture<Response>> does) {
    handler.complete(does);
  }

  @Test
  void requestArrivesAsItIsAndItsAnswerComesBack() throws Exception {
    answer(
        request ->
            CompletableFuture.completedFuture(
                Response.of(
                        201,
                        "text/plain",
                        (request.rawPath() + "?" + request.rawQuery() + " " + request.text())
                            .getBytes(StandardCharsets.UTF_8))
                    .with("x-theirs", String.valueOf(request.header("x-mine")))));
    Response response = send("hello").get(1, TimeUnit.MINUTES);
    assertThat(response.status()).isEqualTo(201);
    assertThat(response.headers()).containsEntry("x-theirs", "yes");
    assertThat(new String(response.body(), StandardCharsets.UTF_8)).isEqualTo("/a/b?c=d hello");
  }

  @Test
  void connectionThatIsCutIsAFailure() {
    answer(request -> CompletableFuture.failedFuture(new Cut()));
    assertThat(send(""))
        .failsWithin(1, TimeUnit.MINUTES)
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(IOException.class);
  }

  @Test
  void answerThatIsTooLargeIsAFailure() {
    answer(
        request ->
            CompletableFuture.completedFuture(Response.of(200, "text/plain", new byte[1_001])));
    assertThat(send(""))
        .failsWithin(1, TimeUnit.MINUTES)
        .withThrowableOfType(ExecutionException.class);
  }

  @Test
  void portThatNobodyListensOnIsAFailure() {
    int port;
    try (HttpServer gone = new HttpServer(request -> new CompletableFuture<>())) {
      port = gone.port();
    }
    assertThat(calls.send(port, new Request("GET", "/", "", Map.of(), new byte[0])))
        .failsWithin(1, TimeUnit.MINUTES)
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(IOException.class);
  }
}
