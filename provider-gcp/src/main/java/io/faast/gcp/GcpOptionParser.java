package io.faast.gcp;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads options as the command line gives them. */
final class GcpOptionParser {
  private GcpOptionParser() {}

  static GcpOptions parse(Map<String, String> texts) {
    GcpOptionsDraft draft = new GcpOptionsDraft();
    texts.forEach((key, text) -> set(draft, key, text.strip()));
    return draft.build();
  }

  private static void set(GcpOptionsDraft draft, String key, String value) {
    switch (key) {
      case "project" -> draft.project(value);
      case "region" -> draft.region(value);
      case "service-account" -> draft.serviceAccount(value);
      case "invoker" -> draft.invoker(value);
      case "build-service-account" -> draft.buildServiceAccount(value);
      case "cpu" -> draft.cpu(fraction(value));
      case "instance-concurrency" -> draft.instanceConcurrency(number(key, value));
      case "max-instances" -> draft.maxInstances(number(key, value));
      case "vpc-connector" -> draft.vpcConnector(value);
      case "labels" -> draft.labels(labels(value));
      case "endpoint" -> draft.endpoint(endpoint(value));
      case "pubsub-endpoint" -> draft.pubsubEndpoint(value);
      case "jvm-options" ->
          draft.jvmOptions(value.isEmpty() ? List.of() : List.of(value.split("\\s+", -1)));
      default ->
          throw new IllegalArgumentException(
              "The Google Cloud provider has no option \""
                  + key
                  + "\"; it has project, region, service-account, invoker, build-service-account,"
                  + " cpu, instance-concurrency, max-instances, vpc-connector, labels, endpoint,"
                  + " pubsub-endpoint and jvm-options.");
    }
  }

  private static Map<String, String> labels(String value) {
    Map<String, String> labels = new LinkedHashMap<>();
    if (value.isEmpty()) {
      return labels;
    }
    for (String part : value.split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "labels has \"" + part + "\"; key=value, separated by commas, is needed");
      }
      labels.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
    }
    return labels;
  }

  private static URI endpoint(String value) {
    try {
      return URI.create(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("endpoint is \"" + value + "\", which is no URL", e);
    }
  }

  private static double fraction(String value) {
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("cpu is \"" + value + "\"; a number is needed", e);
    }
  }

  private static int number(String key, String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(key + " is \"" + value + "\"; a number is needed", e);
    }
  }
}
