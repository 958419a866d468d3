package io.faast.gcp;

import com.google.auth.oauth2.GoogleCredentials;
import io.faast.spi.ProviderOptions;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Options of the Google Cloud provider.
 *
 * @param project id of the project that the functions run in; null (the default) for what {@code
 *     GOOGLE_CLOUD_PROJECT} or the credentials name
 * @param region where the functions run, such as {@code europe-west1}; null (the default) for
 *     {@code GOOGLE_CLOUD_REGION}, or else {@code us-central1}
 * @param credentials who calls Google; null (the default) for the Application Default Credentials
 * @param serviceAccount e-mail address of the account that the functions run as. It is never
 *     modified. Null (the default) for {@code faast-worker}, which is created when it is missing,
 *     has no role of its own, and stays in the project
 * @param invoker e-mail address of the account that calls come from where the credentials cannot
 *     make ID tokens of their own, and in queue mode. It is never modified. Null (the default) for
 *     {@code faast-invoker}, which is created when it is needed and missing, and stays
 * @param buildServiceAccount e-mail address of the account that Cloud Build builds as; null (the
 *     default) for the project's own choice
 * @param cpu vCPUs of an instance: 0.08 to 1 in steps of 0.001, or 1, 2, 4, 6 or 8; 0 (the default)
 *     for what Google gives to the memory, with a whole one from 2 GiB on
 * @param instanceConcurrency how many calls one instance serves at a time, 1 to 1,000; 1 by
 *     default. They share the instance's memory and static state, and a crash ends them all; more
 *     than one needs a whole vCPU
 * @param maxInstances the most instances at a time, 1 to 1,000; 0 (the default) for as many as the
 *     run's concurrency needs
 * @param vpcConnector name of a Serverless VPC Access connector in the same region, or its full
 *     resource name; null (the default) for none
 * @param labels further labels of everything that is created, at most 30; none by default. Their
 *     keys do not begin with {@code faast-}
 * @param endpoint where all services but Pub/Sub's gRPC are called, for emulators; null (the
 *     default) for Google
 * @param pubsubEndpoint host and port where Pub/Sub is called in plain text, for emulators; null
 *     (the default) for Google
 * @param jvmOptions further options of the functions' JVMs; none by default
 */
public record GcpOptions(
    @Nullable String project,
    @Nullable String region,
    @Nullable GoogleCredentials credentials,
    @Nullable String serviceAccount,
    @Nullable String invoker,
    @Nullable String buildServiceAccount,
    double cpu,
    int instanceConcurrency,
    int maxInstances,
    @Nullable String vpcConnector,
    Map<String, String> labels,
    @Nullable URI endpoint,
    @Nullable String pubsubEndpoint,
    List<String> jvmOptions)
    implements ProviderOptions {
  private static final GcpOptions DEFAULTS = new GcpOptionsDraft().build();

  /**
   * Takes copies and checks the values.
   *
   * @throws IllegalArgumentException if one is out of range; the message says which
   */
  public GcpOptions {
    labels = Map.copyOf(labels);
    jvmOptions = List.copyOf(jvmOptions);
    GcpOptionChecks.places(project, region, vpcConnector, endpoint, pubsubEndpoint);
    GcpOptionChecks.accounts(serviceAccount, invoker, buildServiceAccount);
    GcpOptionChecks.instances(cpu, instanceConcurrency, maxInstances);
    GcpOptionChecks.labels(labels);
    GcpOptionChecks.jvmOptions(jvmOptions);
  }

  /** Returns the options that hold where the user gives none. */
  public static GcpOptions defaults() {
    return DEFAULTS;
  }

  /** Returns these options with another project. */
  public GcpOptions withProject(String id) {
    return draft().project(id).build();
  }

  /** Returns these options with another region. */
  public GcpOptions withRegion(String choice) {
    return draft().region(choice).build();
  }

  /** Returns these options with other credentials. */
  public GcpOptions withCredentials(GoogleCredentials choice) {
    return draft().credentials(choice).build();
  }

  /** Returns these options with the account that the functions run as, which is there already. */
  public GcpOptions withServiceAccount(String email) {
    return draft().serviceAccount(email).build();
  }

  /** Returns these options with the account that calls come from, which is there already. */
  public GcpOptions withInvoker(String email) {
    return draft().invoker(email).build();
  }

  /** Returns these options with the account that Cloud Build builds as. */
  public GcpOptions withBuildServiceAccount(String email) {
    return draft().buildServiceAccount(email).build();
  }

  /** Returns these options with another number of vCPUs of an instance. */
  public GcpOptions withCpu(double vcpus) {
    return draft().cpu(vcpus).build();
  }

  /** Returns these options with another number of calls that an instance serves at a time. */
  public GcpOptions withInstanceConcurrency(int calls) {
    return draft().instanceConcurrency(calls).build();
  }

  /** Returns these options with another number of instances at a time. */
  public GcpOptions withMaxInstances(int instances) {
    return draft().maxInstances(instances).build();
  }

  /** Returns these options with a connector into a VPC. */
  public GcpOptions withVpcConnector(String connector) {
    return draft().vpcConnector(connector).build();
  }

  /** Returns these options with other labels. */
  public GcpOptions withLabels(Map<String, String> choice) {
    return draft().labels(choice).build();
  }

  /** Returns these options with all services but Pub/Sub's gRPC at one place. */
  public GcpOptions withEndpoint(URI choice) {
    return draft().endpoint(choice).build();
  }

  /** Returns these options with Pub/Sub at a host and port, in plain text. */
  public GcpOptions withPubsubEndpoint(String hostAndPort) {
    return draft().pubsubEndpoint(hostAndPort).build();
  }

  /** Returns these options with other JVM options. */
  public GcpOptions withJvmOptions(String... options) {
    return draft().jvmOptions(List.of(options)).build();
  }

  private GcpOptionsDraft draft() {
    return new GcpOptionsDraft(this);
  }

  @Override
  public String provider() {
    return GcpProvider.NAME;
  }
}
