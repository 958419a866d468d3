package io.faast.emulator.aws.core;

import org.jspecify.annotations.Nullable;

/**
 * What a client signs with. Worth nothing outside of the emulator that gave it out.
 *
 * @param sessionToken null unless the credentials are temporary
 */
public record Credentials(
    String accessKeyId, String secretAccessKey, @Nullable String sessionToken) {
  /** Names the key, and nothing secret. */
  @Override
  public String toString() {
    return "Credentials[" + accessKeyId + "]";
  }
}
