package io.faast.gcp;

import io.faast.spi.ProviderException;
import io.faast.spi.Resource;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Deletes what the inventory listed, after another look at whose it is. */
final class Deletion {
  private final Clients clients;
  private final Search search;

  Deletion(Clients clients) {
    this.clients = clients;
    search = new Search(clients);
  }

  void delete(Resource resource) {
    Found found = find(resource);
    if (found == null) {
      return; // gone already
    }
    if (!resource.run().equals(Labels.read(found.labels()))) {
      throw refuse(resource, "does not carry the tag of run " + resource.run().runId());
    }
    Found bucket =
        found.type().equals(Found.BUCKET)
            ? found
            : search.bucketNamed(Names.payloads(resource.run().runId()));
    Resource.Liveness life =
        Life.of(
            resource.run(),
            found.labels(),
            bucket == null ? null : bucket.labels(),
            clients.time().now());
    if (life == Resource.Liveness.LIVE) {
      throw refuse(resource, "is in use by a client that lives");
    }
    try {
      delete(found);
    } catch (ProviderException e) {
      Throwable cause = e.getCause();
      if (cause == null || !Api.notFound(cause)) {
        throw e;
      }
    }
  }

  private @Nullable Found find(Resource resource) {
    return switch (resource.type()) {
      case Found.FUNCTION -> search.functionNamed(resource.id());
      case Found.TOPIC -> search.topicNamed(resource.id());
      case Found.SUBSCRIPTION -> search.subscriptionNamed(resource.id());
      case Found.BUCKET -> search.bucketNamed(resource.id());
      default -> throw refuse(resource, "is nothing that a run creates");
    };
  }

  private void delete(Found found) {
    String id = found.id();
    String permission;
    CompletableFuture<?> done;
    switch (found.type()) {
      case Found.FUNCTION -> {
        permission = "cloudfunctions.functions.delete";
        done = new FunctionDeletion(clients, id).run();
      }
      case Found.TOPIC -> {
        permission = "pubsub.topics.delete";
        done =
            QueueCreation.deleteTopic(
                clients.pubsub(), QueueCreation.topicName(clients.project, id));
      }
      case Found.SUBSCRIPTION -> {
        permission = "pubsub.subscriptions.delete";
        done =
            QueueCreation.deleteSubscription(
                clients.pubsub(), QueueCreation.subscriptionName(clients.project, id));
      }
      default -> {
        permission = "storage.buckets.delete";
        done = new BucketDeletion(clients.rest(), id, new Metering()).run();
      }
    }
    Object unused = Api.await(permission, id, done);
  }

  private static ProviderException refuse(Resource resource, String found) {
    return new ProviderException(
        "The " + resource.type() + " " + resource.id() + " " + found + ", so it is not deleted.",
        "List the resources again; delete it by hand if it should go all the same.",
        null);
  }
}
