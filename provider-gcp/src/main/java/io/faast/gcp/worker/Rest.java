package io.faast.gcp.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Requests to Google's services with the function's own token, by the JDK alone: an SDK would be
 * larger than most functions, and take longer to start. Thread-safe.
 */
final class Rest {
  private static final int CONNECT_MILLIS = 5_000;
  private static final int CHUNK = 64 << 10;
  private static final int MAX_ERROR = 4_096;

  private final MetadataServer tokens;

  Rest(MetadataServer tokens) {
    this.tokens = tokens;
  }

  /** Takes what a service answers. */
  interface Reader<T> {
    T read(InputStream in) throws IOException;
  }

  /**
   * Posts bytes, once, and reads the answer.
   *
   * @param what is done, for messages
   * @param open hears of the connection, to break it off from another thread
   * @throws RefusedException if the service answers with an error
   */
  <T> T post(
      String what,
      String url,
      String contentType,
      byte[] body,
      int answerMillis,
      Consumer<HttpURLConnection> open,
      Reader<T> reader)
      throws IOException {
    HttpURLConnection connection = connection(url, answerMillis);
    open.accept(connection);
    connection.setRequestMethod("POST");
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(body.length);
    connection.setRequestProperty("Content-Type", contentType);
    String token = authorize(connection);
    try (OutputStream out = connection.getOutputStream()) {
      for (int at = 0; at < body.length; at += CHUNK) {
        out.write(body, at, Math.min(CHUNK, body.length - at));
      }
    }
    return answer(what, connection, token, reader);
  }

  /**
   * Fetches something, once.
   *
   * @throws RefusedException if the service answers with an error
   */
  <T> T get(String what, String url, int answerMillis, Reader<T> reader) throws IOException {
    HttpURLConnection connection = connection(url, answerMillis);
    return answer(what, connection, authorize(connection), reader);
  }

  private static HttpURLConnection connection(String url, int answerMillis) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setReadTimeout(answerMillis);
    return connection;
  }

  private String authorize(HttpURLConnection connection) throws IOException {
    String token = tokens.get();
    connection.setRequestProperty("Authorization", "Bearer " + token);
    return token;
  }

  private <T> T answer(String what, HttpURLConnection connection, String token, Reader<T> reader)
      throws IOException {
    int status = connection.getResponseCode();
    if (status < 300) {
      try (InputStream in = connection.getInputStream()) {
        return reader.read(in);
      }
    }
    if (status == 401) {
      tokens.forget(token);
    }
    String text = "";
    try (InputStream in = connection.getErrorStream()) {
      text = in == null ? "" : new String(in.readNBytes(MAX_ERROR), StandardCharsets.UTF_8);
    }
    throw new RefusedException(
        what + " was refused with status " + status + (text.isBlank() ? "" : ": " + text.strip()),
        status);
  }
}
