package io.faast.emulator.aws.iam;

import io.faast.emulator.aws.core.Permission;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A role. Guarded by {@link Roles}. */
final class Role {
  final String name;
  final String path;
  final String arn;
  final String id;
  final Instant created;
  final String description;
  final int maxSessionSeconds;
  Policy trust;
  final Map<String, Policy> inline = new TreeMap<>();
  final Map<String, Policy> attached = new LinkedHashMap<>();
  final Map<String, String> tags = new TreeMap<>();

  /** How often Lambda still says that it cannot assume the role. */
  int refusals;

  Role(
      String name,
      String path,
      String arn,
      String id,
      Instant created,
      String description,
      int maxSessionSeconds,
      Policy trust,
      int refusals) {
    this.name = name;
    this.path = path;
    this.arn = arn;
    this.id = id;
    this.created = created;
    this.description = description;
    this.maxSessionSeconds = maxSessionSeconds;
    this.trust = trust;
    this.refusals = refusals;
  }

  boolean may(Permission permission) {
    List<Policy> all = Stream.concat(inline.values().stream(), attached.values().stream()).toList();
    return all.stream().noneMatch(policy -> policy.denies(permission))
        && all.stream().anyMatch(policy -> policy.allows(permission));
  }
}
