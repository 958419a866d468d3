package io.faast.emulator.gcp.storage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faast.emulator.core.Json;
import io.faast.emulator.core.Request;
import io.faast.emulator.core.Response;
import io.faast.emulator.gcp.core.Answer;
import io.faast.emulator.gcp.core.Operation;
import io.faast.emulator.gcp.core.Permission;
import io.faast.emulator.gcp.core.Place;
import io.faast.emulator.gcp.iam.Policies;
import java.util.List;
import java.util.Optional;

/** The methods on buckets. */
final class Buckets {
  private final Place place;
  private final ObjectStore store;
  private final Policies policies;
  private final StorageOperations operations;

  Buckets(Place place, ObjectStore store, Policies policies, StorageOperations operations) {
    this.place = place;
    this.store = store;
    this.policies = policies;
    this.operations = operations;
  }

  Optional<Operation> onAll(Request request) {
    return switch (request.method()) {
      case "POST" ->
          Optional.of(
              operations.classA(
                  "InsertBucket",
                  List.of(new Permission("storage.buckets.create", place.projectName())),
                  call -> Answer.json(store.create(Json.read(request.body())))));
      case "GET" ->
          Optional.of(
              operations.classA(
                  "ListBuckets",
                  List.of(new Permission("storage.buckets.list", place.projectName())),
                  call -> Answer.json(Listing.of("storage#buckets", store.documents(), request))));
      default -> Optional.empty();
    };
  }

  Optional<Operation> onOne(Request request, String bucket) {
    return switch (request.method()) {
      case "GET" ->
          Optional.of(
              operations.classB(
                  "GetBucket",
                  List.of(StorageOperations.on(bucket, "buckets.get")),
                  call -> Answer.json(store.bucket(bucket))));
      case "PATCH", "PUT" ->
          Optional.of(
              operations.classA(
                  "PatchBucket",
                  List.of(StorageOperations.on(bucket, "buckets.update")),
                  call -> Answer.json(store.patch(bucket, Json.read(request.body())))));
      case "DELETE" ->
          Optional.of(
              operations.free(
                  "DeleteBucket",
                  List.of(StorageOperations.on(bucket, "buckets.delete")),
                  call -> {
                    store.delete(bucket);
                    policies.forget("projects/_/buckets/" + bucket);
                    return Response.empty(204);
                  }));
      default -> Optional.empty();
    };
  }

  Optional<Operation> policy(Request request, String bucket, boolean test) {
    String resource = "projects/_/buckets/" + bucket;
    if (test) {
      return Optional.of(
          operations.classB(
              "TestIamPermissions",
              List.of(),
              call -> {
                ObjectNode answer = Json.object().put("kind", "storage#testIamPermissionsResponse");
                ArrayNode held = answer.putArray("permissions");
                request.rawParameters().stream()
                    .filter(each -> each.getKey().equals("permissions"))
                    .map(each -> each.getValue())
                    .filter(each -> call.caller().may().test(new Permission(each, resource)))
                    .forEach(held::add);
                return Answer.json(answer);
              }));
    }
    return switch (request.method()) {
      case "GET" ->
          Optional.of(
              operations.classB(
                  "GetIamPolicy",
                  List.of(StorageOperations.on(bucket, "buckets.getIamPolicy")),
                  call -> {
                    var unused = store.bucket(bucket);
                    return Answer.json(described(policies.get(resource), resource));
                  }));
      case "PUT" ->
          Optional.of(
              operations.classA(
                  "SetIamPolicy",
                  List.of(StorageOperations.on(bucket, "buckets.setIamPolicy")),
                  call -> {
                    var unused = store.bucket(bucket);
                    return Answer.json(
                        described(policies.set(resource, Json.read(request.body())), resource));
                  }));
      default -> Optional.empty();
    };
  }

  private static ObjectNode described(ObjectNode policy, String resource) {
    return policy.put("kind", "storage#policy").put("resourceId", resource);
  }
}
