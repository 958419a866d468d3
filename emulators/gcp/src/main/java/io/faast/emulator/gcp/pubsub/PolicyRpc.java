package io.faast.emulator.gcp.pubsub;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.iam.v1.GetIamPolicyRequest;
import com.google.iam.v1.IAMPolicyGrpc;
import com.google.iam.v1.Policy;
import com.google.iam.v1.SetIamPolicyRequest;
import com.google.iam.v1.TestIamPermissionsRequest;
import com.google.iam.v1.TestIamPermissionsResponse;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.faast.emulator.core.Json;
import io.faast.emulator.gcp.core.Permission;
import io.faast.emulator.gcp.iam.Policies;
import io.grpc.stub.StreamObserver;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The policies of topics and subscriptions over gRPC. */
final class PolicyRpc extends IAMPolicyGrpc.IAMPolicyImplBase {
  private final GrpcCalls calls;
  private final Method<GetIamPolicyRequest, Policy> get;
  private final Method<SetIamPolicyRequest, Policy> set;
  private final Method<TestIamPermissionsRequest, TestIamPermissionsResponse> test;

  PolicyRpc(GrpcCalls calls, Broker broker, Policies policies) {
    this.calls = calls;
    get =
        new Method<>(
            "GetIamPolicy",
            in -> needed(in.getResource(), ".getIamPolicy"),
            (in, on) -> {
              exists(broker, in.getResource());
              return CompletableFuture.completedFuture(proto(policies.get(in.getResource())));
            });
    set =
        new Method<>(
            "SetIamPolicy",
            in -> needed(in.getResource(), ".setIamPolicy"),
            (in, on) -> {
              exists(broker, in.getResource());
              return CompletableFuture.completedFuture(
                  proto(policies.set(in.getResource(), json(in.getPolicy()))));
            });
    test =
        new Method<>(
            "TestIamPermissions",
            in -> List.of(),
            (in, on) ->
                CompletableFuture.completedFuture(
                    TestIamPermissionsResponse.newBuilder()
                        .addAllPermissions(
                            in.getPermissionsList().stream()
                                .filter(
                                    each ->
                                        on.caller()
                                            .may()
                                            .test(new Permission(each, in.getResource())))
                                .toList())
                        .build()));
  }

  private static List<Permission> needed(String resource, String verb) {
    String kind = resource.contains("/topics/") ? "topics" : "subscriptions";
    return List.of(new Permission("pubsub." + kind + verb, resource));
  }

  static void exists(Broker broker, String resource) {
    if (resource.contains("/topics/")) {
      var unused = broker.topic(resource);
    } else {
      var unused = broker.backlog(resource);
    }
  }

  private static Policy proto(JsonNode document) {
    try {
      Policy.Builder policy = Policy.newBuilder();
      JsonFormat.parser().merge(document.toString(), policy);
      return policy.build();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode json(Policy policy) {
    try {
      return Json.read(JsonFormat.printer().print(policy).getBytes(StandardCharsets.UTF_8));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void getIamPolicy(GetIamPolicyRequest request, StreamObserver<Policy> out) {
    calls.unary(get, request, out);
  }

  @Override
  public void setIamPolicy(SetIamPolicyRequest request, StreamObserver<Policy> out) {
    calls.unary(set, request, out);
  }

  @Override
  public void testIamPermissions(
      TestIamPermissionsRequest request, StreamObserver<TestIamPermissionsResponse> out) {
    calls.unary(test, request, out);
  }
}
