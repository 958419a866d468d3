package io.faast.emulator.gcp.storage;

import io.faast.emulator.core.Request;
import io.faast.emulator.core.Response;
import io.faast.emulator.gcp.core.ApiException;
import io.faast.emulator.gcp.core.Caller;
import io.faast.emulator.gcp.core.Meters;
import io.faast.emulator.gcp.core.Operation;
import io.faast.emulator.gcp.core.Permission;
import io.faast.emulator.gcp.core.Service;
import io.faast.emulator.gcp.iam.SignedUrls;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What can be done with a signed URL: the paths of the XML API, bucket and then object. Errors come
 * in JSON here, not in XML.
 */
public final class SignedUrlService implements Service {
  private static final String METADATA = "x-goog-meta-";

  private final ObjectStore store;
  private final StorageService json;
  private final StorageOperations operations;

  /** Serves what is in {@code store}. */
  public SignedUrlService(ObjectStore store, StorageService json, Meters meters) {
    this.store = store;
    this.json = json;
    operations = new StorageOperations(meters);
  }

  @Override
  public String name() {
    return "storage";
  }

  @Override
  public ApiException denied(Caller caller, Permission needed) {
    return StorageService.refused(caller, needed);
  }

  @Override
  public Optional<Operation> operation(Request request) {
    List<String> path = request.segments();
    if (!SignedUrls.isSigned(request) || path.size() < 2) {
      return Optional.empty();
    }
    String bucket = path.get(0);
    String name = String.join("/", path.subList(1, path.size()));
    return switch (request.method()) {
      case "GET", "HEAD" -> Optional.of(json.objects().download(request, bucket, name));
      case "PUT" -> Optional.of(put(request, bucket, name));
      case "DELETE" -> Optional.of(json.objects().delete(request, bucket, name));
      default -> Optional.empty();
    };
  }

  private Operation put(Request request, String bucket, String name) {
    Map<String, String> metadata = new TreeMap<>();
    request
        .headers()
        .forEach(
            (header, value) -> {
              if (header.startsWith(METADATA)) {
                metadata.put(header.substring(METADATA.length()), value);
              }
            });
    return operations.classA(
        "PutObject",
        json.uploads().needed(bucket, name),
        call -> {
          StoredObject stored =
              store.put(bucket, name, request.body(), Uploads.type(request), metadata, null);
          return Response.empty(200)
              .with("etag", stored.etag())
              .with("x-goog-generation", String.valueOf(stored.generation()))
              .with("x-goog-hash", "crc32c=" + stored.crc32c() + ",md5=" + stored.md5());
        });
  }
}
