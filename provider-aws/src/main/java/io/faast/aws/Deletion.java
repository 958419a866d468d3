package io.faast.aws;

import io.faast.spi.ProviderException;
import io.faast.spi.Resource;
import java.util.List;
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
    if (!resource.run().equals(Tags.read(found.tags()))) {
      throw refuse(resource, "does not carry the tag of run " + resource.run().runId());
    }
    Found function =
        found.type().equals(Found.FUNCTION)
            ? found
            : search.function(Names.function(resource.run().runId()));
    Resource.Liveness life =
        Life.of(
            resource.run(),
            found.tags(),
            function == null ? null : function.tags(),
            clients.time().now());
    if (life == Resource.Liveness.LIVE) {
      throw refuse(resource, "is in use by a client that lives");
    }
    try {
      delete(found);
    } catch (ProviderException e) {
      Throwable cause = e.getCause();
      if (cause == null || !Gone.is(cause)) {
        throw e;
      }
    }
  }

  private @Nullable Found find(Resource resource) {
    return switch (resource.type()) {
      case Found.FUNCTION -> search.function(resource.id());
      case Found.QUEUE -> search.queueAt(resource.id());
      case Found.BUCKET -> search.bucketNamed(resource.id());
      case Found.LOG_GROUP -> {
        List<Found> groups =
            search.logGroups(resource.id()).stream()
                .filter(group -> group.id().equals(resource.id()))
                .toList();
        yield groups.isEmpty() ? null : groups.get(0);
      }
      default -> throw refuse(resource, "is nothing that a run creates");
    };
  }

  private void delete(Found found) {
    String id = found.id();
    String action;
    CompletableFuture<?> done;
    switch (found.type()) {
      case Found.FUNCTION -> {
        action = "lambda:DeleteFunction";
        done = clients.lambda().deleteFunction(r -> r.functionName(id));
      }
      case Found.QUEUE -> {
        action = "sqs:DeleteQueue";
        done = clients.sqs().deleteQueue(r -> r.queueUrl(id));
      }
      case Found.BUCKET -> {
        action = "s3:DeleteBucket";
        done = new BucketDeletion(clients.s3(), id, () -> {}).run();
      }
      default -> {
        action = "logs:DeleteLogGroup";
        done = clients.logs().deleteLogGroup(r -> r.logGroupName(id));
      }
    }
    Object unused = Api.await(action, id, done);
  }

  private static ProviderException refuse(Resource resource, String found) {
    return new ProviderException(
        "The " + resource.type() + " " + resource.id() + " " + found + ", so it is not deleted.",
        "List the resources again; delete it by hand if it should go all the same.",
        null);
  }
}
