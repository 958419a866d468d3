package io.faast.corpus.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Answers as S3 and SQS would, by the name of the bucket or the queue. */
final class Stub implements AutoCloseable {
  private static final Pattern KEY_ID = Pattern.compile("Credential=(\\w+)/\\d+/([^,]+)");
  private static final Pattern BODY = Pattern.compile("\"MessageBody\":\"([^\"]*)\"");

  private final HttpServer server;
  private final AtomicInteger calls = new AtomicInteger();
  private String seen = "";

  Stub() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Returns the requests since it was last asked. */
  synchronized String seen() {
    String all = seen;
    seen = "";
    return all;
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String text = new String(body, StandardCharsets.UTF_8);
    note(exchange, body);
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    if (target == null) {
      s3(exchange);
    } else {
      sqs(exchange, text);
    }
  }

  private synchronized void note(HttpExchange exchange, byte[] body) {
    Set<String> headers = new TreeSet<>();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              String value =
                  name.matches("(?i)x-amz-(checksum|meta|sdk-checksum|target|trailer).*")
                      ? "=" + values
                      : "";
              headers.add(name.toLowerCase(java.util.Locale.ROOT) + value);
            });
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    Matcher id = KEY_ID.matcher(String.valueOf(authorization));
    String who = id.find() ? id.group(1) + "/" + id.group(2) : authorization;
    seen += exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + who + " ";
    seen += headers.stream().collect(Collectors.joining(" ")) + " " + body.length + "; ";
  }

  private void s3(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    exchange.getResponseHeaders().add("x-amz-request-id", "R1");
    if (path.startsWith("/missing")) {
      reply(exchange, 404, error("NoSuchBucket", "The specified bucket does not exist"));
    } else if (path.startsWith("/garbage")) {
      reply(exchange, 400, "<html>no xml & no end");
    } else if (path.startsWith("/slow") && calls.incrementAndGet() % 3 != 0) {
      reply(exchange, 503, error("SlowDown", "Please reduce your request rate."));
    } else {
      exchange.getResponseHeaders().add("ETag", "\"0123456789abcdef0123456789abcdef\"");
      reply(exchange, 200, "");
    }
  }

  private void sqs(HttpExchange exchange, String request) throws IOException {
    exchange.getResponseHeaders().add("x-amzn-RequestId", "R2");
    if (request.contains("/missing")) {
      exchange
          .getResponseHeaders()
          .add("x-amzn-query-error", "AWS.SimpleQueueService.NonExistentQueue;Sender");
      reply(
          exchange,
          400,
          "{\"__type\":\"com.amazonaws.sqs#QueueDoesNotExist\",\"message\":\"No such queue.\"}");
    } else if (request.contains("/garbage")) {
      reply(exchange, 200, "{\"MessageId\": [");
    } else if (request.contains("/throttled") && calls.incrementAndGet() % 3 != 0) {
      reply(exchange, 400, "{\"__type\":\"ThrottlingException\",\"message\":\"Slower.\"}");
    } else {
      Matcher body = BODY.matcher(request);
      String message = body.find() ? body.group(1) : "";
      String digest = request.contains("/digest") ? "0".repeat(32) : md5(message);
      reply(
          exchange,
          200,
          "{\"MessageId\":\"m-1\",\"MD5OfMessageBody\":\""
              + digest
              + "\",\"Unknown\":{\"a\":[1]}}");
    }
  }

  private static String error(String code, String message) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>"
        + code
        + "</Code><Message>"
        + message
        + "</Message><RequestId>R1</RequestId><HostId>H1</HostId></Error>";
  }

  private static String md5(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      if (bytes.length > 0) {
        exchange.getResponseBody().write(bytes);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
