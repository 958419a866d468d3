package io.faast.gcp.worker;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Fetches a call's request, and stores its reply, where these are too large to travel with the
 * messages: in the run's bucket, by the function's own account. Not thread-safe.
 */
final class Store {
  private static final int ANSWER_MILLIS = 60_000;
  private static final int MAX_ANSWER = 64 << 10;

  private final Rest rest;
  private final String base;
  private final Envelope request;
  private final int maxBytes;
  private int fetches;
  private int stores;

  /**
   * Serves one call.
   *
   * @param maxBytes the most that a request may have; more is refused before room is made for it
   */
  Store(Rest rest, String base, Envelope request, int maxBytes) {
    this.rest = rest;
    this.base = base;
    this.request = request;
    this.maxBytes = maxBytes;
  }

  static String address(Map<String, String> environment) {
    return environment.getOrDefault(Settings.STORAGE, "https://storage.googleapis.com");
  }

  /** Returns the request's bytes: those that came with it, or those that it tells of. */
  ByteBuffer request() throws StoreException {
    String at = request.get(Envelope.FETCH);
    if (at == null) {
      return request.body();
    }
    long length = request.number(Envelope.STORED, -1);
    if (length < 0 || length > maxBytes) {
      throw new StoreException(
          "The request is said to have " + length + " bytes; allowed are 0 to " + maxBytes);
    }
    byte[] bytes = new byte[(int) length];
    try {
      boolean unused =
          Pause.between(
              () -> {
                fetches++;
                return rest.get("Fetching it", object(at), ANSWER_MILLIS, in -> fill(in, bytes));
              });
    } catch (IOException e) {
      throw new StoreException("The request could not be fetched: " + e.getMessage(), e);
    }
    return ByteBuffer.wrap(bytes);
  }

  private static boolean fill(java.io.InputStream in, byte[] bytes) throws IOException {
    if (in.readNBytes(bytes, 0, bytes.length) < bytes.length || in.read() >= 0) {
      throw new IOException("other than the " + bytes.length + " bytes that were expected");
    }
    return true;
  }

  /** Returns an envelope around a reply, or around nothing if the reply had to be stored. */
  Envelope reply(ByteBuffer reply, long inline) throws StoreException {
    int length = reply.remaining();
    if (length <= inline) {
      return counted(new Envelope(reply));
    }
    String at = request.get(Envelope.STORE);
    if (at == null) {
      throw new StoreException(
          "The result has " + length + " bytes encoded; over " + inline + " it needs a bucket");
    }
    byte[] bytes = new byte[length];
    reply.duplicate().get(bytes);
    try {
      boolean unused =
          Pause.between(
              () -> {
                stores++;
                return rest.post(
                    "Storing it",
                    upload(at),
                    "application/octet-stream",
                    bytes,
                    ANSWER_MILLIS,
                    connection -> {},
                    in -> in.skip(MAX_ANSWER) > 0);
              });
    } catch (IOException e) {
      throw new StoreException(
          "The result of " + length + " bytes could not be stored: " + e.getMessage(), e);
    }
    return counted(new Envelope().with(Envelope.STORED, length));
  }

  /** Returns an envelope that says why there is no reply. */
  Envelope trouble(StoreException why) {
    String text = String.valueOf(why.getMessage());
    return counted(
        new Envelope().with(Envelope.TROUBLE, URLEncoder.encode(text, StandardCharsets.UTF_8)));
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

  private String object(String at) {
    int slash = at.indexOf('/');
    return base
        + "/storage/v1/b/"
        + at.substring(0, slash)
        + "/o/"
        + encoded(at.substring(slash + 1))
        + "?alt=media";
  }

  private String upload(String at) {
    int slash = at.indexOf('/');
    return base
        + "/upload/storage/v1/b/"
        + at.substring(0, slash)
        + "/o?uploadType=media&name="
        + encoded(at.substring(slash + 1));
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8);
  }
}
