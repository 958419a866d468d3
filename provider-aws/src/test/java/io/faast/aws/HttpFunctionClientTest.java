package io.faast.aws;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;

/** What goes over the wire, against a server that answers as each test says. */
class HttpFunctionClientTest {
  private static final Instant NOW = Instant.parse("2026-05-06T07:08:09Z");
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final String FUNCTION = "arn:aws:lambda:eu-west-1:012345678901:function:f:1";
  private static final AwsCredentials USER = AwsBasicCredentials.create("AKID", "secret");
  private static final byte[] PAYLOAD = "\"x\"".getBytes(StandardCharsets.UTF_8);

  private static final SdkEventLoopGroup LOOPS = SdkEventLoopGroup.builder().build();

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();
  private final HttpServer server;
  private volatile Reply reply = exchange -> answer(exchange, 200, "\"y\"");

  HttpFunctionClientTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  private interface Reply {
    void to(HttpExchange exchange) throws IOException;
  }

  private record Seen(
      String path, String date, String authorization, String token, String type, String body) {}

  @AfterAll
  static void end() {
    LOOPS.eventLoopGroup().shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  @BeforeEach
  void start() {
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          seen.add(
              new Seen(
                  exchange.getRequestURI().getRawPath(),
                  String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Date")),
                  String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                  String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Security-Token")),
                  String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Invocation-Type")),
                  body));
          reply.to(exchange);
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private HttpFunctionClient client(AwsCredentials who, int connections, Duration patience) {
    return new HttpFunctionClient(
        LOOPS,
        connections,
        StaticCredentialsProvider.create(who),
        "eu-west-1",
        URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
        null,
        FUNCTION,
        patience,
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static Throwable failure(CompletableFuture<?> answer) {
    return assertThrows(CompletionException.class, answer::join).getCause();
  }

  @Test
  void callIsSignedForLambda() throws InterruptedException {
    reply =
        exchange -> {
          exchange.getResponseHeaders().set("x-amzn-RequestId", "id");
          exchange.getResponseHeaders().set("X-Amz-Log-Result", "bG9n");
          answer(exchange, 200, "\"y\"");
        };
    try (HttpFunctionClient client = client(USER, 1, LONG)) {
      FunctionClient.Answer answer = client.invoke(PAYLOAD, false).join();
      assertArrayEquals("\"y\"".getBytes(StandardCharsets.UTF_8), answer.payload().array());
      assertEquals("id", answer.requestId());
      assertEquals("bG9n", answer.log());
      assertNull(answer.functionError());
    }
    Seen request = seen.take();
    assertEquals(
        "/2015-03-31/functions/" + FUNCTION.replace(":", "%3A") + "/invocations", request.path);
    assertEquals("20260506T070809Z", request.date);
    assertTrue(
        request.authorization.startsWith(
            "AWS4-HMAC-SHA256 Credential=AKID/20260506/eu-west-1/lambda/aws4_request,"
                + " SignedHeaders=host;x-amz-date, Signature="),
        request.authorization);
    assertEquals("null", request.type, "to answer is what Lambda does without being told");
    assertEquals("\"x\"", request.body);
  }

  @Test
  void eventOfTemporaryCredentialsSaysBoth() throws InterruptedException {
    AwsCredentials temporary = AwsSessionCredentials.create("AKID", "secret", "token");
    try (HttpFunctionClient client = client(temporary, 1, LONG)) {
      client.invoke(PAYLOAD, true).join();
    }
    Seen request = seen.take();
    assertEquals("Event", request.type);
    assertEquals("token", request.token);
    assertTrue(
        request.authorization.contains("SignedHeaders=host;x-amz-date;x-amz-security-token"));
  }

  @Test
  void failureOfTheFunctionIsNoFailureOfTheCall() {
    reply =
        exchange -> {
          exchange.getResponseHeaders().set("X-Amz-Function-Error", "Unhandled");
          answer(exchange, 200, "{}");
        };
    try (HttpFunctionClient client = client(USER, 1, LONG)) {
      assertEquals("Unhandled", client.invoke(PAYLOAD, false).join().functionError());
    }
  }

  @Test
  void refusalHasCodeMessageAndHeaders() {
    reply =
        exchange -> {
          exchange
              .getResponseHeaders()
              .set("x-amzn-ErrorType", "TooManyRequestsException:http://a");
          exchange.getResponseHeaders().set("Retry-After", "7");
          answer(exchange, 429, "{\"Reason\":\"CallerRateLimitExceeded\",\"message\":\"Rate\"}");
        };
    try (HttpFunctionClient client = client(USER, 1, LONG)) {
      AwsServiceException refusal =
          assertInstanceOf(AwsServiceException.class, failure(client.invoke(PAYLOAD, false)));
      assertEquals(429, refusal.statusCode());
      assertEquals("TooManyRequestsException", refusal.awsErrorDetails().errorCode());
      assertEquals("Rate", refusal.awsErrorDetails().errorMessage());
      assertEquals(
          "7",
          refusal.awsErrorDetails().sdkHttpResponse().firstMatchingHeader("Retry-After").get());
    }
  }

  @Test
  void whatIsNoAnswerOfLambdaIsToldAsItIs() {
    reply = exchange -> answer(exchange, 502, "<html>proxy</html>");
    try (HttpFunctionClient client = client(USER, 1, LONG)) {
      Throwable refusal = failure(client.invoke(PAYLOAD, false));
      assertTrue(Api.describe(refusal).contains("<html>proxy</html>"), Api.describe(refusal));
    }
  }

  /** What is signed by a wrong clock is refused, and the refusal has the right time. */
  @Test
  void wrongClockIsPutRightByTheFirstRefusal() throws InterruptedException {
    reply = exchange -> answer(exchange, 403, "{\"message\":\"Signature expired\"}");
    try (HttpFunctionClient client = client(USER, 1, LONG)) {
      assertInstanceOf(AwsServiceException.class, failure(client.invoke(PAYLOAD, false)));
      assertEquals("20260506T070809Z", seen.take().date);
      Instant before = Instant.now();
      assertInstanceOf(AwsServiceException.class, failure(client.invoke(PAYLOAD, false)));
      String date = seen.take().date;
      String day = before.toString().substring(0, 10).replace("-", "");
      String next = before.plus(Duration.ofDays(1)).toString().substring(0, 10).replace("-", "");
      assertTrue(date.startsWith(day) || date.startsWith(next), date);
    }
  }

  @Test
  void failureOfTheCredentialsIsTheAnswer() {
    try (HttpFunctionClient client =
        new HttpFunctionClient(
            LOOPS,
            1,
            () -> {
              throw SdkClientException.create("Unable to load credentials");
            },
            "eu-west-1",
            URI.create("http://127.0.0.1:1"),
            null,
            FUNCTION,
            LONG,
            Clock.systemUTC())) {
      assertInstanceOf(SdkClientException.class, failure(client.invoke(PAYLOAD, false)));
    }
  }

  @Test
  void callThatIsGivenUpGivesItsConnectionBack() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    reply = exchange -> hold(exchange, end);
    try (HttpFunctionClient client = client(USER, 1, LONG)) {
      CompletableFuture<FunctionClient.Answer> held = client.invoke(PAYLOAD, false);
      seen.take();
      assertTrue(held.cancel(true));
      assertThrows(CancellationException.class, held::join);
      reply = exchange -> answer(exchange, 200, "1");
      assertEquals(1, client.invoke(PAYLOAD, false).get(1, TimeUnit.MINUTES).payload().capacity());
    } finally {
      end.countDown();
    }
  }

  @Test
  void answerThatDoesNotComeIsNotWaitedForForEver() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    reply = exchange -> hold(exchange, end);
    try (HttpFunctionClient client = client(USER, 1, Duration.ofMillis(50))) {
      assertInstanceOf(TimeoutException.class, failure(client.invoke(PAYLOAD, false)));
    } finally {
      end.countDown();
    }
  }

  @Test
  void answerWithoutEndIsNotReadForEver() {
    reply =
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] piece = new byte[1 << 20];
          for (int i = 0; i < 32; i++) {
            exchange.getResponseBody().write(piece);
          }
          exchange.close();
        };
    try (HttpFunctionClient client = client(USER, 1, LONG)) {
      Throwable failure = failure(client.invoke(PAYLOAD, false));
      assertTrue(failure.getMessage().contains("16777216 bytes"), failure::toString);
    }
  }

  private static void hold(HttpExchange exchange, CountDownLatch end) throws IOException {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exchange.close();
  }
}
