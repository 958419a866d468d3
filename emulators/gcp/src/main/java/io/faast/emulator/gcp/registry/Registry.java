package io.faast.emulator.gcp.registry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faast.emulator.core.Json;
import io.faast.emulator.core.Request;
import io.faast.emulator.core.Response;
import io.faast.emulator.gcp.core.Answer;
import io.faast.emulator.gcp.core.ApiException;
import io.faast.emulator.gcp.core.Meters;
import io.faast.emulator.gcp.core.Operation;
import io.faast.emulator.gcp.core.Permission;
import io.faast.emulator.gcp.core.Place;
import io.faast.emulator.gcp.core.Service;
import io.faast.emulator.gcp.core.Status;
import io.faast.emulator.gcp.operations.LongRunning;
import io.faast.emulator.gcp.operations.Operations;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Artifact Registry: the packages of the repository that Cloud Functions makes in a project, and
 * their deletion. Thread-safe.
 */
public final class Registry implements Service {
  /** The repository of functions. */
  public static final String REPOSITORY = "gcf-artifacts";

  private static final Pattern PATH =
      Pattern.compile("/v1/(projects/[^/]+/locations/[^/]+/repositories/[^/]+)/packages(/[^/:]+)?");

  private final Place place;
  private final Meters meters;
  private final Operations operations;
  private final Map<String, Image> images = new TreeMap<>();

  /**
   * An image that a function was built into.
   *
   * @param name the package's id, in which Cloud Functions writes project, region and function
   * @param bytes what lies in the registry
   */
  public record Image(String name, long bytes, long since) {}

  /** Begins empty. */
  public Registry(Place place, Meters meters, Operations operations) {
    this.place = place;
    this.meters = meters;
    this.operations = operations;
  }

  /** Returns the package's id of a function: hyphens are doubled, parts joined by two lines. */
  public static String packageOf(Place place, String function) {
    return String.join(
        "__",
        place.project().replace("-", "--"),
        place.region().replace("-", "--"),
        function.replace("-", "--"));
  }

  /** Keeps what a function was built into, and what its next build would begin with. */
  public synchronized void push(String function, long bytes) {
    String name = packageOf(place, function);
    forget(images.put(name, new Image(name, bytes, System.nanoTime())));
    String cache = name + "/cache";
    forget(images.put(cache, new Image(cache, 0, System.nanoTime())));
  }

  /** Returns what there is. */
  public synchronized List<Image> images() {
    return List.copyOf(images.values());
  }

  private void forget(@Nullable Image image) {
    if (image != null) {
      meters.imageStored(image.bytes, System.nanoTime() - image.since);
    }
  }

  @Override
  public String name() {
    return "artifactregistry";
  }

  @Override
  public Optional<Operation> operation(Request request) {
    Matcher path = PATH.matcher(request.rawPath());
    if (!path.matches()) {
      return Optional.empty();
    }
    String repository = path.group(1);
    String part = path.group(2);
    String name = part == null ? "" : URLDecoder.decode(part.substring(1), StandardCharsets.UTF_8);
    return Optional.ofNullable(
        switch (request.method() + (part == null ? " all" : " one")) {
          case "GET all" ->
              Operation.now(
                  "ListPackages",
                  List.of(new Permission("artifactregistry.packages.list", repository)),
                  call -> list(repository));
          case "GET one" ->
              Operation.now(
                  "GetPackage",
                  List.of(new Permission("artifactregistry.packages.get", repository)),
                  call -> Answer.json(json(repository, find(name))));
          case "DELETE one" ->
              Operation.now(
                  "DeletePackage",
                  List.of(new Permission("artifactregistry.packages.delete", repository)),
                  call -> delete(name));
          default -> null;
        });
  }

  private synchronized Response list(String repository) {
    ObjectNode out = Json.object();
    ArrayNode packages = out.putArray("packages");
    images.values().forEach(image -> packages.add(json(repository, image)));
    return Answer.json(out);
  }

  private synchronized Image find(String name) {
    Image image = images.get(name);
    if (image == null) {
      throw new ApiException(Status.NOT_FOUND, "Package \"" + name + "\" was not found");
    }
    return image;
  }

  private synchronized Response delete(String name) {
    find(name);
    forget(images.remove(name));
    LongRunning deletion =
        operations.begin(
            () ->
                Json.object()
                    .put(
                        "@type",
                        "type.googleapis.com/"
                            + "google.devtools.artifactregistry.v1.OperationMetadata"));
    deletion.succeed(Json.object().put("@type", "type.googleapis.com/google.protobuf.Empty"));
    return Answer.json(deletion.look());
  }

  private static ObjectNode json(String repository, Image image) {
    return Json.object().put("name", repository + "/packages/" + image.name.replace("/", "%2F"));
  }
}
