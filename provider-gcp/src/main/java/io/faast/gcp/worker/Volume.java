package io.faast.gcp.worker;

import java.nio.charset.StandardCharsets;

/** What Pub/Sub bills: bytes of messages, at least 1,000 for each request that carries some. */
public final class Volume {
  /** The least that a publish, push or pull request is billed as, in bytes. */
  public static final int MIN_REQUEST = 1_000;

  private static final int TIMESTAMP = 20;

  private Volume() {}

  /** Returns the bytes of a message without attributes: its data, time stamp and id. */
  public static long message(long dataBytes, String messageId) {
    return dataBytes + TIMESTAMP + messageId.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Returns as how many bytes a request is billed whose messages have {@code bytes} together. */
  public static long request(long bytes) {
    return Math.max(MIN_REQUEST, bytes);
  }
}
