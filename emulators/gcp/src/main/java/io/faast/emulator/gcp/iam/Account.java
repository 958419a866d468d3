package io.faast.emulator.gcp.iam;

import io.faast.emulator.core.Json;
import io.faast.emulator.gcp.core.Place;
import java.net.URI;

/**
 * Somebody whose credentials a test hands to clients. Worth nothing outside of the emulator that
 * gave them out. Thread-safe.
 */
public final class Account {
  private final String member;
  private final Place place;
  private final Identities identities;
  private final ServiceAccounts accounts;
  private final URI endpoint;

  /** Stands for a member of policies; tokens are exchanged at {@code endpoint}. */
  public Account(
      String member, Place place, Identities identities, ServiceAccounts accounts, URI endpoint) {
    this.member = member;
    this.place = place;
    this.identities = identities;
    this.accounts = accounts;
    this.endpoint = endpoint;
  }

  /** Returns the name in policies, such as {@code user:ann@example.com}. */
  public String member() {
    return member;
  }

  /** Returns the address. */
  public String email() {
    return member.substring(member.indexOf(':') + 1);
  }

  /** Returns a new access token that holds for an hour. */
  public String accessToken() {
    return identities.accessToken(member, Identities.LIFETIME, false);
  }

  /** Returns a new ID token for an audience. */
  public String idToken(String audience) {
    return identities.idToken(member, audience);
  }

  /** Lets every token that was given out until now be refused, as if it had expired. */
  public void expireTokens() {
    identities.expire(member);
  }

  /**
   * Returns a file of credentials as Google's tools write it: a service account's key, or a user's
   * refresh token. Note that the libraries look for Google's token endpoint, not for the one here,
   * if it is a user's: set it with {@code setTokenServerUri}.
   *
   * @throws IllegalStateException if it is a service account that has been deleted
   */
  public String credentialsFile() {
    if (!member.startsWith("serviceAccount:")) {
      return Json.object()
          .put("type", "authorized_user")
          .put("client_id", "emulator")
          .put("client_secret", "emulator")
          .put("refresh_token", identities.refreshToken(member))
          .put("quota_project_id", place.project())
          .toString();
    }
    SigningKey key =
        accounts
            .key(email())
            .orElseThrow(() -> new IllegalStateException(email() + " does not exist"));
    return Json.object()
        .put("type", "service_account")
        .put("project_id", place.project())
        .put("private_key_id", key.id())
        .put("private_key", key.pem())
        .put("client_email", email())
        .put("client_id", accounts.find(email()).map(ServiceAccount::uniqueId).orElse(""))
        .put("token_uri", endpoint + "/token")
        .toString();
  }

  /** Names the account, and nothing secret. */
  @Override
  public String toString() {
    return "Account[" + member + "]";
  }
}
