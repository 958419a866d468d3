package io.faast.gcp;

import com.fasterxml.jackson.databind.JsonNode;
import io.faast.spi.ProviderException;
import io.faast.spi.SharedResource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The service accounts that runs leave for later ones: listed and deleted only when somebody asks
 * for it.
 */
final class SharedAccounts {
  private static final String TYPE = "service-account";
  private static final String IAM = "iam.googleapis.com";

  private final Clients clients;

  SharedAccounts(Clients clients) {
    this.clients = clients;
  }

  /** Lists those that are there and ours. */
  List<SharedResource> list() {
    List<SharedResource> found = new ArrayList<>();
    for (String id : List.of(Names.WORKER, Names.INVOKER)) {
      String email = Names.account(id, clients.project);
      if (isOurs(email)) {
        found.add(new SharedResource(TYPE, email, isNeeded()));
      }
    }
    return found;
  }

  private boolean isOurs(String email) {
    try {
      JsonNode account =
          Api.await("iam.serviceAccounts.get", email, clients.rest().get(IAM, path(email)));
      return ServiceAccounts.isMade(account.path("description").asText(""));
    } catch (ProviderException e) {
      if (e.getCause() != null && Api.notFound(e.getCause())) {
        return false;
      }
      throw e;
    }
  }

  /** Every run has a bucket, and buckets are listed wherever they are. */
  private boolean isNeeded() {
    Search search = new Search(clients);
    return search.buckets(Names.PREFIX).stream().anyMatch(SharedAccounts::isOfRun)
        || search.functions(Names.PREFIX).stream().anyMatch(SharedAccounts::isOfRun);
  }

  private static boolean isOfRun(Found found) {
    return Labels.read(found.labels()) != null;
  }

  /**
   * Deletes one, after another look.
   *
   * @throws ProviderException if a run needs it, or it is none of ours
   */
  void delete(SharedResource resource) {
    String email = resource.id();
    boolean known =
        email.equals(Names.account(Names.WORKER, clients.project))
            || email.equals(Names.account(Names.INVOKER, clients.project));
    if (!resource.type().equals(TYPE) || !known) {
      throw new ProviderException(
          "The " + resource.type() + " " + email + " is nothing that runs share.",
          "List what runs share again.",
          null);
    }
    if (!isOurs(email)) {
      return; // gone already, or somebody else's by now
    }
    if (isNeeded()) {
      throw new ProviderException(
          "The account " + email + " is needed by a run, so it is not deleted.",
          "Wait until the run is over, or delete what it left behind first.",
          null);
    }
    CompletableFuture<?> done = clients.rest().delete(IAM, path(email));
    try {
      Object unused = Api.await("iam.serviceAccounts.delete", email, done);
    } catch (ProviderException e) {
      if (e.getCause() == null || !Api.notFound(e.getCause())) {
        throw e;
      }
    }
  }

  private String path(String email) {
    return "/v1/projects/" + clients.project + "/serviceAccounts/" + email;
  }
}
