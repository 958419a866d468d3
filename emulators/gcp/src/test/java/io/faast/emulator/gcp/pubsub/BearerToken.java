package io.faast.emulator.gcp.pubsub;

import com.google.auth.Credentials;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Sends a token over a channel without encryption, which Google's own credentials refuse. */
final class BearerToken extends Credentials {
  private static final long serialVersionUID = 1;

  private final String token;

  BearerToken(String token) {
    this.token = token;
  }

  @Override
  public String getAuthenticationType() {
    return "OAuth2";
  }

  @Override
  public Map<String, List<String>> getRequestMetadata(URI uri) {
    return Map.of("authorization", List.of("Bearer " + token));
  }

  @Override
  public boolean hasRequestMetadata() {
    return true;
  }

  @Override
  public boolean hasRequestMetadataOnly() {
    return true;
  }

  @Override
  public void refresh() {
    // It never changes.
  }
}
