package io.faast.emulator.gcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faast.emulator.core.Json;
import io.faast.emulator.gcp.functions.Functions;
import io.faast.emulator.gcp.iam.Iam;
import io.faast.emulator.gcp.logging.LogStore;
import io.faast.emulator.gcp.pubsub.PubSub;
import io.faast.emulator.gcp.registry.Registry;
import io.faast.emulator.gcp.run.CloudRun;
import io.faast.emulator.gcp.run.FrontEnd;
import io.faast.emulator.gcp.run.RunConfig;
import io.faast.emulator.gcp.storage.ObjectStore;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Looks into the services. */
record ProjectView(
    Functions allFunctions,
    CloudRun cloudRun,
    FrontEnd frontEnd,
    Registry registry,
    LogStore logs,
    Iam iam,
    PubSub pubsub,
    ObjectStore store)
    implements Project {
  @Override
  public List<Function> functions() {
    return allFunctions.all().stream().map(ProjectView::function).toList();
  }

  private static Function function(Functions.Entry entry) {
    RunConfig config = entry.look().config();
    ObjectNode document = entry.document();
    return new Function(
        config.function(),
        document.path("state").asText(),
        entry.look().runtime(),
        config.target(),
        config.memoryMb(),
        config.millicpu(),
        config.concurrency(),
        config.maxInstances(),
        config.timeout(),
        config.serviceAccount(),
        document.path("serviceConfig").path("uri").asText(),
        entry.look().sourceBytes(),
        Json.strings(document.path("labels")),
        config.environment());
  }

  @Override
  public List<String> services() {
    return cloudRun.services().stream().map(RunConfig::function).sorted().toList();
  }

  @Override
  public List<Image> images() {
    return registry.images().stream().map(each -> new Image(each.name(), each.bytes())).toList();
  }

  @Override
  public List<Topic> topics() {
    return pubsub.topics().stream().map(each -> new Topic(each.name(), each.labels())).toList();
  }

  @Override
  public List<Subscription> subscriptions() {
    return pubsub.subscriptions().stream()
        .map(
            each ->
                new Subscription(
                    each.name(), each.topic(), each.pushEndpoint(), each.labels(), each.messages()))
        .toList();
  }

  @Override
  public List<Bucket> buckets() {
    return store.buckets().stream().map(each -> new Bucket(each.name(), each.labels())).toList();
  }

  @Override
  public List<StoredObject> objects() {
    return store.objects().stream()
        .map(each -> new StoredObject(each.bucket(), each.name(), each.size()))
        .toList();
  }

  @Override
  public List<Account> serviceAccounts() {
    return iam.accounts().all().stream()
        .map(
            each ->
                new Account(each.email(), each.displayName(), each.description(), each.created()))
        .toList();
  }

  @Override
  public Map<String, String> policies() {
    Map<String, String> policies = new TreeMap<>();
    iam.policies().all().forEach((name, policy) -> policies.put(name, policy.toString()));
    return policies;
  }

  @Override
  public List<Log> logEntries() {
    cloudRun.fetchLogs();
    return logs.all().stream()
        .map(
            each ->
                new Log(
                    each.log(),
                    each.time(),
                    each.severity(),
                    each.resourceType(),
                    each.resourceLabels(),
                    each.labels(),
                    each.trace(),
                    each.text()))
        .toList();
  }

  @Override
  public String log(String function) {
    return logEntries().stream()
        .filter(each -> each.log().equals("run.googleapis.com/stdout"))
        .filter(each -> function.equals(each.resourceLabels().get("service_name")))
        .map(each -> each.text() + "\n")
        .collect(Collectors.joining());
  }

  @Override
  public List<Instance> instances() {
    return cloudRun.instances().stream()
        .map(each -> new Instance(each.function(), each.id(), each.pid(), each.requests()))
        .toList();
  }

  @Override
  public int runningRequests() {
    return frontEnd.running();
  }

  @Override
  public int mostRequestsAtOnce() {
    return frontEnd.most();
  }
}
