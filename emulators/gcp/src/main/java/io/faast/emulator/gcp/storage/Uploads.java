package io.faast.emulator.gcp.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faast.emulator.core.Json;
import io.faast.emulator.core.Request;
import io.faast.emulator.core.Response;
import io.faast.emulator.gcp.core.Answer;
import io.faast.emulator.gcp.core.ApiException;
import io.faast.emulator.gcp.core.Operation;
import io.faast.emulator.gcp.core.Permission;
import io.faast.emulator.gcp.core.Status;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The three ways to upload an object: at once, with its description, and in pieces. */
final class Uploads {
  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes (?:([0-9]+)-([0-9]+)|\\*)/(\\*|[0-9]+)");
  private static final int RESUME = 308;

  private final ObjectStore store;
  private final StorageOperations operations;
  private final Map<String, Session> sessions = new ConcurrentHashMap<>();

  private record Session(
      String bucket,
      String name,
      String contentType,
      Map<String, String> metadata,
      @Nullable Long ifGeneration,
      ByteArrayOutputStream received) {}

  Uploads(ObjectStore store, StorageOperations operations) {
    this.store = store;
    this.operations = operations;
  }

  Optional<Operation> operation(Request request, String bucket) {
    String kind = String.valueOf(request.parameter("uploadType"));
    return switch (kind) {
      case "media" -> Optional.of(media(request, bucket));
      case "multipart" -> Optional.of(multipart(request, bucket));
      case "resumable" ->
          Optional.of(request.asks("upload_id") ? piece(request, bucket) : begin(request, bucket));
      default -> Optional.empty();
    };
  }

  /** Overwriting takes the permission to delete: "IAM permissions for JSON methods". */
  List<Permission> needed(String bucket, String name) {
    List<Permission> needed = new ArrayList<>();
    needed.add(StorageOperations.on(bucket, name, "create"));
    if (store.has(bucket, name)) {
      needed.add(StorageOperations.on(bucket, name, "delete"));
    }
    return needed;
  }

  private Operation media(Request request, String bucket) {
    String name = String.valueOf(request.parameter("name"));
    return operations.classA(
        "InsertObject",
        needed(bucket, name),
        call ->
            Answer.json(
                store
                    .put(
                        bucket,
                        name,
                        request.body(),
                        type(request),
                        Map.of(),
                        Objects.generation(request))
                    .document()));
  }

  private Operation multipart(Request request, String bucket) {
    Multipart parts = Multipart.of(request.header("content-type"), request.body());
    ObjectNode document = Json.read(parts.document());
    String name = name(request, document);
    return operations.classA(
        "InsertObject",
        needed(bucket, name),
        call ->
            Answer.json(
                store
                    .put(
                        bucket,
                        name,
                        parts.content(),
                        document.path("contentType").asText(parts.contentType()),
                        Json.strings(document.path("metadata")),
                        Objects.generation(request))
                    .document()));
  }

  private Operation begin(Request request, String bucket) {
    ObjectNode document = Json.read(request.body());
    String name = name(request, document);
    String given = request.header("x-upload-content-type");
    String type =
        document.path("contentType").asText(given == null ? "application/octet-stream" : given);
    return operations.classA(
        "InsertObject",
        needed(bucket, name),
        call -> {
          var unused = store.bucket(bucket);
          String id = UUID.randomUUID().toString();
          sessions.put(
              id,
              new Session(
                  bucket,
                  name,
                  type,
                  Json.strings(document.path("metadata")),
                  Objects.generation(request),
                  new ByteArrayOutputStream()));
          return Response.empty(200)
              .with("x-guploader-uploadid", id)
              .with(
                  "location",
                  "http://"
                      + request.header("host")
                      + "/upload/storage/v1/b/"
                      + bucket
                      + "/o?uploadType=resumable&upload_id="
                      + id);
        });
  }

  /** Whoever knows the id of a session may go on with it. */
  private Operation piece(Request request, String bucket) {
    return Operation.open(
        "InsertObject",
        call -> {
          String id = String.valueOf(request.parameter("upload_id"));
          Session session = sessions.get(id);
          if (session == null || !session.bucket.equals(bucket)) {
            throw new ApiException(Status.NOT_FOUND, "No such upload");
          }
          if (request.method().equals("DELETE")) {
            sessions.remove(id);
            return Response.empty(499);
          }
          synchronized (session) {
            return received(id, session, request);
          }
        });
  }

  private Response received(String id, Session session, Request request) {
    String header = request.header("content-range");
    Matcher range = CONTENT_RANGE.matcher(header == null ? "" : header);
    boolean ranged = range.matches();
    if (ranged && range.group(1) != null) {
      long from = Long.parseLong(range.group(1));
      if (from > session.received.size()) {
        throw new ApiException(Status.INVALID_ARGUMENT, 503, "A piece is missing");
      }
      int known = (int) (session.received.size() - from);
      if (known < request.body().length) {
        session.received.write(request.body(), known, request.body().length - known);
      }
    } else if (!ranged) {
      session.received.writeBytes(request.body());
    }
    boolean whole =
        !ranged
            || (!range.group(3).equals("*")
                && session.received.size() == Long.parseLong(range.group(3)));
    if (!whole) {
      Response more = Response.empty(RESUME);
      return session.received.size() == 0
          ? more
          : more.with("range", "bytes=0-" + (session.received.size() - 1));
    }
    sessions.remove(id);
    return Answer.json(
        store
            .put(
                session.bucket,
                session.name,
                session.received.toByteArray(),
                session.contentType,
                session.metadata,
                session.ifGeneration)
            .document());
  }

  private static String name(Request request, ObjectNode document) {
    String asked = request.parameter("name");
    return asked == null ? document.path("name").asText("") : asked;
  }

  static String type(Request request) {
    String type = request.header("content-type");
    return type == null ? "application/octet-stream" : type;
  }
}
