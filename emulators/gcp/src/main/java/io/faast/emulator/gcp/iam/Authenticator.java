package io.faast.emulator.gcp.iam;

import io.faast.emulator.core.Request;
import io.faast.emulator.gcp.core.ApiException;
import io.faast.emulator.gcp.core.Caller;
import io.faast.emulator.gcp.core.Status;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds out who sent a request. Thread-safe. */
public final class Authenticator {
  private static final String BEARER = "bearer ";

  private final Identities identities;
  private final SignedUrls signedUrls;

  /** Knows those who are, or will be, in {@code identities}. */
  public Authenticator(Identities identities, SignedUrls signedUrls) {
    this.identities = identities;
    this.signedUrls = signedUrls;
  }

  /**
   * Returns who sent a request, by its access token or the signature in its query.
   *
   * @throws ApiException if nobody did who is known here
   */
  public Caller caller(Request request) {
    return SignedUrls.isSigned(request)
        ? signedUrls.caller(request)
        : caller(request.header("authorization"));
  }

  /**
   * Returns whose access token is in the value of an Authorization header.
   *
   * @throws ApiException if there is none that is known here
   */
  public Caller caller(@Nullable String authorization) {
    String token = bearer(authorization);
    if (token == null) {
      throw new ApiException(
          Status.UNAUTHENTICATED,
          "Request is missing required authentication credential. Expected OAuth 2 access token,"
              + " login cookie or other valid authentication credential.");
    }
    Caller caller = identities.byAccessToken(token);
    if (caller == null) {
      throw Caller.unauthenticated();
    }
    return caller;
  }

  /** Returns the token in the value of an Authorization header, or null. */
  public static @Nullable String bearer(@Nullable String authorization) {
    return authorization != null && authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)
        ? authorization.substring(BEARER.length()).strip()
        : null;
  }
}
