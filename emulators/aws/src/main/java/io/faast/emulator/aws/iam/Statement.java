package io.faast.emulator.aws.iam;

import com.fasterxml.jackson.databind.JsonNode;
import io.faast.emulator.aws.core.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A statement of a policy. */
record Statement(
    boolean allows,
    boolean allActionsBut,
    List<String> actions,
    boolean allResourcesBut,
    List<String> resources,
    List<Condition> conditions,
    List<String> services) {

  /** One key of a condition block, and the values of which one must match. */
  record Condition(String operator, boolean ifExists, String key, List<String> values) {
    boolean holds(Permission permission) {
      String value = null;
      for (var entry : permission.context().entrySet()) {
        if (entry.getKey().equalsIgnoreCase(key)) {
          value = entry.getValue();
        }
      }
      String found = value;
      if (operator.equals("Null")) {
        return values.contains(Boolean.toString(found == null));
      }
      if (found == null) {
        return ifExists || operator.contains("Not");
      }
      boolean any =
          values.stream()
              .anyMatch(
                  wanted ->
                      (operator.endsWith("Equals") && !operator.startsWith("Arn"))
                          ? wanted.equals(found)
                          : Pattern.matches(wanted, found));
      return any != operator.contains("Not");
    }
  }

  static Statement read(JsonNode statement) {
    String effect = statement.path("Effect").asText();
    if (!effect.equals("Allow") && !effect.equals("Deny")) {
      throw Policy.malformed("Syntax errors in policy: Effect");
    }
    List<Condition> conditions = new ArrayList<>();
    for (Map.Entry<String, JsonNode> block : statement.path("Condition").properties()) {
      for (Map.Entry<String, JsonNode> key : block.getValue().properties()) {
        conditions.add(condition(block.getKey(), key));
      }
    }
    return new Statement(
        effect.equals("Allow"),
        statement.has("NotAction"),
        lower(texts(statement.path(statement.has("NotAction") ? "NotAction" : "Action"))),
        statement.has("NotResource"),
        texts(statement.path(statement.has("NotResource") ? "NotResource" : "Resource")),
        conditions,
        texts(statement.path("Principal").path("Service")));
  }

  private static Condition condition(String operator, Map.Entry<String, JsonNode> key) {
    boolean ifExists = operator.endsWith("IfExists");
    String plain =
        ifExists ? operator.substring(0, operator.length() - "IfExists".length()) : operator;
    switch (plain) {
      case "StringEquals",
          "StringNotEquals",
          "StringLike",
          "StringNotLike",
          "ArnEquals",
          "ArnLike",
          "ArnNotLike",
          "Null" -> {}
      default ->
          throw Policy.malformed("The emulator knows no condition operator " + operator + ".");
    }
    return new Condition(plain, ifExists, key.getKey(), texts(key.getValue()));
  }

  boolean covers(Permission permission) {
    String action = permission.action().toLowerCase(Locale.ROOT);
    return actions.stream().anyMatch(each -> Pattern.matches(each, action)) != allActionsBut
        && resources.stream().anyMatch(each -> Pattern.matches(each, permission.resource()))
            != allResourcesBut
        && conditions.stream().allMatch(each -> each.holds(permission));
  }

  boolean trusts(String service) {
    return services.contains(service)
        && actions.stream().anyMatch(each -> Pattern.matches(each, "sts:assumerole"));
  }

  private static List<String> texts(JsonNode value) {
    List<String> texts = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(each -> texts.add(each.asText()));
    } else if (!value.isMissingNode()) {
      texts.add(value.asText());
    }
    return texts;
  }

  private static List<String> lower(List<String> texts) {
    return texts.stream().map(each -> each.toLowerCase(Locale.ROOT)).toList();
  }
}
