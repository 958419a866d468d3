package io.faast.emulator.gcp.functions;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faast.emulator.core.Fault;
import io.faast.emulator.core.Json;
import io.faast.emulator.core.Request;
import io.faast.emulator.core.Response;
import io.faast.emulator.gcp.core.Admission;
import io.faast.emulator.gcp.core.Answer;
import io.faast.emulator.gcp.core.ApiException;
import io.faast.emulator.gcp.core.Call;
import io.faast.emulator.gcp.core.Operation;
import io.faast.emulator.gcp.core.Paths;
import io.faast.emulator.gcp.core.Permission;
import io.faast.emulator.gcp.core.Service;
import io.faast.emulator.gcp.core.Status;
import io.faast.emulator.gcp.operations.LongRunning;
import io.faast.emulator.gcp.operations.Operations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Cloud Functions' API, version 2. */
final class FunctionsService implements Service {
  private static final Pattern PATH =
      Pattern.compile("/v2/(projects/[^/]+/locations/[^/]+)/functions(?:/([^/:]+))?(?::(\\w+))?");
  private static final int PAGE = 100;

  private final Creation.Workshop workshop;
  private final Uploads uploads;
  private final Operations operations;
  private final Executor workers;

  FunctionsService(
      Creation.Workshop workshop, Uploads uploads, Operations operations, Executor workers) {
    this.workshop = workshop;
    this.uploads = uploads;
    this.operations = operations;
    this.workers = workers;
  }

  @Override
  public String name() {
    return "cloudfunctions";
  }

  @Override
  public Optional<Operation> operation(Request request) {
    Matcher path = PATH.matcher(Paths.of(request));
    if (!path.matches()) {
      return Optional.empty();
    }
    String parent = path.group(1);
    String id = path.group(2);
    String verb = path.group(3);
    String what = request.method() + (id == null ? " all" : " one") + (verb == null ? "" : verb);
    return Optional.ofNullable(operation(what, parent, String.valueOf(id), request));
  }

  private @Nullable Operation operation(String what, String parent, String id, Request request) {
    return switch (what) {
      case "POST allgenerateUploadUrl" ->
          Operation.now(
              "GenerateUploadUrl",
              needs("cloudfunctions.functions.sourceCodeSet", parent),
              call -> uploads.generate());
      case "POST all" -> create(parent, request);
      case "GET all" ->
          Operation.now(
              "ListFunctions",
              needs("cloudfunctions.functions.list", parent),
              call -> list(request));
      case "GET one" ->
          Operation.now(
              "GetFunction",
              needs("cloudfunctions.functions.get", parent + "/functions/" + id),
              call -> Answer.json(find(id)));
      case "DELETE one" ->
          Operation.now(
              "DeleteFunction",
              needs("cloudfunctions.functions.delete", parent + "/functions/" + id),
              call -> delete(id));
      default -> null;
    };
  }

  private static List<Permission> needs(String name, String resource) {
    return List.of(new Permission(name, resource));
  }

  private Operation create(String parent, Request request) {
    ObjectNode document = Json.read(request.body());
    List<Permission> needed = new ArrayList<>(needs("cloudfunctions.functions.create", parent));
    String account =
        document
            .path("serviceConfig")
            .path("serviceAccountEmail")
            .asText(workshop.accounts().defaultEmail());
    needed.add(new Permission("iam.serviceAccounts.actAs", workshop.accounts().name(account)));
    String builder = document.path("buildConfig").path("serviceAccount").asText();
    if (!builder.isEmpty()) {
      needed.add(new Permission("iam.serviceAccounts.actAs", builder));
    }
    return Operation.now("CreateFunction", needed, call -> create(call, document));
  }

  private Response create(Call call, ObjectNode document) {
    String id = call.request().parameter("functionId");
    Fault fault = call.fault() == null ? Admission.NONE : call.fault();
    FunctionRequest asked =
        FunctionRequest.read(id == null ? "" : id, document, workshop.accounts().defaultEmail());
    Creation creation = new Creation(workshop, asked, fault);
    ObjectNode begun = creation.begin();
    if (!workshop.functions().add(asked.config().function(), creation.look(), begun)) {
      throw new ApiException(
          Status.ALREADY_EXISTS,
          "Could not create function, as it already exists: " + begun.path("name").asText());
    }
    LongRunning operation = operations.begin(creation::metadata);
    workers.execute(() -> creation.run(operation));
    return Answer.json(operation.look());
  }

  private ObjectNode find(String id) {
    return workshop
        .functions()
        .find(id)
        .orElseThrow(
            () -> new ApiException(Status.NOT_FOUND, "Resource '" + id + "' was not found"));
  }

  private Response list(Request request) {
    List<Functions.Entry> all = workshop.functions().all();
    String size = request.parameter("pageSize");
    String token = request.parameter("pageToken");
    int from = Math.min(all.size(), token == null || token.isEmpty() ? 0 : Integer.parseInt(token));
    int most = size == null || size.equals("0") ? PAGE : Integer.parseInt(size);
    int to = Math.min(all.size(), from + Math.min(most, 1_000));
    ObjectNode out = Json.object();
    ArrayNode functions = out.putArray("functions");
    all.subList(from, to).forEach(entry -> functions.add(entry.document()));
    if (to < all.size()) {
      out.put("nextPageToken", String.valueOf(to));
    }
    return Answer.json(out);
  }

  /** The image and the source stay: nothing in the documentation says that they go. */
  private Response delete(String id) {
    ObjectNode function = find(id);
    if (function.path("state").asText().equals("DEPLOYING")) {
      throw new ApiException(Status.ABORTED, "unable to queue the operation");
    }
    String name = function.path("name").asText();
    workshop.functions().remove(id);
    String now = workshop.place().clock().instant().toString();
    LongRunning operation =
        operations.begin(
            () ->
                Json.object()
                    .put("@type", "type.googleapis.com/google.cloud.functions.v2.OperationMetadata")
                    .put("createTime", now)
                    .put("target", name)
                    .put("verb", "delete")
                    .put("operationType", "DELETE_FUNCTION"));
    workers.execute(
        () -> {
          workshop.cloudRun().delete(id);
          operation.succeed(
              Json.object().put("@type", "type.googleapis.com/google.protobuf.Empty"));
        });
    return Answer.json(operation.look());
  }
}
