package io.faast.emulator.aws.iam;

import io.faast.emulator.aws.core.ApiException;
import io.faast.emulator.aws.core.Call;
import io.faast.emulator.aws.core.Operation;
import io.faast.emulator.aws.core.Permission;
import io.faast.emulator.aws.core.Place;
import io.faast.emulator.aws.core.Protocol;
import io.faast.emulator.aws.core.Service;
import io.faast.emulator.aws.core.Xml;
import io.faast.emulator.core.Request;
import io.faast.emulator.core.Response;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Roles: their making, policies and tags, after IAM's API reference. */
public final class IamService implements Service {
  private static final String NAMESPACE = "https://iam.amazonaws.com/doc/2010-05-08/";
  private static final int PAGE = 100;
  private static final int INLINE_LIMIT = 10_240;

  private final Place place;
  private final Roles roles;
  private final int refusals;

  /**
   * Begins.
   *
   * @param refusals how often Lambda cannot assume a new role
   */
  public IamService(Place place, Roles roles, int refusals) {
    this.place = place;
    this.roles = roles;
    this.refusals = refusals;
  }

  @Override
  public String name() {
    return "iam";
  }

  @Override
  public Protocol protocol() {
    return Protocol.QUERY;
  }

  @Override
  public Operation operation(Request request) {
    Form form = Form.of(request);
    String action = form.get("Action");
    return switch (action) {
      case "CreateRole" -> create(form);
      case "GetRole" -> role(form, (xml, role) -> describe(xml.open("Role"), role).close());
      case "DeleteRole" -> change(form, role -> {}, () -> roles.remove(form.get("RoleName")));
      case "ListRoles" -> list(form);
      case "PutRolePolicy" -> change(form, role -> putPolicy(role, form), () -> {});
      case "GetRolePolicy" -> role(form, (xml, role) -> getPolicy(xml, role, form));
      case "DeleteRolePolicy" ->
          change(form, role -> drop(role.inline, form.get("PolicyName"), role), () -> {});
      case "ListRolePolicies" ->
          role(form, (xml, role) -> names(xml, "PolicyNames", List.copyOf(role.inline.keySet())));
      case "AttachRolePolicy" ->
          change(form, role -> attach(role, form.get("PolicyArn")), () -> {});
      case "DetachRolePolicy" ->
          change(form, role -> drop(role.attached, form.get("PolicyArn"), role), () -> {});
      case "ListAttachedRolePolicies" -> role(form, IamService::attached);
      case "TagRole" -> change(form, role -> role.tags.putAll(form.tags()), () -> {});
      case "UntagRole" ->
          change(form, role -> role.tags.keySet().removeAll(form.list("TagKeys")), () -> {});
      case "ListRoleTags" ->
          role(form, (xml, role) -> tags(xml, role.tags).text("IsTruncated", "false"));
      case "UpdateAssumeRolePolicy" ->
          change(form, role -> role.trust = Policy.ofTrust(form.get("PolicyDocument")), () -> {});
      default ->
          throw new ApiException(
              400, "InvalidAction", "The emulator does not know the operation iam:" + action);
    };
  }

  private Operation create(Form form) {
    String name = form.get("RoleName");
    String path = form.get("Path", "/");
    check(name.matches("[\\w+=,.@-]{1,64}"), "roleName", name);
    check(path.matches("/|/[\\x21-\\x7e]{1,510}/"), "path", path);
    String arn = place.iam("role" + path + name);
    List<Permission> needed = new ArrayList<>();
    needed.add(new Permission("iam:CreateRole", arn).withRequestTags(form.tags()));
    if (!form.tags().isEmpty()) {
      needed.add(new Permission("iam:TagRole", arn).withRequestTags(form.tags()));
    }
    return Operation.now(
        "CreateRole",
        needed,
        call -> {
          Role role =
              new Role(
                  name,
                  path,
                  arn,
                  "AROA" + UUID.randomUUID().toString().replace("-", "").substring(0, 17),
                  place.clock().instant().truncatedTo(ChronoUnit.SECONDS),
                  form.get("Description", ""),
                  Integer.parseInt(form.get("MaxSessionDuration", "3600")),
                  Policy.ofTrust(form.get("AssumeRolePolicyDocument")),
                  refusals);
          role.tags.putAll(form.tags());
          roles.add(role);
          Xml xml = begin("CreateRole").open("Role");
          return end(describe(xml, role).close(), call);
        });
  }

  private Operation role(Form form, BiConsumer<Xml, Role> answer) {
    String action = form.get("Action");
    return Operation.now(
        action,
        List.of(permission(form)),
        call -> {
          Xml xml = begin(action);
          roles.with(
              form.get("RoleName"),
              role -> {
                answer.accept(xml, role);
                return role;
              });
          return end(xml, call);
        });
  }

  private Operation change(Form form, Consumer<Role> change, Runnable then) {
    String action = form.get("Action");
    return Operation.now(
        action,
        List.of(permission(form).withRequestTags(form.tags())),
        call -> {
          roles.with(
              form.get("RoleName"),
              role -> {
                change.accept(role);
                return role;
              });
          then.run();
          Xml xml = new Xml(action + "Response", NAMESPACE);
          xml.open("ResponseMetadata").text("RequestId", call.requestId()).close();
          return protocol().answer(200, xml);
        });
  }

