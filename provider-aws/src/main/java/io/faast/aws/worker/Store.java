package io.faast.aws.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fetches a call's request, and stores its reply, where these are too large to travel with the
 * messages: by URLs that the client signed, so that the function needs no permission. A URL is a
 * secret, and is in no message. Not thread-safe.
 */
final class Store {
  private static final int CONNECT_MILLIS = 5_000;
  private static final int ANSWER_MILLIS = 60_000;
  private static final int TRIES = 7;
  private static final long PAUSE_NANOS = 50_000_000;
  private static final int CHUNK = 64 << 10;
  private static final int MAX_ERROR = 4_096;
  private static final Pattern FIELD = Pattern.compile("<(Code|Message)>([^<]{0,300})<");

  private final Envelope request;
  private final int maxBytes;
  private int fetches;
  private int stores;

  /**
   * Serves one call.
   *
   * @param maxBytes the most that a request may have; more is refused before room is made for it
   */
  Store(Envelope request, int maxBytes) {
    this.request = request;
    this.maxBytes = maxBytes;
  }

  /** Returns the request's bytes: those that came with it, or those that it tells of. */
  ByteBuffer request() throws StoreException {
    String url = request.get(Envelope.FETCH);
    if (url == null) {
      return request.body();
    }
    long length = request.number(Envelope.STORED, -1);
    if (length < 0 || length > maxBytes) {
      throw new StoreException(
          "The request is said to have " + length + " bytes; allowed are 0 to " + maxBytes);
    }
    byte[] bytes = new byte[(int) length];
    exchange("The request could not be fetched", url, bytes, true);
    return ByteBuffer.wrap(bytes);
  }

  /** Returns an envelope around a reply, or around nothing if the reply had to be stored. */
  Envelope reply(ByteBuffer reply, long inline) throws StoreException {
    int length = reply.remaining();
    if (length <= inline) {
      return counted(new Envelope(reply));
    }
    String url = request.get(Envelope.STORE);
    if (url == null) {
      throw new StoreException(
          "The result has " + length + " bytes encoded; over " + inline + " it needs a bucket");
    }
    byte[] bytes = new byte[length];
    reply.duplicate().get(bytes);
    exchange("The result of " + length + " bytes could not be stored", url, bytes, false);
    return counted(new Envelope(ByteBuffer.allocate(0)).with(Envelope.STORED, length));
  }

  /** Returns an envelope that says why there is no reply. */
  Envelope trouble(StoreException why) {
    String text = String.valueOf(why.getMessage());
    return counted(
        new Envelope(ByteBuffer.allocate(0))
            .with(Envelope.TROUBLE, URLEncoder.encode(text, StandardCharsets.UTF_8)));
  }

  private Envelope counted(Envelope envelope) {
    if (fetches > 0) {
      envelope.with(Envelope.FETCHES, fetches);
    }
    if (stores > 0) {
      envelope.with(Envelope.STORES, stores);
    }
    return envelope;
  }

  /** Tries again what may pass; a bucket that is not there may still be in the making. */
  private void exchange(String failure, String url, byte[] bytes, boolean fetch)
      throws StoreException {
    String why = "";
    for (int tried = 1; tried <= TRIES; tried++) {
      try {
        HttpURLConnection connection = open(url);
        int status = fetch ? fetch(connection, bytes) : put(connection, bytes);
        if (status < 300) {
          return;
        }
        why = "status " + status + error(connection);
        boolean passing = status >= 500 || status == 429 || (status == 404 && !fetch);
        if (!passing) {
          break;
        }
      } catch (IOException e) {
        why = String.valueOf(e.getMessage());
      }
      if (tried < TRIES) {
        LockSupport.parkNanos(this, PAUSE_NANOS << tried);
      }
    }
    throw new StoreException(failure + ": " + why);
  }

  private static HttpURLConnection open(String url) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setReadTimeout(ANSWER_MILLIS);
    return connection;
  }

  private int fetch(HttpURLConnection connection, byte[] into) throws IOException {
    int status = connection.getResponseCode();
    fetches += isBilled(status) ? 1 : 0;
    if (status < 300) {
      try (InputStream in = connection.getInputStream()) {
        int read = in.readNBytes(into, 0, into.length);
        if (read < into.length || in.read() >= 0) {
          throw new IOException("other than the " + into.length + " bytes that were expected");
        }
      }
    }
    return status;
  }

  private int put(HttpURLConnection connection, byte[] bytes) throws IOException {
    connection.setRequestMethod("PUT");
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(bytes.length);
    connection.setRequestProperty("Content-Type", "application/octet-stream");
    try (OutputStream out = connection.getOutputStream()) {
      for (int at = 0; at < bytes.length; at += CHUNK) {
        out.write(bytes, at, Math.min(CHUNK, bytes.length - at));
      }
    }
    int status = connection.getResponseCode();
    stores += isBilled(status) ? 1 : 0;
    return status;
  }

  /** S3 takes nothing for what it refuses to a caller, or fails at. */
  private static boolean isBilled(int status) {
    return status != 403 && status < 500;
  }

  /** Returns code and message only: the rest of S3's words tells how the URL was signed. */
  private static String error(HttpURLConnection connection) throws IOException {
    InputStream stream = connection.getErrorStream();
    if (stream == null) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    try (stream) {
      Matcher matcher =
          FIELD.matcher(new String(stream.readNBytes(MAX_ERROR), StandardCharsets.UTF_8));
      while (matcher.find()) {
        text.append(text.length() == 0 ? " " : ": ").append(matcher.group(2));
      }
    }
    return text.toString();
  }
}
