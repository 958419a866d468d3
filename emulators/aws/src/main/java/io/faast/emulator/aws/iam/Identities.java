package io.faast.emulator.aws.iam;

import io.faast.emulator.aws.core.Caller;
import io.faast.emulator.aws.core.Credentials;
import io.faast.emulator.aws.core.Permission;
import io.faast.emulator.aws.core.Place;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Whose credentials are whose. Thread-safe. */
public final class Identities {
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Key> byAccessKey = new ConcurrentHashMap<>();
  private final Place place;
  private final Roles roles;

  /** A key that was given out, to whom, and until when. */
  record Key(Credentials credentials, Caller caller, @Nullable Instant expires) {}

  /** Begins without anybody. */
  public Identities(Place place, Roles roles) {
    this.place = place;
    this.roles = roles;
  }

  /** Returns new credentials of a user who may do everything. */
  public Credentials administrator() {
    return user("administrator", permission -> true);
  }

  /** Returns new credentials of a user with a policy. */
  public Credentials user(String name, String policy) {
    Policy parsed = Policy.ofIdentity(policy);
    return user(name, permission -> !parsed.denies(permission) && parsed.allows(permission));
  }

  private Credentials user(String name, Predicate<Permission> may) {
    Caller caller = new Caller(place.iam("user/" + name), "AIDA" + letters(8), false, may);
    return issue("AKIA", caller, null, null);
  }

  /** Returns credentials with the same rights that expire. */
  public Credentials temporary(Credentials of, Instant expires) {
    Key key = byAccessKey.get(of.accessKeyId());
    if (key == null) {
      throw new IllegalArgumentException(of + " are not of this account");
    }
    return issue("ASIA", key.caller, token(), expires);
  }

  /** Returns credentials of a session of a role. */
  public Credentials session(String roleArn, String session, boolean inside, Instant expires) {
    String name = roleArn.substring(roleArn.lastIndexOf('/') + 1);
    String arn = "arn:aws:sts::" + place.accountId() + ":assumed-role/" + name + "/" + session;
    Caller caller =
        new Caller(
            arn, "AROA" + letters(8) + ":" + session, inside, wanted -> roles.may(roleArn, wanted));
    return issue("ASIA", caller, token(), expires);
  }

  /** Lets credentials be forgotten. */
  public void forget(Credentials credentials) {
    byAccessKey.remove(credentials.accessKeyId());
  }

  @Nullable Key find(String accessKeyId) {
    return byAccessKey.get(accessKeyId);
  }

  private Credentials issue(
      String prefix, Caller caller, @Nullable String token, @Nullable Instant expires) {
    Credentials credentials = new Credentials(prefix + letters(8), letters(20), token);
    byAccessKey.put(credentials.accessKeyId(), new Key(credentials, caller, expires));
    return credentials;
  }

  private String token() {
    return letters(60);
  }

  private String letters(int bytes) {
    byte[] drawn = new byte[bytes];
    random.nextBytes(drawn);
    return HexFormat.of().formatHex(drawn).toUpperCase(Locale.ROOT);
  }
}
