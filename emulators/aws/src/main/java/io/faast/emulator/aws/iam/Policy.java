package io.faast.emulator.aws.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faast.emulator.aws.core.ApiException;
import io.faast.emulator.aws.core.Permission;
import io.faast.emulator.core.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A policy document, after "IAM JSON policy reference" of IAM's user guide. What it could say and
 * this class does not understand is an error, lest a policy seem to hold that was never looked at.
 */
final class Policy {
  private static final Set<String> FIELDS =
      Set.of(
          "Sid",
          "Effect",
          "Principal",
          "Action",
          "NotAction",
          "Resource",
          "NotResource",
          "Condition");

  private final List<Statement> statements;
  private final String text;

  private Policy(List<Statement> statements, String text) {
    this.statements = statements;
    this.text = text;
  }

  /** Reads the policy of an identity. */
  static Policy ofIdentity(String text) {
    return read(text, false);
  }

  /** Reads the trust policy of a role: it names a principal instead of a resource. */
  static Policy ofTrust(String text) {
    return read(text, true);
  }

  private static Policy read(String text, boolean trust) {
    ObjectNode document;
    try {
      document = Json.read(text.getBytes(StandardCharsets.UTF_8));
    } catch (Json.Malformed e) {
      throw malformed("Syntax errors in policy.");
    }
    JsonNode version = document.path("Version");
    if (!version.isMissingNode()
        && !Set.of("2012-10-17", "2008-10-17").contains(version.asText())) {
      throw malformed("The policy must contain a valid version string");
    }
    JsonNode statement = document.path("Statement");
    List<Statement> statements = new ArrayList<>();
    for (JsonNode each : statement.isArray() ? statement : List.of(statement)) {
      if (!each.isObject()) {
        throw malformed("Syntax errors in policy.");
      }
      each.fieldNames()
          .forEachRemaining(
              field -> {
                if (!FIELDS.contains(field)) {
                  throw malformed("Syntax errors in policy: " + field);
                }
              });
      boolean placed = each.has("Resource") || each.has("NotResource");
      if (trust ? placed || !each.has("Principal") : !placed || each.has("Principal")) {
        throw malformed(
            trust
                ? "Has prohibited field Resource."
                : placed
                    ? "Policy document should not specify a principal."
                    : "Policy statement must contain resources.");
      }
      if (!each.has("Action") && !each.has("NotAction")) {
        throw malformed("Policy statement must contain actions.");
      }
      statements.add(Statement.read(each));
    }
    return new Policy(statements, text);
  }

  static ApiException malformed(String message) {
    return new ApiException(400, "MalformedPolicyDocument", message);
  }

  boolean denies(Permission permission) {
    return statements.stream().anyMatch(each -> !each.allows() && each.covers(permission));
  }

  boolean allows(Permission permission) {
    return statements.stream().anyMatch(each -> each.allows() && each.covers(permission));
  }

  /** Returns whether a trust policy lets a service assume the role. */
  boolean trusts(String servicePrincipal) {
    return statements.stream().anyMatch(each -> each.allows() && each.trusts(servicePrincipal));
  }

  String text() {
    return text;
  }
}
