package io.faast.emulator.gcp.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faast.emulator.core.Json;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.zip.CRC32C;

/** An object as it lies in a bucket. */
@SuppressWarnings("ArrayRecordComponent") // nobody compares objects
record StoredObject(
    String bucket,
    String name,
    byte[] content,
    String contentType,
    Map<String, String> metadata,
    long generation,
    long metageneration,
    Instant created) {

  StoredObject with(Map<String, String> changed) {
    return new StoredObject(
        bucket, name, content, contentType, changed, generation, metageneration + 1, created);
  }

  String md5() {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  String crc32c() {
    CRC32C crc = new CRC32C();
    crc.update(content);
    return Base64.getEncoder()
        .encodeToString(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }

  ObjectNode document() {
    ObjectNode document =
        Json.object()
            .put("kind", "storage#object")
            .put("id", bucket + "/" + name + "/" + generation)
            .put("name", name)
            .put("bucket", bucket)
            .put("generation", String.valueOf(generation))
            .put("metageneration", String.valueOf(metageneration))
            .put("contentType", contentType)
            .put("storageClass", "STANDARD")
            .put("size", String.valueOf(content.length))
            .put("md5Hash", md5())
            .put("crc32c", crc32c())
            .put("etag", etag())
            .put("timeCreated", created.toString())
            .put("updated", created.toString());
    if (!metadata.isEmpty()) {
      document.set("metadata", Json.object(metadata));
    }
    return document;
  }

  String etag() {
    return Base64.getEncoder()
        .encodeToString(
            ByteBuffer.allocate(16).putLong(generation).putLong(metageneration).array());
  }
}
