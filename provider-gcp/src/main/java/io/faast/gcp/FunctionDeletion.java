package io.faast.gcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.cloud.functions.v2.DeleteFunctionRequest;
import com.google.cloud.functions.v2.Function;
import com.google.cloud.functions.v2.GetFunctionRequest;
import com.google.cloud.functions.v2.StorageSource;
import com.google.longrunning.GetOperationRequest;
import com.google.longrunning.Operation;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Deletes a function and what Google has made of its source: the image in the registry and the
 * archive in the bucket of sources. Neither carries labels, so both go first: as long as one of
 * them is there, the function is there to tell whose it is.
 */
final class FunctionDeletion {
  private static final String REGISTRY = "artifactregistry.googleapis.com";
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Clients clients;
  private final String name;
  private final String path;

  FunctionDeletion(Clients clients, String name) {
    this.clients = clients;
    this.name = name;
    path = Names.functionPath(clients.project, clients.region, name);
  }

  /** Deletes all; what is gone already is no error. Fails after it has tried everything. */
  CompletableFuture<Void> run() {
    CompletableFuture<Optional<Function>> settled = settled();
    CompletableFuture<Void> image = settled.thenCompose(found -> quiet(deleteImages()));
    CompletableFuture<Void> source =
        settled.thenCompose(
            found -> found.isPresent() ? quiet(deleteSource(found.get())) : nothing());
    return image
        .handle((done, failure) -> true)
        .thenCombine(source.handle((done, failure) -> true), (one, other) -> true)
        .thenCompose(both -> quiet(deleteFunction()))
        .thenCompose(gone -> image)
        .thenCompose(gone -> source);
  }

  /**
   * Waits for the creation to end: until then a deletion is refused with 409, and what is built may
   * still come. Empty if there is no function any more.
   */
  private CompletableFuture<Optional<Function>> settled() {
    GetFunctionRequest get = GetFunctionRequest.newBuilder().setName(path).build();
    return Polling.until(
            "The creation of " + name,
            PATIENCE,
            clients.executor(),
            () ->
                Api.future(clients.functions().getFunctionCallable().futureCall(get))
                    .thenApply(
                        found ->
                            found.getState() == Function.State.DEPLOYING
                                ? Optional.<Function>empty()
                                : Optional.of(found)))
        .handle(
            (found, failure) -> {
              if (failure != null && !Api.notFound(Api.cause(failure))) {
                throw new CompletionException(Api.cause(failure));
              }
              return Optional.ofNullable(found);
            });
  }

  private static CompletableFuture<Void> nothing() {
    return CompletableFuture.completedFuture(null);
  }

  private static CompletableFuture<Void> quiet(CompletableFuture<?> deletion) {
    return deletion.handle(
        (done, failure) -> {
          if (failure != null && !Api.notFound(Api.cause(failure))) {
            throw new CompletionException(Api.cause(failure));
          }
          return null;
        });
  }

  /** The image, and the layers that Cloud Functions keeps for a next build. */
  private CompletableFuture<?> deleteImages() {
    String image = Names.imagePath(clients.project, clients.region, name);
    CompletableFuture<?> cache = quiet(deletePackage(Names.cachePath(image)));
    return quiet(deletePackage(image)).thenCombine(cache, (one, other) -> true);
  }

  private CompletableFuture<?> deletePackage(String image) {
    return clients
        .rest()
        .delete(REGISTRY, "/v1/" + image)
        .thenCompose(
            begun ->
                Polling.until(
                    "The deletion of the image of " + name,
                    PATIENCE,
                    clients.executor(),
                    () -> ended(begun)));
  }

  private CompletableFuture<Optional<Boolean>> ended(JsonNode begun) {
    if (begun.path("done").asBoolean() || !begun.has("name")) {
      return CompletableFuture.completedFuture(Optional.of(true));
    }
    return clients
        .rest()
        .get(REGISTRY, "/v1/" + begun.path("name").asText())
        .thenApply(
            now -> {
              if (now.has("error")) {
                throw new RestException(200, "", now.path("error").path("message").asText());
              }
              return now.path("done").asBoolean() ? Optional.of(true) : Optional.empty();
            });
  }

  private CompletableFuture<?> deleteSource(Function found) {
    StorageSource source = found.getBuildConfig().getSource().getStorageSource();
    // An upload that was not copied yet goes with the upload.
    return source.getObject().startsWith(name + "/")
        ? StorageObjects.delete(clients, source)
        : nothing();
  }

  private CompletableFuture<?> deleteFunction() {
    DeleteFunctionRequest delete = DeleteFunctionRequest.newBuilder().setName(path).build();
    return Api.future(clients.functions().deleteFunctionCallable().futureCall(delete))
        .thenCompose(
            begun ->
                Polling.until(
                    "The deletion of " + name, PATIENCE, clients.executor(), () -> look(begun)));
  }

  private CompletableFuture<Optional<Boolean>> look(Operation begun) {
    if (begun.getDone()) {
      return CompletableFuture.completedFuture(Optional.of(true));
    }
    GetOperationRequest get = GetOperationRequest.newBuilder().setName(begun.getName()).build();
    return Api.future(
            clients
                .functions()
                .getHttpJsonOperationsClient()
                .getOperationCallable()
                .futureCall(get))
        .thenApply(
            now -> {
              if (now.hasError()) {
                throw new DeploymentFailure(now.getError().getMessage());
              }
              return now.getDone() ? Optional.of(true) : Optional.empty();
            });
  }
}
