package io.faast.aws;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;

/** Options in the making, so that each way to change one names that one only. */
final class AwsOptionsDraft {
  private @Nullable String region;
  private @Nullable AwsCredentialsProvider credentials;
  private @Nullable String role;
  private @Nullable Architecture architecture;
  private List<String> subnets = List.of();
  private List<String> securityGroups = List.of();
  private List<String> layers = List.of();
  private int ephemeralStorageMb = 512;
  private Map<String, String> tags = Map.of();
  private @Nullable URI endpoint;
  private int logDays = 0;
  private boolean snapStart;
  private @Nullable Consumer<AwsClientBuilder<?, ?>> clientBuilders;
  private List<String> jvmOptions = List.of();

  AwsOptionsDraft() {}

  AwsOptionsDraft(AwsOptions from) {
    region = from.region();
    credentials = from.credentials();
    role = from.role();
    architecture = from.architecture();
    subnets = from.subnets();
    securityGroups = from.securityGroups();
    layers = from.layers();
    ephemeralStorageMb = from.ephemeralStorageMb();
    tags = from.tags();
    endpoint = from.endpoint();
    logDays = from.logDays();
    snapStart = from.snapStart();
    clientBuilders = from.clientBuilders();
    jvmOptions = from.jvmOptions();
  }

  AwsOptionsDraft region(String value) {
    region = value;
    return this;
  }

  AwsOptionsDraft credentials(AwsCredentialsProvider value) {
    credentials = value;
    return this;
  }

  AwsOptionsDraft role(String value) {
    role = value;
    return this;
  }

  AwsOptionsDraft architecture(Architecture value) {
    architecture = value;
    return this;
  }

  AwsOptionsDraft subnets(List<String> value) {
    subnets = value;
    return this;
  }

  AwsOptionsDraft securityGroups(List<String> value) {
    securityGroups = value;
    return this;
  }

  AwsOptionsDraft layers(List<String> value) {
    layers = value;
    return this;
  }

  AwsOptionsDraft ephemeralStorageMb(int value) {
    ephemeralStorageMb = value;
    return this;
  }

  AwsOptionsDraft tags(Map<String, String> value) {
    tags = value;
    return this;
  }

  AwsOptionsDraft endpoint(URI value) {
    endpoint = value;
    return this;
  }

  AwsOptionsDraft logDays(int value) {
    logDays = value;
    return this;
  }

  AwsOptionsDraft snapStart(boolean value) {
    snapStart = value;
    return this;
  }

  AwsOptionsDraft clientBuilders(Consumer<AwsClientBuilder<?, ?>> value) {
    clientBuilders = value;
    return this;
  }

  AwsOptionsDraft jvmOptions(List<String> value) {
    jvmOptions = value;
    return this;
  }

  AwsOptions build() {
    return new AwsOptions(
        region,
        credentials,
        role,
        architecture,
        subnets,
        securityGroups,
        layers,
        ephemeralStorageMb,
        tags,
        endpoint,
        logDays,
        snapStart,
        clientBuilders,
        jvmOptions);
  }
}
