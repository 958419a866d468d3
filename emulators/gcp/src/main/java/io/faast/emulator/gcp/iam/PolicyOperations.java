package io.faast.emulator.gcp.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faast.emulator.core.Json;
import io.faast.emulator.core.Request;
import io.faast.emulator.gcp.core.Answer;
import io.faast.emulator.gcp.core.Call;
import io.faast.emulator.gcp.core.Operation;
import io.faast.emulator.gcp.core.Permission;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The operations on policies that every kind of thing has under the same names. */
public final class PolicyOperations {
  private final Policies policies;

  /** Serves these policies. */
  public PolicyOperations(Policies policies) {
    this.policies = policies;
  }

  /**
   * Returns the operation for a verb after the colon of a path.
   *
   * @param prefix what the permissions begin with, such as {@code pubsub.topics}
   * @param resource the relative name
   * @param exists throws if there is no such thing
   * @return empty if the verb is none of policies
   */
  public Optional<Operation> operation(
      String verb, String prefix, String resource, Request request, Consumer<String> exists) {
    return switch (verb) {
      case "getIamPolicy" ->
          Optional.of(
              Operation.now(
                  "GetIamPolicy",
                  List.of(new Permission(prefix + ".getIamPolicy", resource)),
                  call -> {
                    exists.accept(resource);
                    return Answer.json(policies.get(resource));
                  }));
      case "setIamPolicy" ->
          Optional.of(
              Operation.now(
                  "SetIamPolicy",
                  List.of(new Permission(prefix + ".setIamPolicy", resource)),
                  call -> {
                    exists.accept(resource);
                    return Answer.json(
                        policies.set(resource, Json.read(request.body()).path("policy")));
                  }));
      case "testIamPermissions" ->
          Optional.of(
              Operation.now(
                  "TestIamPermissions",
                  List.of(),
                  call -> Answer.json(tested(call, resource, Json.read(request.body())))));
      default -> Optional.empty();
    };
  }

  private static ObjectNode tested(Call call, String resource, ObjectNode body) {
    ObjectNode answer = Json.object();
    ArrayNode held = answer.putArray("permissions");
    for (JsonNode permission : body.path("permissions")) {
      if (call.caller().may().test(new Permission(permission.asText(), resource))) {
        held.add(permission.asText());
      }
    }
    return answer;
  }
}
