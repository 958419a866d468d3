package io.faast.gcp;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Who may call a function: a few accounts, and never everybody. It is set on the service that the
 * function runs as, and goes with it.
 */
final class InvokerGrant {
  private static final String RUN = "run.googleapis.com";
  private static final String ROLE = "roles/run.invoker";

  private final Clients clients;
  private final Consumer<String> progress;

  InvokerGrant(Clients clients, Consumer<String> progress) {
    this.clients = clients;
    this.progress = progress;
  }

  /** Lets accounts call a function. */
  void to(Set<String> accounts, String function) {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    ObjectNode binding = request.putObject("policy").putArray("bindings").addObject();
    ArrayNode members = binding.put("role", ROLE).putArray("members");
    accounts.forEach(account -> members.add("serviceAccount:" + account));
    String service = Names.servicePath(clients.project, clients.region, function);
    String path = "/v2/" + service + ":setIamPolicy";
    Object unused =
        NewAccounts.onceKnown(
            progress,
            () ->
                Api.await(
                    "run.services.setIamPolicy",
                    function,
                    clients.rest().post(RUN, path, request)));
  }
}
