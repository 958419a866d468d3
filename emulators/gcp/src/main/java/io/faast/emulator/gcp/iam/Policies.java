package io.faast.emulator.gcp.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faast.emulator.core.Json;
import io.faast.emulator.gcp.core.ApiException;
import io.faast.emulator.gcp.core.Permission;
import io.faast.emulator.gcp.core.Place;
import io.faast.emulator.gcp.core.Status;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The allow policies of the project and of what is in it. A new grant does not work everywhere at
 * once: the first so many calls that need it are refused. Conditions are not known. Thread-safe.
 */
public final class Policies {
  private static final Set<String> EVERYBODY = Set.of("allUsers", "allAuthenticatedUsers");

  private final Place place;
  private final ServiceAccounts accounts;
  private final int refusals;
  private final Map<String, Policy> byResource = new TreeMap<>();

  /** What users may do without a policy, as a role of their own in the project. */
  private final Map<String, Predicate<String>> granted = new TreeMap<>();

  private record Grant(String role, String member) {}

  private static final class Policy {
    final Map<Grant, Integer> refusalsLeft = new LinkedHashMap<>();
    long version;

    String etag() {
      return Base64.getEncoder().encodeToString(("v" + version).getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Begins with what Google grants its own service agents. */
  public Policies(Place place, ServiceAccounts accounts, int refusals) {
    this.place = place;
    this.accounts = accounts;
    this.refusals = refusals;
    policy(place.projectName())
        .refusalsLeft
        .put(new Grant("roles/pubsub.serviceAgent", "serviceAccount:" + place.agent("pubsub")), 0);
  }

  /** Lets a member do in the whole project what {@code may} holds for, by permission. */
  public synchronized void grant(String member, Predicate<String> may) {
    granted.put(member, may);
  }

  /** Returns the policy of something. */
  public synchronized ObjectNode get(String resource) {
    Policy policy = byResource.getOrDefault(named(resource), new Policy());
    Map<String, Set<String>> bindings = new TreeMap<>();
    for (Grant grant : policy.refusalsLeft.keySet()) {
      bindings.computeIfAbsent(grant.role, role -> new TreeSet<>()).add(grant.member);
    }
    ObjectNode document = Json.object().put("version", 1).put("etag", policy.etag());
    ArrayNode list = document.putArray("bindings");
    bindings.forEach(
        (role, members) -> {
          ArrayNode of = list.addObject().put("role", role).putArray("members");
          members.forEach(of::add);
        });
    return document;
  }

  /**
   * Replaces the policy of something.
   *
   * @throws ApiException if it grants an unknown role, or to an account that does not exist, or was
   *     read before another change
   */
  public synchronized ObjectNode set(String resource, JsonNode document) {
    List<Grant> grants = grants(document);
    Policy policy = policy(resource);
    String etag = document.path("etag").asText("");
    if (!etag.isEmpty() && !etag.equals(policy.etag())) {
      throw new ApiException(
          Status.ABORTED,
          "There were concurrent policy changes. Please retry the whole read-modify-write with"
              + " exponential backoff.");
    }
    policy.refusalsLeft.keySet().retainAll(grants);
    grants.forEach(grant -> policy.refusalsLeft.putIfAbsent(grant, refusals));
    policy.version++;
    return get(resource);
  }

  private List<Grant> grants(JsonNode document) {
    List<Grant> grants = new ArrayList<>();
    for (JsonNode binding : document.path("bindings")) {
      String role = binding.path("role").asText();
      if (PredefinedRoles.of(role).isEmpty()) {
        throw new ApiException(
            Status.INVALID_ARGUMENT, "Role " + role + " is not supported for this resource.");
      }
      if (binding.has("condition")) {
        throw new ApiException(Status.UNIMPLEMENTED, "The emulator knows no conditions");
      }
      for (JsonNode member : binding.path("members")) {
        check(member.asText());
        grants.add(new Grant(role, member.asText()));
      }
    }
    return grants;
  }

  private void check(String member) {
    String own = "@" + place.project() + ".iam.gserviceaccount.com";
    if (member.startsWith("serviceAccount:") && member.endsWith(own)) {
      var unused = accounts.use(member.substring(member.indexOf(':') + 1), Status.INVALID_ARGUMENT);
    } else if (!EVERYBODY.contains(member)
        && !member.matches("(user|group|serviceAccount|deleted:serviceAccount):\\S+@\\S+")) {
      throw new ApiException(Status.INVALID_ARGUMENT, "Invalid member: " + member);
    }
  }

  /** Returns whether a member may do something, by the policy of what it touches or above. */
  public synchronized boolean allows(String member, Permission wanted) {
    Predicate<String> own = granted.get(member);
    if (own != null && own.test(wanted.name())) {
      return true;
    }
    List<Map.Entry<Grant, Integer>> notYet = new ArrayList<>();
    for (String level : levels(wanted.resource())) {
      for (Map.Entry<Grant, Integer> each : policy(level).refusalsLeft.entrySet()) {
        if (holds(each.getKey(), member, wanted.name())) {
          if (each.getValue() <= 0) {
            return true;
          }
          notYet.add(each);
        }
      }
    }
    notYet.forEach(each -> each.setValue(each.getValue() - 1));
    return false;
  }

  private static boolean holds(Grant grant, String member, String permission) {
    return (grant.member.equals(member) || EVERYBODY.contains(grant.member))
        && PredefinedRoles.of(grant.role).filter(role -> role.test(permission)).isPresent();
  }

  private List<String> levels(String resource) {
    List<String> levels = new ArrayList<>();
    String name = named(resource);
    levels.add(name);
    int object = name.indexOf("/objects/");
    if (name.startsWith("projects/_/buckets/") && object > 0) {
      levels.add(name.substring(0, object));
    }
    if (!name.equals(place.projectName())) {
      levels.add(place.projectName());
    }
    return levels;
  }

  private String named(String resource) {
    return resource.startsWith("projects/-/")
        ? place.projectName() + resource.substring("projects/-".length())
        : resource;
  }

  private Policy policy(String resource) {
    return byResource.computeIfAbsent(named(resource), name -> new Policy());
  }

  /** Forgets the policy of something that is deleted. */
  public synchronized void forget(String resource) {
    byResource.remove(named(resource));
  }

  /**
   * Lets no grant reach an account that is deleted, not even if there is one of that name again.
   */
  synchronized void forgetMember(ServiceAccount account) {
    String member = "serviceAccount:" + account.email();
    String gone = "deleted:" + member + "?uid=" + account.uniqueId();
    for (Policy policy : byResource.values()) {
      for (Grant grant : List.copyOf(policy.refusalsLeft.keySet())) {
        if (grant.member.equals(member)) {
          policy.refusalsLeft.remove(grant);
          policy.refusalsLeft.put(new Grant(grant.role, gone), 0);
        }
      }
    }
  }

  /** Returns the policies of everything that has one with grants, by relative name. */
  public synchronized Map<String, ObjectNode> all() {
    Map<String, ObjectNode> all = new TreeMap<>();
    byResource.forEach(
        (name, policy) -> {
          if (!policy.refusalsLeft.isEmpty()) {
            all.put(name, get(name));
          }
        });
    return all;
  }
}
