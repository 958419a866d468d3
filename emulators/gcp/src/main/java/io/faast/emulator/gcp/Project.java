package io.faast.emulator.gcp;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What exists in the emulated project, read past every API. Thread-safe; lists are copies. */
public interface Project {
  /** Lists the functions. */
  List<Function> functions();

  /** Lists the ids of Cloud Run's services. */
  List<String> services();

  /** Lists the images in the registry. */
  List<Image> images();

  /** Lists the topics. */
  List<Topic> topics();

  /** Lists the subscriptions. */
  List<Subscription> subscriptions();

  /** Lists the buckets. */
  List<Bucket> buckets();

  /** Lists the objects of all buckets. */
  List<StoredObject> objects();

  /** Lists the service accounts, Google's own default one included. */
  List<Account> serviceAccounts();

  /** Returns the policies as JSON, by the relative name of what they are of. */
  Map<String, String> policies();

  /** Lists the log entries, after fetching what instances have printed. */
  List<Log> logEntries();

  /** Returns what the instances of a function have printed, line by line. */
  String log(String function);

  /** Lists the instances: real processes. */
  List<Instance> instances();

  /** Returns how many requests to functions run right now, or wait for an instance. */
  int runningRequests();

  /** Returns how many requests to functions ran at most at once, those that waited included. */
  int mostRequestsAtOnce();

  /**
   * A function.
   *
   * @param state such as {@code ACTIVE}
   * @param millicpu thousandths of a vCPU
   */
  record Function(
      String name,
      String state,
      String runtime,
      String entryPoint,
      int memoryMb,
      int millicpu,
      int concurrency,
      int maxInstances,
      Duration timeout,
      String serviceAccount,
      String uri,
      long sourceBytes,
      Map<String, String> labels,
      Map<String, String> environment) {}

  /** An image, by the id of its package. */
  record Image(String name, long bytes) {}

  /** A topic. */
  record Topic(String name, Map<String, String> labels) {}

  /**
   * A subscription, and how many messages it holds that nobody acknowledged.
   *
   * @param pushEndpoint empty for one that is pulled from
   */
  record Subscription(
      String name, String topic, String pushEndpoint, Map<String, String> labels, long messages) {}

  /** A bucket. */
  record Bucket(String name, Map<String, String> labels) {}

  /** An object. */
  record StoredObject(String bucket, String name, long size) {}

  /** A service account. */
  record Account(String email, String displayName, String description, Instant created) {}

  /** An entry of a log. */
  record Log(
      String log,
      Instant time,
      String severity,
      String resourceType,
      Map<String, String> resourceLabels,
      Map<String, String> labels,
      @Nullable String trace,
      @Nullable String text) {}

  /** A process that runs a function, and how many requests it has. */
  record Instance(String function, String id, long pid, int requests) {}
}
