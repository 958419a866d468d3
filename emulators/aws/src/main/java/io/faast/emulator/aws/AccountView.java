package io.faast.emulator.aws;

import io.faast.emulator.aws.iam.Roles;
import io.faast.emulator.aws.lambda.Lambda;
import io.faast.emulator.aws.logs.LogStore;
import io.faast.emulator.aws.s3.ObjectStore;
import io.faast.emulator.aws.sqs.Sqs;
import java.util.List;

/** Looks into the services. */
record AccountView(Lambda lambda, LogStore logs, Roles allRoles, Sqs sqs, ObjectStore store)
    implements Account {
  @Override
  public List<Function> functions() {
    return lambda.functions().stream()
        .map(
            each ->
                new Function(
                    each.name(),
                    each.arn(),
                    each.runtime(),
                    each.architecture(),
                    each.memoryMb(),
                    each.timeout(),
                    each.state(),
                    each.codeBytes(),
                    each.tags()))
        .toList();
  }

  @Override
  public List<Queue> queues() {
    return sqs.looks().stream()
        .map(each -> new Queue(each.name(), each.url(), each.tags(), each.messages()))
        .toList();
  }

  @Override
  public List<LogGroup> logGroups() {
    return logs.looks().stream()
        .map(each -> new LogGroup(each.name(), each.retentionDays(), each.tags(), each.events()))
        .toList();
  }

  @Override
  public List<Role> roles() {
    return allRoles.looks().stream()
        .map(
            each ->
                new Role(
                    each.name(),
                    each.arn(),
                    each.created(),
                    each.tags(),
                    each.policies(),
                    each.attachedPolicies()))
        .toList();
  }

  @Override
  public List<Bucket> buckets() {
    return store.buckets().stream().map(each -> new Bucket(each.name(), each.tags())).toList();
  }

  @Override
  public List<StoredObject> objects() {
    return store.objects().stream()
        .map(each -> new StoredObject(each.bucket(), each.key(), each.size(), each.tags()))
        .toList();
  }

  @Override
  public List<Instance> instances() {
    return lambda.instances().stream()
        .map(each -> new Instance(each.function(), each.pid(), each.logStream(), each.busy()))
        .toList();
  }

  @Override
  public int runningInvocations() {
    return lambda.running();
  }

  @Override
  public int mostInvocationsAtOnce() {
    return lambda.mostRunning();
  }

  @Override
  public String log(String group) {
    return logs.text(group);
  }
}
