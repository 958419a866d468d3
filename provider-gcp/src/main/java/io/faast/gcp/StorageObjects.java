package io.faast.gcp;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** What is deleted in buckets that are not ours: the archives that Cloud Functions keeps. */
final class StorageObjects {
  private static final String STORAGE = "storage.googleapis.com";

  private StorageObjects() {}

  static CompletableFuture<?> delete(Clients clients, String bucket, String object) {
    String path =
        "/storage/v1/b/" + bucket + "/o/" + URLEncoder.encode(object, StandardCharsets.UTF_8);
    return clients.rest().delete(STORAGE, path);
  }
}
