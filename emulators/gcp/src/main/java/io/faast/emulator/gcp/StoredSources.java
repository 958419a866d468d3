package io.faast.emulator.gcp;

import io.faast.emulator.gcp.functions.Sources;
import io.faast.emulator.gcp.storage.ObjectStore;
import java.util.Optional;

/** Keeps the sources of functions in Cloud Storage. */
record StoredSources(ObjectStore store) implements Sources {
  @Override
  public long put(String bucket, String object, byte[] content) {
    store.createSystem(bucket, bucket.startsWith("gcf-v2-sources-"));
    return store.put(bucket, object, content, "application/zip");
  }

  @Override
  public Optional<byte[]> get(String bucket, String object) {
    return store.get(bucket, object);
  }
}
