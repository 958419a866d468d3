package io.faast.emulator.gcp.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faast.emulator.core.Json;
import io.faast.emulator.gcp.core.ApiException;
import io.faast.emulator.gcp.core.Meters;
import io.faast.emulator.gcp.core.Place;
import io.faast.emulator.gcp.core.Status;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The buckets of the project. Thread-safe. */
public final class ObjectStore {
  private static final String NAME = "[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]";
  private static final Duration SOFT_DELETE = Duration.ofDays(7);

  private final Place place;
  private final Meters meters;
  private final Map<String, Bucket> buckets = new TreeMap<>();
  private final AtomicLong generations;

  private static final class Bucket {
    ObjectNode document;
    final Map<String, StoredObject> objects = new TreeMap<>();

    /** What was deleted, or written over, where versions are kept. */
    final List<StoredObject> noncurrent = new ArrayList<>();

    Bucket(ObjectNode document) {
      this.document = document;
    }
  }

  /** A bucket. */
  public record BucketLook(String name, Map<String, String> labels, Instant created) {}

  /** An object. */
  public record ObjectLook(String bucket, String name, long size, Map<String, String> metadata) {}

  /** Begins without buckets. */
  public ObjectStore(Place place, Meters meters) {
    this.place = place;
    this.meters = meters;
    generations = new AtomicLong(place.clock().millis() * 1_000);
  }

  /**
   * Makes a bucket that Google itself keeps in the project; again: does nothing.
   *
   * @param versioned whether what is deleted by its name alone stays, as noncurrent
   */
  public synchronized void createSystem(String name, boolean versioned) {
    if (!buckets.containsKey(name)) {
      ObjectNode document = Json.object().put("name", name);
      document.putObject("versioning").put("enabled", versioned);
      var unused = create(document);
    }
  }

  /** Stores an object past the API, and returns its generation. */
  public long put(String bucket, String name, byte[] content, String contentType) {
    return put(bucket, name, content, contentType, Map.of(), null).generation();
  }

  /** Returns the content of an object, if there is one. */
  public synchronized Optional<byte[]> get(String bucket, String name) {
    Bucket found = buckets.get(bucket);
    return Optional.ofNullable(found == null ? null : found.objects.get(name))
        .map(StoredObject::content);
  }

  synchronized ObjectNode create(ObjectNode wanted) {
    String name = wanted.path("name").asText();
    if (!name.matches(NAME) || (!name.contains(".") && name.length() > 63)) {
      throw new ApiException(Status.INVALID_ARGUMENT, "Invalid bucket name: '" + name + "'");
    }
    if (buckets.containsKey(name)) {
      throw new ApiException(
          Status.ALREADY_EXISTS,
          "Your previous request to create the named bucket succeeded and you already own it.");
    }
    String now = place.clock().instant().toString();
    ObjectNode document = wanted.deepCopy();
    document
        .put("kind", "storage#bucket")
        .put("id", name)
        .put("projectNumber", String.valueOf(place.number()))
        .put("timeCreated", now)
        .put("updated", now)
        .put("metageneration", "1")
        .put("etag", "CAE=");
    if (!document.has("location")) {
      document.put("location", "US");
    }
    document.put("location", document.path("location").asText().toUpperCase(Locale.ROOT));
    if (!document.has("storageClass")) {
      document.put("storageClass", "STANDARD");
    }
    if (!document.has("softDeletePolicy")) {
      document
          .putObject("softDeletePolicy")
          .put("retentionDurationSeconds", String.valueOf(SOFT_DELETE.toSeconds()))
          .put("effectiveTime", now);
    }
    buckets.put(name, new Bucket(document));
    return document.deepCopy();
  }

  synchronized ObjectNode bucket(String name) {
    return find(name).document.deepCopy();
  }

  /** Merges changes into a bucket's document; null takes a field away. */
  synchronized ObjectNode patch(String name, ObjectNode changes) {
    Bucket bucket = find(name);
    ObjectNode document = bucket.document.deepCopy();
    merge(document, changes);
    long version = document.path("metageneration").asLong() + 1;
    document.put("metageneration", String.valueOf(version));
    document.put("updated", place.clock().instant().toString());
    bucket.document = document;
    return document.deepCopy();
  }

