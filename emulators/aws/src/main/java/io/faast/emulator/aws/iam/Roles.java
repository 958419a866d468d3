package io.faast.emulator.aws.iam;

import io.faast.emulator.aws.core.ApiException;
import io.faast.emulator.aws.core.Permission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The roles of the account. Thread-safe: every access to a role goes through here. */
public final class Roles {
  private static final String LAMBDA = "lambda.amazonaws.com";

  private final Map<String, Role> byName = new TreeMap<>();

  /** What a role is made of, for those who only look. */
  public record Look(
      String name,
      String arn,
      Instant created,
      Map<String, String> tags,
      Map<String, String> policies,
      List<String> attachedPolicies) {}

  synchronized void add(Role role) {
    if (byName.putIfAbsent(role.name, role) != null) {
      throw new ApiException(
          409, "EntityAlreadyExists", "Role with name " + role.name + " already exists.");
    }
  }

  synchronized void remove(String name) {
    Role role = find(name);
    if (!role.inline.isEmpty()) {
      throw new ApiException(
          409, "DeleteConflict", "Cannot delete entity, must delete policies first.");
    }
    if (!role.attached.isEmpty()) {
      throw new ApiException(
          409, "DeleteConflict", "Cannot delete entity, must detach all policies first.");
    }
    byName.remove(name);
  }

  synchronized <T> T with(String name, Function<Role, T> use) {
    return use.apply(find(name));
  }

  /** Returns the ARN of a role, or what it would be at the root without one. */
  synchronized String arn(String name, String otherwise) {
    Role role = byName.get(name);
    return role == null ? otherwise : role.arn;
  }

  synchronized <T> List<T> list(String pathPrefix, Function<Role, T> use) {
    List<T> all = new ArrayList<>();
    for (Role role : byName.values()) {
      if (role.path.startsWith(pathPrefix)) {
        all.add(use.apply(role));
      }
    }
    return all;
  }

  /** Returns what the roles look like. */
  public List<Look> looks() {
    return list(
        "/",
        role -> {
          Map<String, String> policies = new TreeMap<>();
          role.inline.forEach((name, policy) -> policies.put(name, policy.text()));
          return new Look(
              role.name,
              role.arn,
              role.created,
              Map.copyOf(role.tags),
              policies,
              List.copyOf(role.attached.keySet()));
        });
  }

  private Role find(String name) {
    Role role = byName.get(name);
    if (role == null) {
      throw new ApiException(
          404, "NoSuchEntity", "The role with name " + name + " cannot be found.");
    }
    return role;
  }

  /** Returns whether Lambda can assume a role; a new one it cannot for some calls. */
  public synchronized boolean assumableByLambda(String arn) {
    for (Role role : byName.values()) {
      if (role.arn.equals(arn)) {
        if (role.refusals > 0) {
          role.refusals--;
          return false;
        }
        return role.trust.trusts(LAMBDA);
      }
    }
    return false;
  }

  /** Returns whether a role may do something; one that does not exist may nothing. */
  public synchronized boolean may(String arn, Permission permission) {
    return byName.values().stream().anyMatch(role -> role.arn.equals(arn) && role.may(permission));
  }
}
