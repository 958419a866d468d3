package io.faast.emulator.gcp.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faast.emulator.core.Json;
import io.faast.emulator.core.Request;
import io.faast.emulator.core.Response;
import io.faast.emulator.gcp.core.Answer;
import io.faast.emulator.gcp.core.ApiException;
import io.faast.emulator.gcp.core.Operation;
import io.faast.emulator.gcp.core.Paths;
import io.faast.emulator.gcp.core.Permission;
import io.faast.emulator.gcp.core.Place;
import io.faast.emulator.gcp.core.Service;
import io.faast.emulator.gcp.core.Status;
import io.faast.emulator.gcp.iam.PolicyOperations;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cloud Run's own API, version 2: looking at services, and their policies. */
public final class RunApi implements Service {
  private static final Pattern PATH =
      Pattern.compile("/v2/(projects/[^/]+/locations/[^/]+)/services(?:/([^/:]+))?(?::(\\w+))?");

  private final Place place;
  private final URI endpoint;
  private final CloudRun cloudRun;
  private final PolicyOperations policies;

  /** Tells of {@code cloudRun}. */
  public RunApi(Place place, URI endpoint, CloudRun cloudRun, PolicyOperations policies) {
    this.place = place;
    this.endpoint = endpoint;
    this.cloudRun = cloudRun;
    this.policies = policies;
  }

  @Override
  public String name() {
    return "run";
  }

  @Override
  public Optional<Operation> operation(Request request) {
    Matcher path = PATH.matcher(Paths.of(request));
    if (!path.matches()) {
      return Optional.empty();
    }
    String parent = path.group(1);
    String name = path.group(2);
    String verb = path.group(3);
    String resource = parent + "/services/" + name;
    if (verb != null) {
      return policies.operation(verb, "run.services", resource, request, each -> find(name));
    }
    if (!request.method().equals("GET")) {
      return Optional.empty();
    }
    return Optional.of(
        name == null
            ? Operation.now(
                "ListServices",
                List.of(new Permission("run.services.list", parent)),
                call -> list())
            : Operation.now(
                "GetService",
                List.of(new Permission("run.services.get", resource)),
                call -> Answer.json(json(find(name)))));
  }

  private RunConfig find(String name) {
    return cloudRun
        .find(name)
        .map(RunService::config)
        .orElseThrow(
            () ->
                new ApiException(
                    Status.NOT_FOUND, "Resource '" + name + "' of kind 'SERVICE' does not exist."));
  }

  private Response list() {
    ObjectNode out = Json.object();
    ArrayNode services = out.putArray("services");
    cloudRun.services().forEach(config -> services.add(json(config)));
    return Answer.json(out);
  }

  private ObjectNode json(RunConfig config) {
    String name = place.named("locations/" + place.region() + "/services/" + config.function());
    return Json.object()
        .put("name", name)
        .put("uri", FrontEnd.address(endpoint, config.function()).toString())
        .put("latestReadyRevision", name + "/revisions/" + config.revision());
  }
}
