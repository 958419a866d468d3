package io.faast.emulator.gcp.functions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faast.emulator.core.Json;
import io.faast.emulator.core.Request;
import io.faast.emulator.core.Response;
import io.faast.emulator.gcp.core.Answer;
import io.faast.emulator.gcp.core.ApiException;
import io.faast.emulator.gcp.core.Operation;
import io.faast.emulator.gcp.core.Place;
import io.faast.emulator.gcp.core.Service;
import io.faast.emulator.gcp.core.Status;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Where sources are sent to before a function is made of them. Thread-safe. */
final class Uploads implements Service {
  private static final String PREFIX = "/upload/functions/";

  private final Place place;
  private final URI endpoint;
  private final Sources sources;

  /** The objects that may be written, by the secret of the address. */
  private final Map<String, String> open = new ConcurrentHashMap<>();

  Uploads(Place place, URI endpoint, Sources sources) {
    this.place = place;
    this.endpoint = endpoint;
    this.sources = sources;
  }

  private String bucket() {
    return "gcf-v2-uploads-" + place.number() + "-" + place.region();
  }

  /** Answers GenerateUploadUrl. */
  Response generate() {
    String object = UUID.randomUUID() + ".zip";
    String secret = UUID.randomUUID().toString();
    open.put(secret, object);
    ObjectNode answer = Json.object().put("uploadUrl", endpoint + PREFIX + secret);
    answer.putObject("storageSource").put("bucket", bucket()).put("object", object);
    return Answer.json(answer);
  }

  @Override
  public String name() {
    return "cloudfunctions";
  }

  @Override
  public Optional<Operation> operation(Request request) {
    return request.method().equals("PUT") && request.rawPath().startsWith(PREFIX)
        ? Optional.of(Operation.open("UploadSource", call -> upload(request)))
        : Optional.empty();
  }

  private Response upload(Request request) {
    String object = open.get(request.rawPath().substring(PREFIX.length()));
    if (object == null) {
      throw new ApiException(Status.PERMISSION_DENIED, "The address is unknown");
    }
    if (!"application/zip".equals(request.header("content-type"))) {
      throw new ApiException(
          Status.PERMISSION_DENIED,
          "SignatureDoesNotMatch: the content type that was signed is application/zip");
    }
    var unused = sources.put(bucket(), object, request.body());
    return Response.empty(200);
  }
}
