package io.faast.gcp;

import com.google.cloud.functions.v2.GenerateUploadUrlRequest;
import com.google.cloud.functions.v2.GenerateUploadUrlResponse;
import com.google.cloud.functions.v2.StorageSource;
import io.faast.bundler.PackedBundle;
import io.faast.spi.ProviderException;
import java.io.FileNotFoundException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A bundle where Cloud Functions finds it, in a bucket of its own in the project. It is copied from
 * there, so that it can go as soon as the function is there.
 *
 * @param source where it is
 */
record SourceUpload(StorageSource source) {
  private static final String PERMISSION = "cloudfunctions.functions.sourceCodeSet";
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** Uploads it; on failure nothing of it is there. */
  static SourceUpload of(Clients clients, RunResources resources, PackedBundle zip) {
    GenerateUploadUrlRequest request =
        GenerateUploadUrlRequest.newBuilder()
            .setParent(Names.location(clients.project, clients.region))
            .build();
    GenerateUploadUrlResponse place =
        Api.await(
            PERMISSION,
            "the function's source",
            Api.future(clients.functions().generateUploadUrlCallable().futureCall(request)));
    SourceUpload upload = new SourceUpload(place.getStorageSource());
    resources.enter("storage.objects.delete", upload.object(), () -> upload.delete(clients));
    try {
      put(clients, URI.create(place.getUploadUrl()), zip);
    } finally {
      resources.leave();
    }
    return upload;
  }

  /** The whole archive is there or nothing, so that it may be sent again. */
  private static void put(Clients clients, URI url, PackedBundle zip) {
    byte[] unused =
        Api.await(
            PERMISSION,
            "the function's source",
            clients
                .rest()
                .put(
                    url,
                    Map.of("Content-Type", "application/zip"),
                    () -> {
                      try {
                        return BodyPublishers.ofFile(zip.file());
                      } catch (FileNotFoundException e) {
                        throw new ProviderException(
                            "The bundle " + zip.file() + " cannot be read: " + e, "Try again.", e);
                      }
                    },
                    PATIENCE));
  }

  /** Deletes it. */
  CompletableFuture<?> delete(Clients clients) {
    return StorageObjects.delete(clients, source);
  }

  /** Deletes it, and strikes it out of what the run has to delete. */
  void consumed(Clients clients, RunResources resources) {
    var unused =
        delete(clients)
            .whenComplete(
                (done, failure) -> {
                  if (failure == null || Api.notFound(Api.cause(failure))) {
                    resources.forget(object());
                  }
                });
  }

  private String object() {
    return "gs://" + source.getBucket() + "/" + source.getObject();
  }
}
