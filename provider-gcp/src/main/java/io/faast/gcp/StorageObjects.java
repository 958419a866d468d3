package io.faast.gcp;

import com.google.cloud.functions.v2.StorageSource;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** What is deleted in buckets that are not ours: the archives that Cloud Functions keeps. */
final class StorageObjects {
  private static final String STORAGE = "storage.googleapis.com";

  private StorageObjects() {}

  /** Deletes one for good: where older versions are kept, only who names the version does that. */
  static CompletableFuture<?> delete(Clients clients, StorageSource source) {
    String path =
        "/storage/v1/b/"
            + source.getBucket()
            + "/o/"
            + URLEncoder.encode(source.getObject(), StandardCharsets.UTF_8)
            + (source.getGeneration() == 0 ? "" : "?generation=" + source.getGeneration());
    return clients.rest().delete(STORAGE, path);
  }
}
