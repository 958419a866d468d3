package io.faast.gcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faast.spi.ProviderException;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * The accounts that functions run as, and that calls come from, where the user names none: one of
 * each for a project, made when it is missing, without any role in the project. What they may do is
 * granted on the resources of a run, and goes with them.
 */
final class ServiceAccounts {
  private static final String IAM = "iam.googleapis.com";
  private static final String WORKER_TEXT = "What functions of Faast run as";
  private static final String INVOKER_TEXT = "What calls functions of Faast";
  private static final String SIGNER = "roles/iam.serviceAccountOpenIdTokenCreator";

  private final Clients clients;
  private final Consumer<String> progress;
  private volatile boolean created;

  ServiceAccounts(Clients clients, Consumer<String> progress) {
    this.clients = clients;
    this.progress = progress;
  }

  /** Returns the e-mail address of the account that functions run as. */
  String worker() {
    String named = clients.options.serviceAccount();
    if (named != null) {
      return named;
    }
    String email = Names.account(Names.WORKER, clients.project);
    if (!exists(email)) {
      create(Names.WORKER, email, WORKER_TEXT);
    }
    return email;
  }

  /**
   * Returns the e-mail address of the account that calls come from.
   *
   * @param signedFor whether the caller makes ID tokens of the account
   */
  String invoker(boolean signedFor) {
    String named = clients.options.invoker();
    if (named != null) {
      return named;
    }
    String email = Names.account(Names.INVOKER, clients.project);
    if (!exists(email)) {
      create(Names.INVOKER, email, INVOKER_TEXT);
      if (signedFor) {
        allowCaller(email);
      }
    }
    return email;
  }

  /** Returns whether an account of that description was made here. */
  static boolean isMade(String description) {
    return description.equals(WORKER_TEXT) || description.equals(INVOKER_TEXT);
  }

  /** Returns whether an account is new: then it is not known everywhere yet. */
  boolean created() {
    return created;
  }

  private boolean exists(String email) {
    try {
      Api.await("iam.serviceAccounts.get", email, clients.rest().get(IAM, path(email)));
      return true;
    } catch (ProviderException e) {
      if (e.getCause() instanceof RestException refused && refused.status() == 404) {
        return false;
      }
      throw e;
    }
  }

  private void create(String id, String email, String description) {
    created = true;
    progress.accept("Creating the service account " + email + ", which later runs use again");
    ObjectNode account = JsonNodeFactory.instance.objectNode().put("accountId", id);
    account.putObject("serviceAccount").put("displayName", id).put("description", description);
    try {
      Api.await(
          "iam.serviceAccounts.create",
          email,
          clients
              .rest()
              .post(IAM, "/v1/projects/" + clients.project + "/serviceAccounts", account));
    } catch (ProviderException e) {
      // Another run may have been faster.
      if (e.getCause() == null || !Api.alreadyExists(e.getCause())) {
        throw e;
      }
    }
  }

  /**
   * Lets who creates the account have ID tokens of it. Who has no name to be found, or may not do
   * that, may be allowed already; whether it is so shows when the first token is asked for.
   */
  private void allowCaller(String email) {
    try {
      JsonNode caller = clients.rest().get("openidconnect.googleapis.com", "/v1/userinfo").join();
      String name = caller.path("email").asText("");
      if (!name.isEmpty()) {
        String kind = name.endsWith(".gserviceaccount.com") ? "serviceAccount:" : "user:";
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        ObjectNode binding = request.putObject("policy").putArray("bindings").addObject();
        binding.put("role", SIGNER).putArray("members").add(kind + name);
        var unused = clients.rest().post(IAM, path(email) + ":setIamPolicy", request).join();
      }
    } catch (CompletionException e) {
      System.getLogger("io.faast.gcp")
          .log(
              System.Logger.Level.DEBUG,
              "The caller was not allowed to have ID tokens of " + email,
              Api.cause(e));
    }
  }

  private String path(String email) {
    return "/v1/projects/" + clients.project + "/serviceAccounts/" + email;
  }
}
