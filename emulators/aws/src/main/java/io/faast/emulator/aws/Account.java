package io.faast.emulator.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What exists in the emulated account, read past every API. Thread-safe; each list is a copy. */
public interface Account {
  /** Lists the functions. */
  List<Function> functions();

  /** Lists the queues. */
  List<Queue> queues();

  /** Lists the log groups. */
  List<LogGroup> logGroups();

  /** Lists the roles. */
  List<Role> roles();

  /** Lists the buckets. */
  List<Bucket> buckets();

  /** Lists the objects of all buckets. */
  List<StoredObject> objects();

  /** Lists the instances: real processes. */
  List<Instance> instances();

  /** Returns how many invocations run right now. */
  int runningInvocations();

  /** Returns how many invocations ran at most at once. */
  int mostInvocationsAtOnce();

  /** Returns everything that is logged in a group, stream after stream; empty without one. */
  String log(String group);

  /** A function. */
  record Function(
      String name,
      String arn,
      String runtime,
      String architecture,
      int memoryMb,
      Duration timeout,
      String state,
      long codeBytes,
      Map<String, String> tags) {}

  /** A queue, and how many messages it holds, received ones included. */
  record Queue(String name, String url, Map<String, String> tags, long messages) {}

  /** A log group; it keeps its events for ever if it has no retention. */
  record LogGroup(
      String name, @Nullable Integer retentionDays, Map<String, String> tags, long events) {}

  /** A role with its inline policies by name, as JSON. */
  record Role(
      String name,
      String arn,
      Instant created,
      Map<String, String> tags,
      Map<String, String> policies,
      List<String> attachedPolicies) {}

  /** A bucket. */
  record Bucket(String name, Map<String, String> tags) {}

  /** An object. */
  record StoredObject(String bucket, String key, long size, Map<String, String> tags) {}

  /** A process that runs a function, one call at a time. */
  record Instance(String function, long pid, String logStream, boolean busy) {}
}
