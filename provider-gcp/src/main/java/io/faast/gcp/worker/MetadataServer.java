package io.faast.gcp.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * What the metadata server that every instance has says of the instance and of its account. An
 * access token is kept until shortly before its end. Thread-safe.
 */
final class MetadataServer {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TOKEN = "service-accounts/default/token";
  private static final int MILLIS = 5_000;
  private static final int MAX_ANSWER = 64 << 10;

  /** The metadata server gives a new token from five minutes before the end of the old one. */
  private static final long MARGIN_SECONDS = 240;

  private final String base;
  private String token = "";
  private long until = System.nanoTime();

  MetadataServer(String base) {
    this.base = base;
  }

  /** Returns the server of an instance with that environment. */
  static MetadataServer fromEnvironment(Map<String, String> environment) {
    String host = environment.getOrDefault("GCE_METADATA_HOST", "metadata.google.internal");
    return new MetadataServer("http://" + host + "/computeMetadata/v1/instance/");
  }

  /**
   * Returns a token that is good for some minutes at least, mostly.
   *
   * @throws IOException if the metadata server gives none
   */
  synchronized String get() throws IOException {
    if (token.isEmpty() || System.nanoTime() - until >= 0) {
      JsonNode answer = JSON.readTree(ask(TOKEN));
      token = answer.path("access_token").asText("");
      long seconds = answer.path("expires_in").asLong(0);
      until = System.nanoTime() + TimeUnit.SECONDS.toNanos(Math.max(0, seconds - MARGIN_SECONDS));
      if (token.isEmpty()) {
        throw new IOException("the metadata server's answer has no token in it");
      }
    }
    return token;
  }

  /** Returns the id of this instance, or a name that is as unique if the server gives none. */
  String instanceId() {
    try {
      String id = new String(ask("id"), StandardCharsets.UTF_8).strip();
      if (id.matches("[A-Za-z0-9_-]{1,256}")) {
        return id;
      }
    } catch (IOException e) {
      System.err.println("faast: the metadata server does not say the instance's id: " + e);
    }
    return "unnamed-" + UUID.randomUUID();
  }

  private byte[] ask(String path) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(base + path).toURL().openConnection();
    connection.setConnectTimeout(MILLIS);
    connection.setReadTimeout(MILLIS);
    connection.setRequestProperty("Metadata-Flavor", "Google");
    int status = connection.getResponseCode();
    if (status != 200) {
      throw new RefusedException("the metadata server answered with status " + status, status);
    }
    try (InputStream in = connection.getInputStream()) {
      return in.readNBytes(MAX_ANSWER);
    }
  }

  /** Forgets a token that a service did not take. */
  synchronized void forget(String refused) {
    if (token.equals(refused)) {
      token = "";
    }
  }
}
