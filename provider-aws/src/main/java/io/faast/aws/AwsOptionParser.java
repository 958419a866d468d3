package io.faast.aws;

import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads options as the command line gives them. */
final class AwsOptionParser {
  private AwsOptionParser() {}

  static AwsOptions parse(Map<String, String> texts) {
    AwsOptionsDraft draft = new AwsOptionsDraft();
    for (Map.Entry<String, String> entry : texts.entrySet()) {
      String value = entry.getValue().strip();
      draft =
          switch (entry.getKey()) {
            case "region" -> draft.region(value);
            case "role" -> draft.role(value);
            case "architecture" -> draft.architecture(architecture(value));
            case "subnets" -> draft.subnets(list(value));
            case "security-groups" -> draft.securityGroups(list(value));
            case "layers" -> draft.layers(list(value));
            case "ephemeral-storage-mb" ->
                draft.ephemeralStorageMb(number("ephemeral-storage-mb", value));
            case "tags" -> draft.tags(tags(value));
            case "endpoint" -> draft.endpoint(endpoint(value));
            case "log-days" -> draft.logDays(number("log-days", value));
            case "snap-start" -> draft.snapStart(yes("snap-start", value));
            case "jvm-options" ->
                draft.jvmOptions(value.isEmpty() ? List.of() : List.of(value.split("\\s+", -1)));
            default ->
                throw new IllegalArgumentException(
                    "The AWS provider has no option \""
                        + entry.getKey()
                        + "\"; it has region, role, architecture, subnets, security-groups, layers,"
                        + " ephemeral-storage-mb, tags, endpoint, log-days, snap-start and"
                        + " jvm-options.");
          };
    }
    return draft.build();
  }

  private static Architecture architecture(String value) {
    return Arrays.stream(Architecture.values())
        .filter(architecture -> architecture.id().equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "architecture is \"" + value + "\"; it can be arm64 or x86_64"));
  }

  private static List<String> list(String value) {
    return value.isEmpty()
        ? List.of()
        : Arrays.stream(value.split(",", -1)).map(String::strip).toList();
  }

  private static Map<String, String> tags(String value) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (String part : list(value)) {
      int equals = part.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "tags has \"" + part + "\"; key=value, separated by commas, is needed");
      }
      tags.put(part.substring(0, equals), part.substring(equals + 1));
    }
    return tags;
  }

  private static URI endpoint(String value) {
    try {
      return URI.create(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("endpoint is \"" + value + "\", which is no URL", e);
    }
  }

  private static boolean yes(String key, String value) {
    return switch (value) {
      case "true", "on" -> true;
      case "false", "off" -> false;
      default ->
          throw new IllegalArgumentException(key + " is \"" + value + "\"; it can be on or off");
    };
  }

  private static int number(String key, String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(key + " is \"" + value + "\"; a number is needed", e);
    }
  }
}
