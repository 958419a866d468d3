package io.faast.emulator.aws.core;

/** Why a service turns away a call before it looks at it. */
public enum Refusal {
  /** There is no signature. */
  UNSIGNED,
  /** The access key, or the session token, is unknown. */
  UNKNOWN_KEY,
  /** The signature is not the one that the request should have. */
  BAD_SIGNATURE,
  /** The credentials, or the presigned URL, have expired. */
  EXPIRED,
  /** No policy allows it. */
  DENIED,
  /** Too many calls. */
  THROTTLED
}
