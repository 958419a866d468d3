package io.faast.emulator.gcp.pubsub;

import com.google.protobuf.Any;
import com.google.rpc.ErrorInfo;
import io.faast.emulator.core.Cut;
import io.faast.emulator.gcp.core.Admission;
import io.faast.emulator.gcp.core.ApiException;
import io.faast.emulator.gcp.core.Caller;
import io.faast.emulator.gcp.core.Permission;
import io.faast.emulator.gcp.core.Status;
import io.faast.emulator.gcp.iam.Authenticator;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Takes calls over gRPC through the admission, and their failures back. Thread-safe. */
final class GrpcCalls implements ServerInterceptor {
  private static final System.Logger LOGGER = System.getLogger(GrpcCalls.class.getName());
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final Context.Key<String> GIVEN = Context.key("authorization");

  private final Admission admission;
  private final Authenticator authenticator;

  GrpcCalls(Admission admission, Authenticator authenticator) {
    this.admission = admission;
    this.authenticator = authenticator;
  }

  @Override
  public <I, O> ServerCall.Listener<I> interceptCall(
      ServerCall<I, O> call, Metadata headers, ServerCallHandler<I, O> next) {
    String given = headers.get(AUTHORIZATION);
    return Contexts.interceptCall(
        Context.current().withValue(GIVEN, given == null ? "" : given), call, headers, next);
  }

  /** Returns who makes the call that this thread is in. */
  Caller caller() {
    return authenticator.caller(GIVEN.get());
  }

  /** Runs a method, and answers. */
  <I, O> void unary(Method<I, O> method, I request, StreamObserver<O> out) {
    Caller caller;
    try {
      caller = caller();
    } catch (ApiException e) {
      out.onError(error(e));
      return;
    }
    var unused =
        admission
            .admit(
                "pubsub",
                method.name(),
                method.needs().apply(request),
                caller,
                GrpcCalls::denied,
                (call, fault) ->
                    method
                        .does()
                        .apply(
                            request, new Method.Context(caller, fault, new CompletableFuture<>())))
            .whenComplete(
                (answer, failure) -> {
                  if (failure == null) {
                    out.onNext(answer);
                    out.onCompleted();
                  } else {
                    out.onError(error(failure));
                  }
                });
  }

  Admission admission() {
    return admission;
  }

  /** Pub/Sub does not say which permission it misses. */
  static ApiException denied(Caller caller, Permission needed) {
    return ApiException.denied("User not authorized to perform this action.", needed);
  }

  /** Returns a failure as gRPC sends it; a cut connection looks like a server that went away. */
  static StatusRuntimeException error(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof ApiException problem) {
      com.google.rpc.Status.Builder status =
          com.google.rpc.Status.newBuilder()
              .setCode(problem.status().grpc())
              .setMessage(problem.message());
      problem
          .reason()
          .ifPresent(
              reason ->
                  status.addDetails(
                      Any.pack(
                          ErrorInfo.newBuilder()
                              .setReason(reason)
                              .setDomain("iam.googleapis.com")
                              .putAllMetadata(problem.metadata())
                              .build())));
      return StatusProto.toStatusRuntimeException(status.build());
    }
    if (!(cause instanceof Cut)) {
      LOGGER.log(System.Logger.Level.ERROR, "The emulator has a defect", cause);
    }
    Status code = cause instanceof Cut ? Status.UNAVAILABLE : Status.INTERNAL;
    return StatusProto.toStatusRuntimeException(
        com.google.rpc.Status.newBuilder()
            .setCode(code.grpc())
            .setMessage(
                cause instanceof Cut ? "Network closed for unknown reason" : cause.toString())
            .build());
  }
}
