package io.faast.emulator.aws.s3;

import io.faast.emulator.aws.core.ApiException;
import io.faast.emulator.aws.core.Meters;
import io.faast.emulator.aws.core.Place;
import io.faast.emulator.aws.lambda.CodeSource;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The buckets of the account. Thread-safe: every access to a bucket goes through here. */
public final class ObjectStore implements CodeSource {
  private final Map<String, Bucket> buckets = new TreeMap<>();
  private final Place place;
  private final Meters meters;

  /** A bucket. Guarded by the store. */
  static final class Bucket {
    final String name;
    final Instant created;
    final Map<String, String> tags = new TreeMap<>();
    final Map<String, Stored> objects = new TreeMap<>();

    /** Configurations that are only kept, by the name that the query has for them. */
    final Map<String, byte[]> documents = new TreeMap<>();

    Bucket(String name, Instant created) {
      this.name = name;
      this.created = created;
    }
  }

  /** An object. */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares objects
  record Stored(
      byte[] content,
      String etag,
      Instant modified,
      Instant since,
      String contentType,
      Map<String, String> metadata,
      Map<String, String> tags) {}

  /** What a bucket looks like. */
  public record BucketLook(String name, Map<String, String> tags) {}

  /** What an object looks like. */
  public record ObjectLook(String bucket, String key, long size, Map<String, String> tags) {}

  /** Begins without buckets. */
  public ObjectStore(Place place, Meters meters) {
    this.place = place;
    this.meters = meters;
  }

  Instant now() {
    return place.clock().instant();
  }

  String region() {
    return place.region();
  }

  /** Only the oldest region is not named: CreateBucketConfiguration's page in the API reference. */
  void checkPlace(String location) {
    boolean oldest = place.region().equals("us-east-1");
    if (oldest && !location.isEmpty()) {
      throw new ApiException(
          400, "InvalidLocationConstraint", "The specified location-constraint is not valid");
    }
    if (!oldest && !location.equals(place.region())) {
      throw new ApiException(
          400,
          "IllegalLocationConstraintException",
          "The "
              + (location.isEmpty() ? "unspecified" : location)
              + " location constraint is incompatible for the region specific endpoint this"
              + " request was sent to.");
    }
  }

  synchronized void create(String name, Map<String, String> tags) {
    boolean named = name.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]") && !name.contains("..");
    if (!named || name.matches("[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+")) {
      throw new ApiException(400, "InvalidBucketName", "The specified bucket is not valid.");
    }
    if (buckets.containsKey(name)) {
      if (place.region().equals("us-east-1")) {
        return; // says CreateBucket's page in the API reference
      }
      throw new ApiException(
          409,
          "BucketAlreadyOwnedByYou",
          "Your previous request to create the named bucket succeeded and you already own it.");
    }
    Bucket bucket = new Bucket(name, now().truncatedTo(ChronoUnit.SECONDS));
    bucket.tags.putAll(tags);
    buckets.put(name, bucket);
  }

  /** Meters for how long an object lay there; it may be none. */
  private void gone(@Nullable Stored stored) {
    if (stored != null) {
      Duration lay = Duration.between(stored.since, place.clock().instant());
      meters.s3Stored(stored.content.length, lay.toNanos());
    }
  }

  synchronized void put(String bucket, String key, Stored stored) {
    gone(find(bucket).objects.put(key, stored));
  }

  synchronized void remove(String bucket, String key) {
    gone(find(bucket).objects.remove(key));
  }

  synchronized void delete(String name) {
    if (!find(name).objects.isEmpty()) {
      throw new ApiException(409, "BucketNotEmpty", "The bucket you tried to delete is not empty");
    }
    buckets.remove(name);
  }

  synchronized <T> T with(String name, Function<Bucket, T> use) {
    return use.apply(find(name));
  }

  synchronized <T> List<T> list(Function<Bucket, T> use) {
    List<T> all = new ArrayList<>();
    buckets.values().forEach(bucket -> all.add(use.apply(bucket)));
    return all;
  }

  synchronized @Nullable Stored get(String bucket, String key, boolean mustExist) {
    Stored found = find(bucket).objects.get(key);
    if (found == null && mustExist) {
      throw new ApiException(404, "NoSuchKey", "The specified key does not exist.");
    }
    return found;
  }

  private Bucket find(String name) {
    Bucket bucket = buckets.get(name);
    if (bucket == null) {
      throw new ApiException(404, "NoSuchBucket", "The specified bucket does not exist");
    }
    return bucket;
  }

  /** Returns what the buckets look like. */
  public List<BucketLook> buckets() {
    return list(bucket -> new BucketLook(bucket.name, Map.copyOf(bucket.tags)));
  }

  /** Returns what the objects look like. */
  public List<ObjectLook> objects() {
    List<ObjectLook> all = new ArrayList<>();
    list(
        bucket -> {
          bucket.objects.forEach(
              (key, stored) ->
                  all.add(new ObjectLook(bucket.name, key, stored.content.length, stored.tags)));
          return bucket;
        });
    return all;
  }

  @Override
  public byte[] get(String bucket, String key) {
    try {
      Stored found = get(bucket, key, true);
      return found == null ? new byte[0] : found.content;
    } catch (ApiException e) {
      throw new ApiException(
          400,
          "InvalidParameterValueException",
          "Error occurred while GetObject. S3 Error Code: "
              + e.code()
              + ". S3 Error Message: "
              + e.message());
    }
  }

  @Override
  public String arn(String bucket, String key) {
    return "arn:aws:s3:::" + bucket + "/" + key;
  }
}
