package io.faast.emulator.aws.s3;

import io.faast.emulator.aws.core.ApiException;
import io.faast.emulator.aws.core.Call;
import io.faast.emulator.aws.core.Meters;
import io.faast.emulator.aws.core.Operation;
import io.faast.emulator.aws.core.Permission;
import io.faast.emulator.aws.core.Protocol;
import io.faast.emulator.aws.core.Refusal;
import io.faast.emulator.aws.core.Xml;
import io.faast.emulator.aws.s3.ObjectStore.Stored;
import io.faast.emulator.core.Request;
import io.faast.emulator.core.Response;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The operations on objects. */
final class Objects {
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final String META = "x-amz-meta-";

  private final ObjectStore store;
  private final Meters meters;

  Objects(ObjectStore store, Meters meters) {
    this.store = store;
    this.meters = meters;
  }

  Operation operation(Request request, String bucket, String key) {
    String arn = store.arn(bucket, key);
    if (request.asks("uploads") || request.asks("uploadId") || request.asks("acl")) {
      throw S3Service.unknown(request);
    }
    if (request.asks("tagging")) {
      return Operation.now(
          "GetObjectTagging",
          List.of(new Permission("s3:GetObjectTagging", arn)),
          call -> {
            meters.s3Read();
            return Protocol.REST_XML.answer(200, Documents.tagging(find(bucket, key, call).tags()));
          });
    }
    return switch (request.method()) {
      case "PUT" -> put(request, bucket, key, arn);
      case "GET" ->
          Operation.now(
              "GetObject",
              List.of(new Permission("s3:GetObject", arn)),
              call -> get(bucket, key, Range.of(request), call));
      case "HEAD" ->
          Operation.now(
              "HeadObject",
              List.of(new Permission("s3:GetObject", arn)),
              call -> get(bucket, key, null, call));
      case "DELETE" ->
          Operation.now(
              "DeleteObject",
              List.of(new Permission("s3:DeleteObject", arn)),
              call -> {
                store.remove(bucket, key);
                return Response.empty(204);
              });
      default -> throw S3Service.unknown(request);
    };
  }

  private Operation put(Request request, String bucket, String key, String arn) {
    if (request.header("x-amz-copy-source") != null) {
      throw S3Service.unknown(request);
    }
    String tagging = request.header("x-amz-tagging");
    Map<String, String> tags = tagging == null ? Map.of() : Documents.tags(tagging);
    List<Permission> needed = new ArrayList<>();
    needed.add(new Permission("s3:PutObject", arn));
    if (!tags.isEmpty()) {
      needed.add(new Permission("s3:PutObjectTagging", arn));
    }
    return Operation.now(
        "PutObject",
        needed,
        call -> {
          meters.s3Write();
          byte[] content = Body.of(request);
          Map<String, String> metadata = new TreeMap<>();
          request.headers().keySet().stream()
              .filter(name -> name.startsWith(META))
              .forEach(name -> metadata.put(name, String.valueOf(request.header(name))));
          String type = request.header("content-type");
          Instant now = store.now();
          Stored stored =
              new Stored(
                  content,
                  "\"" + md5(content) + "\"",
                  now.truncatedTo(ChronoUnit.SECONDS),
                  now,
                  type == null ? "binary/octet-stream" : type,
                  Map.copyOf(metadata),
                  Map.copyOf(tags));
          store.put(bucket, key, stored);
          return Response.empty(200)
              .with("ETag", stored.etag())
              .with("x-amz-server-side-encryption", "AES256");
        });
  }

  private Response get(String bucket, String key, @Nullable Range range, Call call) {
    meters.s3Read();
    Stored stored = find(bucket, key, call);
    byte[] content = range == null ? stored.content() : range.in(stored.content());
    if (range != null) {
      meters.dataOut(call.caller(), content.length);
    }
    int status = range == null || range.isWhole() ? 200 : 206;
    Response response =
        Response.of(status, stored.contentType(), range == null ? new byte[0] : content)
            .with("content-length", String.valueOf(content.length))
            .with("ETag", stored.etag())
            .with("Last-Modified", HTTP_DATE.format(stored.modified()))
            .with("x-amz-server-side-encryption", "AES256");
    for (Map.Entry<String, String> each : stored.metadata().entrySet()) {
      response = response.with(each.getKey(), each.getValue());
    }
    return response;
  }

  /** Who may not list a bucket is not told that something is missing: GetObject's page says so. */
  private Stored find(String bucket, String key, Call call) {
    Stored found = store.get(bucket, key, false);
    if (found != null) {
      return found;
    }
    if (!call.caller().may().test(new Permission("s3:ListBucket", "arn:aws:s3:::" + bucket))) {
      throw Protocol.REST_XML.refusal(Refusal.DENIED, "Access Denied");
    }
    throw new ApiException(404, "NoSuchKey", "The specified key does not exist.");
  }

  Operation deleteAll(Request request, String bucket) {
    List<String> keys = Documents.keys(Body.of(request));
    if (keys.size() > 1000) {
      throw new ApiException(400, "MalformedXML", "More than 1000 objects");
    }
    List<Permission> needed =
        keys.stream()
            .map(key -> new Permission("s3:DeleteObject", store.arn(bucket, key)))
            .toList();
    return Operation.now(
        "DeleteObjects",
        needed,
        call -> {
          Xml xml = new Xml("DeleteResult", Documents.NAMESPACE);
          for (String key : keys) {
            store.remove(bucket, key);
            xml.open("Deleted").text("Key", key).close();
          }
          return Protocol.REST_XML.answer(200, xml);
        });
  }

  private static String md5(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
