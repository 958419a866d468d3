package io.faast.aws;

import io.faast.spi.ProviderOptions;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;

/**
 * Options of the AWS provider.
 *
 * @param region where the functions run, such as {@code eu-west-1}; null (the default) for what the
 *     SDK finds in {@code AWS_REGION}, the profile, or the machine
 * @param credentials who calls AWS; null (the default) for what the SDK finds in the environment,
 *     the profile, or the machine
 * @param role ARN of the role that the functions run as. It is never modified. Null (the default)
 *     for {@code faast-worker}, which is created when it is missing, may do nothing but what the
 *     worker itself needs, and stays in the account
 * @param architecture processor of the functions; null (the default) for arm64, unless the bundle
 *     has native libraries: then x86-64
 * @param subnets ids of the VPC's subnets, at most 16, to run in; none by default. A VPC needs a
 *     {@code role} of its own, which may make network interfaces
 * @param securityGroups ids of the VPC's security groups, at most 5; none by default
 * @param layers ARNs of layer versions, at most 5; none by default
 * @param ephemeralStorageMb size of {@code /tmp}, in MiB, 512 to 10,240; 512 by default
 * @param tags further tags of everything that is created, at most 30; none by default. Their keys
 *     do not begin with {@code faast:} or {@code aws:}
 * @param endpoint where all services are called, for emulators; null (the default) for AWS, or what
 *     {@code AWS_ENDPOINT_URL} says
 * @param logDays for how long logs stay after the end of a run, in days, one of those that
 *     CloudWatch knows (1, 3, 5, 7, 14, 30 …); 0 (the default) to delete them with everything else
 * @param snapStart whether instances begin with a snapshot of a started one; off by default. Cold
 *     starts are shorter then, and a deployment takes minutes longer, so it is for runs with many
 *     cold starts. What the module's constructor made (identities, connections, seeds of random
 *     numbers) is the same in all instances. It costs nothing for Java, and has a {@code /tmp} of
 *     512 MiB only
 * @param clientBuilders changes the builders of all clients of the SDK before they are used, such
 *     as their endpoint, HTTP client or interceptors; null (the default) changes nothing. Calls of
 *     functions are never tried again by the SDK, whatever is set, and are given up when they take
 *     90 s longer than the timeout. An HTTP client that is set here is not closed
 * @param jvmOptions further options of the functions' JVMs; none by default. Lambda's own runtimes
 *     stop at the first compiler and share the classes of the JDK, and what they set themselves
 *     they set after these
 */
public record AwsOptions(
    @Nullable String region,
    @Nullable AwsCredentialsProvider credentials,
    @Nullable String role,
    @Nullable Architecture architecture,
    List<String> subnets,
    List<String> securityGroups,
    List<String> layers,
    int ephemeralStorageMb,
    Map<String, String> tags,
    @Nullable URI endpoint,
    int logDays,
    boolean snapStart,
    @Nullable Consumer<AwsClientBuilder<?, ?>> clientBuilders,
    List<String> jvmOptions)
    implements ProviderOptions {
  private static final AwsOptions DEFAULTS = new AwsOptionsDraft().build();

  /**
   * Takes copies and checks the values.
   *
   * @throws IllegalArgumentException if one is out of range; the message says which
   */
  public AwsOptions {
    subnets = List.copyOf(subnets);
    securityGroups = List.copyOf(securityGroups);
    layers = List.copyOf(layers);
    tags = Map.copyOf(tags);
    jvmOptions = List.copyOf(jvmOptions);
    AwsOptionChecks.check(
        region,
        role,
        subnets,
        securityGroups,
        layers,
        ephemeralStorageMb,
        tags,
        endpoint,
        logDays,
        snapStart,
        jvmOptions);
  }

  /** Returns the options that hold where the user gives none. */
  public static AwsOptions defaults() {
    return DEFAULTS;
  }

  /** Returns these options with another region. */
  public AwsOptions withRegion(String choice) {
    return draft().region(choice).build();
  }

  /** Returns these options with other credentials. */
  public AwsOptions withCredentials(AwsCredentialsProvider choice) {
    return draft().credentials(choice).build();
  }

  /** Returns these options with the ARN of a role that is there already. */
  public AwsOptions withRole(String arn) {
    return draft().role(arn).build();
  }

  /** Returns these options with that architecture, whatever the bundle has. */
  public AwsOptions withArchitecture(Architecture choice) {
    return draft().architecture(choice).build();
  }

  /** Returns these options inside a VPC. */
  public AwsOptions withVpc(List<String> subnetIds, List<String> securityGroupIds) {
    return draft().subnets(subnetIds).securityGroups(securityGroupIds).build();
  }

  /** Returns these options with other layers. */
  public AwsOptions withLayers(String... arns) {
    return draft().layers(List.of(arns)).build();
  }

  /** Returns these options with another size of {@code /tmp}, in MiB. */
  public AwsOptions withEphemeralStorageMb(int megabytes) {
    return draft().ephemeralStorageMb(megabytes).build();
  }

  /** Returns these options with other tags. */
  public AwsOptions withTags(Map<String, String> choice) {
    return draft().tags(choice).build();
  }

  /** Returns these options with all services at one place. */
  public AwsOptions withEndpoint(URI choice) {
    return draft().endpoint(choice).build();
  }

  /** Returns these options with logs kept for some days after the end of a run. */
  public AwsOptions withLogDays(int days) {
    return draft().logDays(days).build();
  }

  /** Returns these options with instances that begin with a snapshot, or not. */
  public AwsOptions withSnapStart(boolean choice) {
    return draft().snapStart(choice).build();
  }

  /** Returns these options with something that changes the builders of the SDK's clients. */
  public AwsOptions withClientBuilders(Consumer<AwsClientBuilder<?, ?>> change) {
    return draft().clientBuilders(change).build();
  }

  /** Returns these options with other JVM options. */
  public AwsOptions withJvmOptions(String... options) {
    return draft().jvmOptions(List.of(options)).build();
  }

  private AwsOptionsDraft draft() {
    return new AwsOptionsDraft(this);
  }

  @Override
  public String provider() {
    return AwsProvider.NAME;
  }
}
