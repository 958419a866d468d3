package io.faast.emulator.gcp.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faast.emulator.core.Json;
import io.faast.emulator.core.Request;
import io.faast.emulator.core.Response;
import io.faast.emulator.gcp.core.Answer;
import io.faast.emulator.gcp.core.ApiException;
import io.faast.emulator.gcp.core.Call;
import io.faast.emulator.gcp.core.Caller;
import io.faast.emulator.gcp.core.Meters;
import io.faast.emulator.gcp.core.Operation;
import io.faast.emulator.gcp.core.Status;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The methods on objects, but for uploads. */
final class Objects {
  private static final Pattern RANGE = Pattern.compile("bytes=([0-9]+)-([0-9]*)");

  private final ObjectStore store;
  private final Meters meters;
  private final StorageOperations operations;

  Objects(ObjectStore store, Meters meters, StorageOperations operations) {
    this.store = store;
    this.meters = meters;
    this.operations = operations;
  }

  Operation list(Request request, String bucket) {
    return operations.classA(
        "ListObjects",
        List.of(StorageOperations.on(bucket, "objects.list")),
        call ->
            Answer.json(
                Listing.of(
                    "storage#objects",
                    store.list(bucket).stream().map(StoredObject::document).toList(),
                    request)));
  }

  Optional<Operation> onOne(Request request, String bucket, String name) {
    return switch (request.method()) {
      case "GET" ->
          Optional.of(
              "media".equals(request.parameter("alt"))
                  ? download(request, bucket, name)
                  : get(bucket, name));
      case "PATCH" -> Optional.of(describe(request, bucket, name));
      case "DELETE" -> Optional.of(delete(request, bucket, name));
      default -> Optional.empty();
    };
  }

  private Operation get(String bucket, String name) {
    return operations.classB(
        "GetObject",
        List.of(StorageOperations.on(bucket, name, "get")),
        call -> Answer.json(find(bucket, name, call.caller()).document()));
  }

  private Operation describe(Request request, String bucket, String name) {
    return operations.classA(
        "PatchObject",
        List.of(StorageOperations.on(bucket, name, "update")),
        call -> {
          ObjectNode changes = Json.read(request.body());
          return Answer.json(
              store.describe(bucket, name, Json.strings(changes.path("metadata"))).document());
        });
  }

  Operation delete(Request request, String bucket, String name) {
    return operations.free(
        "DeleteObject",
        List.of(StorageOperations.on(bucket, name, "delete")),
        call -> {
          store.remove(bucket, name, generation(request), number(request, "generation"));
          return Response.empty(204);
        });
  }

  /** Returns a download; without its body if it is asked for by HEAD. */
  Operation download(Request request, String bucket, String name) {
    return operations.classB(
        "GetObject",
        List.of(StorageOperations.on(bucket, name, "get")),
        call -> content(request, find(bucket, name, call.caller()), call));
  }

  private Response content(Request request, StoredObject object, Call call) {
    byte[] whole = object.content();
    String asked = request.header("range");
    Matcher range = RANGE.matcher(asked == null ? "" : asked);
    int from = 0;
    int to = whole.length;
    if (range.matches()) {
      from = (int) Math.min(Integer.MAX_VALUE, Long.parseLong(range.group(1)));
      if (!range.group(2).isEmpty()) {
        to = (int) Math.min(whole.length, Long.parseLong(range.group(2)) + 1);
      }
      if (from >= whole.length || to <= from) {
        throw new ApiException(
            Status.INVALID_ARGUMENT, 416, "The requested range cannot be satisfied.");
      }
    }
    boolean head = request.method().equals("HEAD");
    byte[] part = head ? new byte[0] : Arrays.copyOfRange(whole, from, to);
    meters.egress(call.caller(), part.length);
    Response response =
        Response.of(range.matches() ? 206 : 200, object.contentType(), part)
            .with("etag", object.etag())
            .with("x-goog-generation", String.valueOf(object.generation()))
            .with("x-goog-metageneration", String.valueOf(object.metageneration()))
            .with("x-goog-stored-content-length", String.valueOf(whole.length))
            .with("x-goog-stored-content-encoding", "identity")
            .with("x-goog-hash", "crc32c=" + object.crc32c() + ",md5=" + object.md5())
            .with("x-goog-storage-class", "STANDARD");
    if (head) {
      response = response.with("content-length", String.valueOf(whole.length));
    }
    return range.matches()
        ? response.with("content-range", "bytes " + from + "-" + (to - 1) + "/" + whole.length)
        : response;
  }

  /** Who may not list a bucket is not told that something is missing: GetObject's page says so. */
  private StoredObject find(String bucket, String name, Caller caller) {
    if (!store.has(bucket, name)
        && !caller.may().test(StorageOperations.on(bucket, "objects.list"))) {
      throw StorageService.refused(caller, StorageOperations.on(bucket, name, "list"));
    }
    return store.object(bucket, name);
  }

  static @Nullable Long generation(Request request) {
    return number(request, "ifGenerationMatch");
  }

  private static @Nullable Long number(Request request, String parameter) {
    String given = request.parameter(parameter);
    try {
      return given == null ? null : Long.valueOf(given);
    } catch (NumberFormatException e) {
      throw new ApiException(Status.INVALID_ARGUMENT, "Invalid " + parameter + ": " + given);
    }
  }
}
