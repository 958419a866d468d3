package io.faast.emulator.aws.s3;

import io.faast.emulator.aws.core.ApiException;
import io.faast.emulator.aws.core.Call;
import io.faast.emulator.aws.core.Meters;
import io.faast.emulator.aws.core.Operation;
import io.faast.emulator.aws.core.Permission;
import io.faast.emulator.aws.core.Protocol;
import io.faast.emulator.aws.core.Service;
import io.faast.emulator.aws.core.Xml;
import io.faast.emulator.core.Request;
import io.faast.emulator.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds the operation in a path and its query, as S3's API reference gives them. */
public final class S3Service implements Service {
  private final ObjectStore store;
  private final Meters meters;
  private final Objects objects;

  /** Serves what is in {@code store}. */
  public S3Service(ObjectStore store, Meters meters) {
    this.store = store;
    this.meters = meters;
    objects = new Objects(store, meters);
  }

  /** A configuration of a bucket that is kept, and does nothing here. */
  private enum Kept {
    LIFECYCLE("lifecycle", "BucketLifecycleConfiguration", "LifecycleConfiguration"),
    ENCRYPTION("encryption", "BucketEncryption", "EncryptionConfiguration"),
    ACCESS("publicAccessBlock", "PublicAccessBlock", "BucketPublicAccessBlock");

    final String query;
    final String operation;
    final String action;

    Kept(String query, String operation, String action) {
      this.query = query;
      this.operation = operation;
      this.action = action;
    }
  }

  @Override
  public String name() {
    return "s3";
  }

  @Override
  public Protocol protocol() {
    return Protocol.REST_XML;
  }

  @Override
  public Operation operation(Request request) {
    List<String> path = request.segments();
    if (path.isEmpty()) {
      return read(
          "ListBuckets", new Permission("s3:ListAllMyBuckets", "*"), call -> buckets(request));
    }
    String bucket = path.get(0);
    if (path.size() > 1) {
      String rest = request.rawPath().substring(1);
      String key = String.join("/", path.subList(1, path.size()));
      return objects.operation(request, bucket, rest.endsWith("/") ? key + "/" : key);
    }
    return onBucket(request, bucket, "arn:aws:s3:::" + bucket);
  }

  private Operation onBucket(Request request, String bucket, String arn) {
    String method = request.method();
    for (Kept kept : Kept.values()) {
      if (request.asks(kept.query)) {
        return kept(kept, request, bucket, arn);
      }
    }
    if (request.asks("tagging")) {
      return tagging(request, bucket, arn);
    }
    return switch (method) {
      case "PUT" -> create(request, bucket, arn);
      case "DELETE" ->
          free(
              "DeleteBucket",
              new Permission("s3:DeleteBucket", arn),
              call -> {
                store.delete(bucket);
                return Response.empty(204);
              });
      case "HEAD" ->
          read(
              "HeadBucket",
              new Permission("s3:ListBucket", arn),
              call -> store.with(bucket, found -> Response.empty(200)));
      case "POST" -> {
        if (!request.asks("delete")) {
          throw unknown(request);
        }
        yield objects.deleteAll(request, bucket);
      }
      default ->
          write(
              "ListObjectsV2", new Permission("s3:ListBucket", arn), call -> list(request, bucket));
    };
  }

  private Operation create(Request request, String bucket, String arn) {
    byte[] document = Body.of(request);
    Map<String, String> tags = Documents.tags(document);
    List<Permission> needed = new ArrayList<>();
    needed.add(new Permission("s3:CreateBucket", arn).withRequestTags(tags));
    if (!tags.isEmpty()) {
      needed.add(new Permission("s3:TagResource", arn).withRequestTags(tags));
    }
    return Operation.now(
        "CreateBucket",
        needed,
        call -> {
          meters.s3Write();
          store.checkPlace(Documents.location(document));
          store.create(bucket, tags);
          return Response.empty(200).with("Location", "/" + bucket);
        });
  }

  private Operation kept(Kept kept, Request request, String bucket, String arn) {
    String verb =
        switch (request.method()) {
          case "PUT" -> "Put";
          case "GET" -> "Get";
          default -> "Delete";
        };
    String action = "s3:" + (verb.equals("Delete") ? "Put" : verb) + kept.action;
    byte[] document = Body.of(request);
    return write(
        verb + kept.operation,
        new Permission(action, arn),
        call ->
            store.with(
                bucket,
                found -> {
                  if (verb.equals("Put")) {
                    found.documents.put(kept.query, document);
                  } else if (verb.equals("Delete")) {
                    found.documents.remove(kept.query);
                    return Response.empty(204);
                  } else {
                    return protocol().answer(200, document(found.documents.get(kept.query), kept));
                  }
                  return Response.empty(200);
                }));
  }

  private static byte[] document(byte @Nullable [] document, Kept kept) {
    if (document == null) {
      throw new ApiException(
          404, "NoSuch" + kept.action, "The " + kept.query + " configuration does not exist");
    }
    return document;
  }

