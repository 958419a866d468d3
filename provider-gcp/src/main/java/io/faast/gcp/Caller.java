package io.faast.gcp;

import com.google.auth.ServiceAccountSigner;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.IdTokenProvider;
import com.google.auth.oauth2.UserCredentials;
import org.jspecify.annotations.Nullable;

/**
 * Who calls a function.
 *
 * @param email address of the account
 * @param own what makes ID tokens of the account by itself, or null if IAM is asked for them
 */
record Caller(String email, @Nullable IdTokenProvider own) {
  /**
   * Returns the account of the credentials, if they can make ID tokens for any audience, or null.
   * Those of a user cannot: theirs are for the program that the user logged in with.
   */
  static @Nullable Caller of(GoogleCredentials credentials) {
    if (credentials instanceof IdTokenProvider own
        && credentials instanceof ServiceAccountSigner account
        && !(credentials instanceof UserCredentials)) {
      return new Caller(account.getAccount(), own);
    }
    return null;
  }
}
