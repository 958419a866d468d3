package io.faast.aws.worker;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The credentials of the function's role. Lambda puts them into the environment; where the process
 * began as a snapshot they would be old there, and a place on the same machine hands out fresh
 * ones. Thread-safe.
 */
final class FunctionCredentials {
  private static final String PLACE = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
  private static final String TOKEN = "AWS_CONTAINER_AUTHORIZATION_TOKEN";
  private static final int MILLIS = 2_000;
  private static final int MAX_ANSWER = 64 << 10;
  private static final Duration MARGIN = Duration.ofMinutes(5);

  private final @Nullable String place;
  private final String authorization;
  private Keys keys;
  private Instant until = Instant.MIN;

  /** What requests are signed with. */
  record Keys(String access, String secret, String token) {}

  /** Finds out where the credentials are. */
  FunctionCredentials(Map<String, String> environment) {
    place = environment.get(PLACE);
    authorization = environment.getOrDefault(TOKEN, "");
    keys =
        new Keys(
            environment.getOrDefault("AWS_ACCESS_KEY_ID", ""),
            environment.getOrDefault("AWS_SECRET_ACCESS_KEY", ""),
            environment.getOrDefault("AWS_SESSION_TOKEN", ""));
  }

  /** Returns credentials that are valid for some minutes. */
  synchronized Keys get() throws IOException {
    if (place != null && Instant.now().isAfter(until)) {
      fetch(place);
    }
    return keys;
  }

  private void fetch(String from) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) URI.create(from).toURL().openConnection();
    connection.setConnectTimeout(MILLIS);
    connection.setReadTimeout(MILLIS);
    connection.setRequestProperty("Authorization", authorization);
    String text;
    try (InputStream in = connection.getInputStream()) {
      text = new String(in.readNBytes(MAX_ANSWER), StandardCharsets.UTF_8);
    }
    keys =
        new Keys(field(text, "AccessKeyId"), field(text, "SecretAccessKey"), field(text, "Token"));
    try {
      until = Instant.parse(field(text, "Expiration")).minus(MARGIN);
    } catch (DateTimeException e) {
      throw new IOException("The credentials do not say when they expire", e);
    }
  }

  private static String field(String json, String name) throws IOException {
    Matcher matcher = Pattern.compile('"' + name + "\"\\s*:\\s*\"([^\"]*)\"").matcher(json);
    if (!matcher.find()) {
      throw new IOException("The credentials have no " + name);
    }
    return matcher.group(1).replace("\\/", "/");
  }
}
