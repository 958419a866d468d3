package io.faast.gcp;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The bucket of a run. It is made while the function is built, as nobody knows how large a result
 * will be, and what the function's account may do with it takes a while to be known everywhere.
 */
final class PayloadBucket {
  static final String HOST = "storage.googleapis.com";

  private static final String ROLE = "roles/storage.objectUser";

  private final Clients clients;
  private final RunResources resources;
  private final Metering metering;
  final String name;

  PayloadBucket(Clients clients, RunResources resources, Metering metering, String runId) {
    this.clients = clients;
    this.resources = resources;
    this.metering = metering;
    name = Names.payloads(runId);
  }

  /**
   * Creates the bucket, never public, and lets an account put objects there and get them. What has
   * not gone a day later goes by itself, whatever dies.
   */
  boolean create(Map<String, String> labels, String account) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("name", name).put("location", clients.region).put("storageClass", "STANDARD");
    ObjectNode tags = body.putObject("labels");
    labels.forEach(tags::put);
    tags.put(Labels.ALIVE_UNTIL, Heartbeat.lease(clients.time()));
    ObjectNode access = body.putObject("iamConfiguration");
    access.put("publicAccessPrevention", "enforced");
    access.putObject("uniformBucketLevelAccess").put("enabled", true);
    // Without it what is deleted would be kept, and paid for, for a week.
    body.putObject("softDeletePolicy").put("retentionDurationSeconds", "0");
    ObjectNode rule = body.putObject("lifecycle").putArray("rule").addObject();
    rule.putObject("action").put("type", "Delete");
    rule.putObject("condition").put("age", 1);
    Object unused =
        resources.create(
            "storage.buckets.create",
            "bucket " + name,
            () -> clients.rest().post(HOST, "/storage/v1/b?project=" + clients.project, body),
            () -> new BucketDeletion(clients.rest(), name, metering).run());
    metering.storageWrites(1);
    return NewAccounts.onceKnown(text -> {}, () -> allow(account));
  }

  /** The policy of a new bucket names the project's own people; that stays. */
  private boolean allow(String account) {
    String object = "bucket " + name;
    String path = "/storage/v1/b/" + name + "/iam";
    resources.enter(
        "storage.buckets.delete",
        object,
        () -> new BucketDeletion(clients.rest(), name, metering).run());
    try {
      ObjectNode policy =
          (ObjectNode)
              Api.await("storage.buckets.getIamPolicy", object, clients.rest().get(HOST, path));
      ObjectNode binding = policy.withArray("bindings").addObject();
      binding.put("role", ROLE).putArray("members").add("serviceAccount:" + account);
      CompletableFuture<?> done =
          clients.rest().send("PUT", clients.rest().url(HOST, path), policy);
      Object unused = Api.await("storage.buckets.setIamPolicy", object, done);
      metering.storageWrites(1);
      metering.storageReads(1);
      return true;
    } finally {
      resources.leave();
    }
  }
}