  private Permission permission(Form form) {
    String name = form.get("RoleName");
    String action = "iam:" + form.get("Action");
    Permission permission =
        new Permission(action, roles.arn(name, place.iam("role/" + name)))
            .withResourceTags(tagsOf(name));
    String policy = form.optional("PolicyArn");
    return policy == null ? permission : permission.with("iam:PolicyARN", policy);
  }

  private Map<String, String> tagsOf(String name) {
    return roles.looks().stream()
        .filter(role -> role.name().equals(name))
        .findFirst()
        .map(Roles.Look::tags)
        .orElse(Map.of());
  }

  private Operation list(Form form) {
    String prefix = form.get("PathPrefix", "/");
    return Operation.now(
        "ListRoles",
        List.of(new Permission("iam:ListRoles", place.iam("role" + prefix))),
        call -> {
          int from = Integer.parseInt(form.get("Marker", "0"));
          int size = Integer.parseInt(form.get("MaxItems", String.valueOf(PAGE)));
          Xml xml = begin("ListRoles").open("Roles");
          List<Role> all = roles.list(prefix, role -> role);
          int to = Math.min(all.size(), from + size);
          all.subList(Math.min(from, to), to)
              .forEach(role -> outline(xml.open("member"), role).close());
          xml.close().text("IsTruncated", String.valueOf(to < all.size()));
          return end(to < all.size() ? xml.text("Marker", String.valueOf(to)) : xml, call);
        });
  }

  private static void putPolicy(Role role, Form form) {
    String document = form.get("PolicyDocument");
    check(
        form.get("PolicyName").matches("[\\w+=,.@-]{1,128}"), "policyName", form.get("PolicyName"));
    Policy policy = Policy.ofIdentity(document);
    int others =
        role.inline.entrySet().stream()
            .filter(each -> !each.getKey().equals(form.get("PolicyName")))
            .mapToInt(each -> size(each.getValue().text()))
            .sum();
    if (others + size(document) > INLINE_LIMIT) {
      throw new ApiException(
          409,
          "LimitExceeded",
          "Maximum policy size of " + INLINE_LIMIT + " bytes exceeded for role " + role.name);
    }
    role.inline.put(form.get("PolicyName"), policy);
  }

  /** White space does not count: "IAM and AWS STS quotas". */
  private static int size(String document) {
    return document.replaceAll("\\s", "").length();
  }

  private static void getPolicy(Xml xml, Role role, Form form) {
    String name = form.get("PolicyName");
    Policy policy = role.inline.get(name);
    if (policy == null) {
      throw missing(name, role);
    }
    xml.text("RoleName", role.name).text("PolicyName", name);
    xml.text("PolicyDocument", Hashes.uriEncode(policy.text()));
  }

  private static void attach(Role role, String arn) {
    Policy policy = ManagedPolicies.find(arn);
    if (policy == null) {
      throw new ApiException(
          404, "NoSuchEntity", "Policy " + arn + " does not exist or is not attachable.");
    }
    role.attached.put(arn, policy);
  }

  private static void drop(Map<String, Policy> policies, String name, Role role) {
    if (policies.remove(name) == null) {
      throw missing(name, role);
    }
  }

  private static ApiException missing(String policy, Role role) {
    return new ApiException(
        404,
        "NoSuchEntity",
        "The role policy with name " + policy + " cannot be found for role " + role.name + ".");
  }

  private static void attached(Xml xml, Role role) {
    xml.open("AttachedPolicies");
    for (String arn : role.attached.keySet()) {
      xml.open("member").text("PolicyName", arn.substring(arn.lastIndexOf('/') + 1));
      xml.text("PolicyArn", arn).close();
    }
    xml.close().text("IsTruncated", "false");
  }

  private static void names(Xml xml, String list, List<String> names) {
    xml.open(list);
    names.forEach(name -> xml.text("member", name));
    xml.close().text("IsTruncated", "false");
  }

  private static Xml describe(Xml xml, Role role) {
    return tags(outline(xml, role), role.tags);
  }

  /** Lists do not tell tags. */
  private static Xml outline(Xml xml, Role role) {
    xml.text("Path", role.path).text("RoleName", role.name).text("RoleId", role.id);
    xml.text("Arn", role.arn).text("CreateDate", role.created.toString());
    xml.text("AssumeRolePolicyDocument", Hashes.uriEncode(role.trust.text()));
    if (!role.description.isEmpty()) {
      xml.text("Description", role.description);
    }
    return xml.text("MaxSessionDuration", String.valueOf(role.maxSessionSeconds));
  }

  private static Xml tags(Xml xml, Map<String, String> tags) {
    xml.open("Tags");
    tags.forEach((key, value) -> xml.open("member").text("Key", key).text("Value", value).close());
    return xml.close();
  }

  private static Xml begin(String action) {
    return new Xml(action + "Response", NAMESPACE).open(action + "Result");
  }

  private Response end(Xml xml, Call call) {
    xml.close().open("ResponseMetadata").text("RequestId", call.requestId()).close();
    return protocol().answer(200, xml);
  }

  private static void check(boolean holds, String what, String value) {
    if (!holds) {
      throw new ApiException(
          400,
          "ValidationError",
          "1 validation error detected: Value '"
              + value
              + "' at '"
              + what
              + "' failed to satisfy constraint: Member must satisfy regular expression pattern");
    }
  }
}