  private Operation tagging(Request request, String bucket, String arn) {
    return switch (request.method()) {
      case "PUT" -> {
        Map<String, String> tags = Documents.tags(Body.of(request));
        yield write(
            "PutBucketTagging",
            new Permission("s3:PutBucketTagging", arn).withRequestTags(tags),
            call ->
                store.with(
                    bucket,
                    found -> {
                      found.tags.clear();
                      found.tags.putAll(tags);
                      return Response.empty(204);
                    }));
      }
      case "DELETE" ->
          free(
              "DeleteBucketTagging",
              new Permission("s3:PutBucketTagging", arn),
              call ->
                  store.with(
                      bucket,
                      found -> {
                        found.tags.clear();
                        return Response.empty(204);
                      }));
      default ->
          read(
              "GetBucketTagging",
              new Permission("s3:GetBucketTagging", arn),
              call -> protocol().answer(200, Documents.tagging(tags(bucket))));
    };
  }

  private Map<String, String> tags(String bucket) {
    Map<String, String> tags = store.with(bucket, found -> Map.copyOf(found.tags));
    if (tags.isEmpty()) {
      throw new ApiException(404, "NoSuchTagSet", "The TagSet does not exist");
    }
    return tags;
  }

  /** Without a size of pages everything is on the first. */
  private Response buckets(Request request) {
    String given = request.parameter("prefix");
    String prefix = given == null ? "" : given;
    String token = request.parameter("continuation-token");
    String size = request.parameter("max-buckets");
    int max = size == null ? Integer.MAX_VALUE : Integer.parseInt(size);
    String region = request.parameter("bucket-region");
    boolean here = region == null || region.equals(store.region());
    Xml xml = new Xml("ListAllMyBucketsResult", Documents.NAMESPACE);
    xml.open("Owner").text("ID", "owner").close().open("Buckets");
    List<String> names = store.list(bucket -> bucket.name);
    List<String> wanted =
        names.stream()
            .filter(name -> here && name.startsWith(prefix))
            .filter(name -> token == null || name.compareTo(token) > 0)
            .toList();
    List<String> page = wanted.subList(0, Math.min(max, wanted.size()));
    store.list(
        bucket ->
            page.contains(bucket.name)
                ? xml.open("Bucket")
                    .text("Name", bucket.name)
                    .text("BucketRegion", store.region())
                    .text("CreationDate", bucket.created.toString())
                    .close()
                : xml);
    xml.close();
    if (page.size() < wanted.size()) {
      xml.text("ContinuationToken", page.get(page.size() - 1));
    }
    return protocol().answer(200, xml);
  }

  private Response list(Request request, String bucket) {
    String given = request.parameter("prefix");
    String prefix = given == null ? "" : given;
    String token = request.parameter("continuation-token");
    String keys = request.parameter("max-keys");
    int max = keys == null ? 1000 : Math.min(1000, Integer.parseInt(keys));
    Xml xml = new Xml("ListBucketResult", Documents.NAMESPACE).text("Name", bucket);
    xml.text("Prefix", prefix).text("MaxKeys", String.valueOf(max));
    store.with(
        bucket,
        found -> {
          List<String> all =
              found.objects.keySet().stream()
                  .filter(key -> key.startsWith(prefix))
                  .filter(key -> token == null || key.compareTo(token) > 0)
                  .toList();
          List<String> page = all.subList(0, Math.min(max, all.size()));
          xml.text("KeyCount", String.valueOf(page.size()));
          xml.text("IsTruncated", String.valueOf(page.size() < all.size()));
          if (page.size() < all.size()) {
            xml.text("NextContinuationToken", page.get(page.size() - 1));
          }
          for (String key : page) {
            ObjectStore.Stored stored = found.objects.get(key);
            if (stored != null) {
              xml.open("Contents").text("Key", key);
              xml.text("LastModified", stored.modified().toString()).text("ETag", stored.etag());
              xml.text("Size", String.valueOf(stored.content().length));
              xml.text("StorageClass", "STANDARD").close();
            }
          }
          return found;
        });
    return protocol().answer(200, xml);
  }

  private Operation read(String name, Permission needed, Function<Call, Response> does) {
    return Operation.now(
        name,
        List.of(needed),
        call -> {
          meters.s3Read();
          return does.apply(call);
        });
  }

  private Operation write(String name, Permission needed, Function<Call, Response> does) {
    return Operation.now(
        name,
        List.of(needed),
        call -> {
          meters.s3Write();
          return does.apply(call);
        });
  }

  /** DELETE requests cost nothing: "Amazon S3 pricing". */
  private static Operation free(String name, Permission needed, Function<Call, Response> does) {
    return Operation.now(name, List.of(needed), does);
  }

  static ApiException unknown(Request request) {
    return new ApiException(
        501,
        "NotImplemented",
        "The emulator does not know " + request.method() + " with the query " + request.rawQuery());
  }
}