  private static void merge(ObjectNode into, ObjectNode changes) {
    changes
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isNull()) {
                into.remove(field.getKey());
              } else if (field.getValue() instanceof ObjectNode inner
                  && into.get(field.getKey()) instanceof ObjectNode before) {
                merge(before, inner);
              } else {
                into.set(field.getKey(), field.getValue());
              }
            });
  }

  synchronized void delete(String name) {
    if (!find(name).objects.isEmpty()) {
      throw new ApiException(Status.ABORTED, "The bucket you tried to delete is not empty.");
    }
    buckets.remove(name);
  }

  synchronized List<ObjectNode> documents() {
    return buckets.values().stream().map(bucket -> bucket.document.deepCopy()).toList();
  }

  synchronized List<StoredObject> list(String bucket) {
    return List.copyOf(find(bucket).objects.values());
  }

  synchronized StoredObject object(String bucket, String name) {
    StoredObject found = find(bucket).objects.get(name);
    if (found == null) {
      throw missing(bucket, name);
    }
    return found;
  }

  synchronized boolean has(String bucket, String name) {
    Bucket found = buckets.get(bucket);
    return found != null && found.objects.containsKey(name);
  }

  /**
   * Stores an object.
   *
   * @param ifGeneration which generation must be there now, 0 if none; null for whatever there is
   */
  synchronized StoredObject put(
      String bucket,
      String name,
      byte[] content,
      String contentType,
      Map<String, String> metadata,
      @Nullable Long ifGeneration) {
    int length = name.getBytes(StandardCharsets.UTF_8).length;
    if (length == 0 || length > 1_024) {
      throw new ApiException(Status.INVALID_ARGUMENT, "Invalid object name: 1 to 1024 bytes");
    }
    Bucket found = find(bucket);
    StoredObject before = found.objects.get(name);
    check(before, ifGeneration);
    gone(found, before);
    StoredObject stored =
        new StoredObject(
            bucket,
            name,
            content,
            contentType,
            Map.copyOf(metadata),
            generations.incrementAndGet(),
            1,
            place.clock().instant());
    found.objects.put(name, stored);
    return stored;
  }

  synchronized StoredObject describe(String bucket, String name, Map<String, String> metadata) {
    StoredObject changed = object(bucket, name).with(Map.copyOf(metadata));
    find(bucket).objects.put(name, changed);
    return changed;
  }

  /**
   * Deletes an object.
   *
   * @param generation which one, for good; null for the current one, which stays as noncurrent
   *     where versions are kept
   */
  synchronized void remove(
      String bucket, String name, @Nullable Long ifGeneration, @Nullable Long generation) {
    Bucket found = find(bucket);
    StoredObject current = found.objects.get(name);
    if (generation != null && (current == null || current.generation() != generation)) {
      if (!found.noncurrent.removeIf(
          old -> old.name().equals(name) && old.generation() == generation)) {
        throw missing(bucket, name);
      }
      return;
    }
    StoredObject before = object(bucket, name);
    check(before, ifGeneration);
    found.objects.remove(name);
    if (generation == null && found.document.path("versioning").path("enabled").asBoolean()) {
      found.noncurrent.add(before);
    } else {
      gone(found, before);
    }
  }

  private static void check(@Nullable StoredObject before, @Nullable Long ifGeneration) {
    long there = before == null ? 0 : before.generation();
    if (ifGeneration != null && ifGeneration != there) {
      throw new ApiException(
          Status.FAILED_PRECONDITION,
          412,
          "At least one of the pre-conditions you specified did not hold.");
    }
  }

  /** Meters for how long an object lay there, and will lie there softly deleted; it may be none. */
  private void gone(Bucket bucket, @Nullable StoredObject object) {
    if (object != null) {
      Duration lay = Duration.between(object.created(), place.clock().instant());
      long soft =
          bucket.document.path("softDeletePolicy").path("retentionDurationSeconds").asLong();
      meters.stored(object.content().length, lay.plusSeconds(soft).toNanos());
    }
  }

  private Bucket find(String name) {
    Bucket bucket = buckets.get(name);
    if (bucket == null) {
      throw new ApiException(Status.NOT_FOUND, "The specified bucket does not exist.");
    }
    return bucket;
  }

  static ApiException missing(String bucket, String name) {
    return new ApiException(Status.NOT_FOUND, "No such object: " + bucket + "/" + name);
  }

  /** Returns what the buckets look like. */
  public synchronized List<BucketLook> buckets() {
    return buckets.values().stream()
        .map(
            bucket ->
                new BucketLook(
                    bucket.document.path("name").asText(),
                    Json.strings(bucket.document.path("labels")),
                    Instant.parse(bucket.document.path("timeCreated").asText())))
        .toList();
  }

  /** Returns what the objects look like. */
  public synchronized List<ObjectLook> objects() {
    List<ObjectLook> all = new ArrayList<>();
    for (Bucket bucket : buckets.values()) {
      for (StoredObject object : bucket.objects.values()) {
        all.add(
            new ObjectLook(
                object.bucket(), object.name(), object.content().length, object.metadata()));
      }
      for (StoredObject old : bucket.noncurrent) {
        String name = old.name() + "#" + old.generation();
        all.add(new ObjectLook(old.bucket(), name, old.content().length, old.metadata()));
      }
    }
    return all;
  }
}
