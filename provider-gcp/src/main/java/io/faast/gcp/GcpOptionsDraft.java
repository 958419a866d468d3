package io.faast.gcp;

import com.google.auth.oauth2.GoogleCredentials;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Options in the making, so that each way to change one names that one only. */
final class GcpOptionsDraft {
  private @Nullable String project;
  private @Nullable String region;
  private @Nullable GoogleCredentials credentials;
  private @Nullable String serviceAccount;
  private @Nullable String invoker;
  private @Nullable String buildServiceAccount;
  private double cpu;
  private int instanceConcurrency = 1;
  private int maxInstances;
  private @Nullable String vpcConnector;
  private Map<String, String> labels = Map.of();
  private @Nullable URI endpoint;
  private @Nullable String pubsubEndpoint;
  private List<String> jvmOptions = List.of();

  GcpOptionsDraft() {}

  GcpOptionsDraft(GcpOptions from) {
    project = from.project();
    region = from.region();
    credentials = from.credentials();
    serviceAccount = from.serviceAccount();
    invoker = from.invoker();
    buildServiceAccount = from.buildServiceAccount();
    cpu = from.cpu();
    instanceConcurrency = from.instanceConcurrency();
    maxInstances = from.maxInstances();
    vpcConnector = from.vpcConnector();
    labels = from.labels();
    endpoint = from.endpoint();
    pubsubEndpoint = from.pubsubEndpoint();
    jvmOptions = from.jvmOptions();
  }

  GcpOptionsDraft project(String value) {
    project = value;
    return this;
  }

  GcpOptionsDraft region(String value) {
    region = value;
    return this;
  }

  GcpOptionsDraft credentials(GoogleCredentials value) {
    credentials = value;
    return this;
  }

  GcpOptionsDraft serviceAccount(String value) {
    serviceAccount = value;
    return this;
  }

  GcpOptionsDraft invoker(String value) {
    invoker = value;
    return this;
  }

  GcpOptionsDraft buildServiceAccount(String value) {
    buildServiceAccount = value;
    return this;
  }

  GcpOptionsDraft cpu(double value) {
    cpu = value;
    return this;
  }

  GcpOptionsDraft instanceConcurrency(int value) {
    instanceConcurrency = value;
    return this;
  }

  GcpOptionsDraft maxInstances(int value) {
    maxInstances = value;
    return this;
  }

  GcpOptionsDraft vpcConnector(String value) {
    vpcConnector = value;
    return this;
  }

  GcpOptionsDraft labels(Map<String, String> value) {
    labels = value;
    return this;
  }

  GcpOptionsDraft endpoint(URI value) {
    endpoint = value;
    return this;
  }

  GcpOptionsDraft pubsubEndpoint(String value) {
    pubsubEndpoint = value;
    return this;
  }

  GcpOptionsDraft jvmOptions(List<String> value) {
    jvmOptions = value;
    return this;
  }

  GcpOptions build() {
    return new GcpOptions(
        project,
        region,
        credentials,
        serviceAccount,
        invoker,
        buildServiceAccount,
        cpu,
        instanceConcurrency,
        maxInstances,
        vpcConnector,
        labels,
        endpoint,
        pubsubEndpoint,
        jvmOptions);
  }
}
