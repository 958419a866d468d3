package io.faast.emulator.gcp;

import io.faast.emulator.gcp.functions.Sources;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps the sources of functions. */
final class MemorySources implements Sources {
  private final Map<String, byte[]> objects = new ConcurrentHashMap<>();

  @Override
  public void put(String bucket, String object, byte[] content) {
    objects.put(bucket + "/" + object, content);
  }

  @Override
  public Optional<byte[]> get(String bucket, String object) {
    return Optional.ofNullable(objects.get(bucket + "/" + object));
  }
}
