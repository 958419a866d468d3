package io.faast.aws.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The few requests to SQS that a worker makes. Thread-safe.
 *
 * <p>By {@link HttpURLConnection}: it starts no threads and loads far fewer classes than the JDK's
 * newer client, and a cold start pays for every class.
 */
final class Queues {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final int CONNECT_MILLIS = 5_000;
  private static final int ANSWER_MILLIS = 10_000;
  private static final int MAX_ANSWER = 4 << 20;

  /** SQS bills every 64 KiB of a request as one. */
  private static final long BILLED_CHUNK = 64 << 10;

  private final FunctionCredentials credentials;
  private final String region;
  private FunctionCredentials.@Nullable Keys keys;
  private @Nullable SigV4 signer;
  private final AtomicLong requests = new AtomicLong();

  private Queues(FunctionCredentials credentials, String region) {
    this.credentials = credentials;
    this.region = region;
  }

  /** Makes a client with what Lambda puts into the environment of every function. */
  static Queues fromEnvironment(Map<String, String> environment) {
    return new Queues(
        new FunctionCredentials(environment), environment.getOrDefault("AWS_REGION", ""));
  }

  /** Returns what signs with the credentials: it keeps what it has derived from them. */
  private synchronized SigV4 signer(FunctionCredentials.Keys now) {
    SigV4 made = signer;
    if (made == null || !now.equals(keys)) {
      made = new SigV4(now.access(), now.secret(), region, "sqs");
      signer = made;
      keys = now;
    }
    return made;
  }

  /** Returns how many requests were made so far, as SQS counts them. */
  long requests() {
    return requests.get();
  }

  /** Returns as how many requests a message of some bytes is billed. */
  static long billed(int bytes) {
    return 1 + Math.max(0, bytes - 1) / BILLED_CHUNK;
  }

  /** Sends one message; its text is such that JSON need not escape it. */
  void send(String queue, byte[] text) throws IOException {
    byte[] before = ascii("{\"QueueUrl\":\"" + queue + "\",\"MessageBody\":\"");
    byte[] after = ascii("\"}");
    byte[] body = new byte[before.length + text.length + after.length];
    System.arraycopy(before, 0, body, 0, before.length);
    System.arraycopy(text, 0, body, before.length, text.length);
    System.arraycopy(after, 0, body, before.length + text.length, after.length);
    requests.addAndGet(billed(text.length) - 1);
    call("SendMessage", queue, body, ANSWER_MILLIS, connection -> {});
  }

  /** Waits for messages, and returns the service's answer as it came. */
  String receive(String queue, int waitSeconds, Consumer<HttpURLConnection> open)
      throws IOException {
    String body =
        "{\"QueueUrl\":\""
            + queue
            + "\",\"MaxNumberOfMessages\":10,\"WaitTimeSeconds\":"
            + waitSeconds
            + "}";
    return call("ReceiveMessage", queue, ascii(body), waitSeconds * 1_000 + ANSWER_MILLIS, open);
  }

  /** Deletes a message that was received. */
  void delete(String queue, String receipt) throws IOException {
    String body = "{\"QueueUrl\":\"" + queue + "\",\"ReceiptHandle\":\"" + receipt + "\"}";
    call("DeleteMessage", queue, ascii(body), ANSWER_MILLIS, connection -> {});
  }

  private String call(
      String operation,
      String queue,
      byte[] body,
      int answerMillis,
      Consumer<HttpURLConnection> open)
      throws IOException {
    URI url = URI.create(queue);
    URI root = URI.create(url.getScheme() + "://" + url.getRawAuthority() + "/");
    HttpURLConnection connection = (HttpURLConnection) root.toURL().openConnection();
    open.accept(connection);
    connection.setRequestMethod("POST");
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setReadTimeout(answerMillis);
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(body.length);
    String time = TIME.format(Instant.now());
    SortedMap<String, String> headers = new TreeMap<>();
    headers.put("content-type", "application/x-amz-json-1.0");
    headers.put("x-amz-date", time);
    headers.put("x-amz-target", "AmazonSQS." + operation);
    FunctionCredentials.Keys now = credentials.get();
    if (!now.token().isEmpty()) {
      headers.put("x-amz-security-token", now.token());
    }
    headers.forEach(connection::setRequestProperty);
    headers.put("host", url.getRawAuthority());
    connection.setRequestProperty("Authorization", signer(now).authorization(headers, time, body));
    requests.incrementAndGet();
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body);
    }
    return answer(operation, connection);
  }

  private static String answer(String operation, HttpURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    InputStream stream = status < 400 ? connection.getInputStream() : connection.getErrorStream();
    String text = "";
    if (stream != null) {
      try (stream) {
        text = new String(stream.readNBytes(MAX_ANSWER), StandardCharsets.UTF_8);
      }
    }
    if (status >= 400) {
      boolean gone = text.contains("NonExistentQueue") || text.contains("QueueDoesNotExist");
      throw new QueueException(
          operation + " was refused with status " + status + ": " + text, gone, status >= 500);
    }
    return text;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
