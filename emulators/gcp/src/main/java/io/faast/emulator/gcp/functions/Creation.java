package io.faast.emulator.gcp.functions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faast.emulator.core.Fault;
import io.faast.emulator.core.Json;
import io.faast.emulator.gcp.core.ApiException;
import io.faast.emulator.gcp.core.BuildFailure;
import io.faast.emulator.gcp.core.Meters;
import io.faast.emulator.gcp.core.Place;
import io.faast.emulator.gcp.core.Status;
import io.faast.emulator.gcp.functions.Functions.FunctionLook;
import io.faast.emulator.gcp.iam.ServiceAccounts;
import io.faast.emulator.gcp.logging.LogStore;
import io.faast.emulator.gcp.operations.LongRunning;
import io.faast.emulator.gcp.registry.Registry;
import io.faast.emulator.gcp.run.CloudRun;
import io.faast.emulator.gcp.run.FrontEnd;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** Makes a function of what was asked for: build, image, service, one instance. */
final class Creation {
  /** What functions are made with. */
  record Workshop(
      Place place,
      URI endpoint,
      Meters meters,
      LogStore logs,
      Functions functions,
      Sources sources,
      Registry registry,
      ServiceAccounts accounts,
      CloudRun cloudRun,
      Path directory) {}

  private final Workshop workshop;
  private final FunctionRequest request;
  private final Fault fault;
  private final String id;
  private final String build = UUID.randomUUID().toString();
  private final ObjectNode document;
  private final ObjectNode metadata = Json.object();

  Creation(Workshop workshop, FunctionRequest request, Fault fault) {
    this.workshop = workshop;
    this.request = request;
    this.fault = fault;
    id = request.config().function();
    document = request.document().deepCopy();
  }

  /** Returns the function's document as it is while it is being made. */
  ObjectNode begin() {
    Place place = workshop.place();
    String location = place.named("locations/" + place.region());
    String now = place.clock().instant().toString();
    document.put("name", location + "/functions/" + id);
    document.put("state", "DEPLOYING").put("environment", "GEN_2");
    document.put("createTime", now).put("updateTime", now);
    document
        .withObject("/buildConfig")
        .put(
            "build",
            "projects/" + place.number() + "/locations/" + place.region() + "/builds/" + build)
        .put("dockerRegistry", "ARTIFACT_REGISTRY")
        .put("dockerRepository", location + "/repositories/" + Registry.REPOSITORY);
    document
        .withObject("/serviceConfig")
        .put("serviceAccountEmail", request.config().serviceAccount())
        .put("timeoutSeconds", (int) request.config().timeout().toSeconds())
        .put("maxInstanceCount", request.config().maxInstances())
        .put("maxInstanceRequestConcurrency", request.config().concurrency());
    metadata.put("@type", "type.googleapis.com/google.cloud.functions.v2.OperationMetadata");
    metadata.put("createTime", now).put("target", location + "/functions/" + id);
    metadata.put("verb", "create").put("apiVersion", "v2").put("operationType", "CREATE_FUNCTION");
    metadata.put("buildName", document.path("buildConfig").path("build").asText());
    stage("BUILD", "IN_PROGRESS", "Build in progress");
    return document;
  }

  /** Returns how far it is, as an operation's metadata. */
  ObjectNode metadata() {
    synchronized (metadata) {
      return metadata.deepCopy();
    }
  }

  private void stage(String name, String state, String message) {
    synchronized (metadata) {
      metadata
          .withArray("/stages")
          .removeAll()
          .addObject()
          .put("name", name)
          .put("state", state)
          .put("message", message);
    }
  }

  /** Does it, and ends {@code operation}. Runs on a thread that may block. */
  void run(LongRunning operation) {
    try {
      workshop.accounts().use(request.config().serviceAccount(), Status.INVALID_ARGUMENT);
      Path jar = build();
      stage("SERVICE", "IN_PROGRESS", "Creating Cloud Run service");
      var unused =
          workshop
              .cloudRun()
              .create(request.config(), jar)
              .whenComplete(
                  (failure, thrown) ->
                      finish(operation, thrown == null ? failure : String.valueOf(thrown)));
    } catch (ApiException e) {
      fail(operation, e);
    } catch (RuntimeException e) {
      fail(operation, new ApiException(Status.INTERNAL, "The emulator has a defect: " + e));
    }
  }

  private Path build() {
    Place place = workshop.place();
    BuildLog log = new BuildLog(workshop.logs(), place, build);
    long begun = place.clock().millis();
    byte[] source =
        workshop
            .sources()
            .get(request.bucket(), request.object())
            .orElseThrow(
                () ->
                    new ApiException(
                        Status.INVALID_ARGUMENT,
                        "Failed to read source gs://" + request.bucket() + "/" + request.object()));
    String kept = "gcf-v2-sources-" + place.number() + "-" + place.region();
    long generation = workshop.sources().put(kept, id + "/function-source.zip", source);
    document
        .withObject("/buildConfig/source/storageSource")
        .put("bucket", kept)
        .put("object", id + "/function-source.zip")
        .put("generation", String.valueOf(generation));
    try {
      if (fault instanceof BuildFailure broken) {
        log.add(broken.log());
        throw new Build.Failed("An unexpected error occurred.");
      }
      log.add(List.of("starting build \"" + build + "\"", "=== Java - Functions Framework ==="));
      Path jar =
          Build.jar(
              source, workshop.directory().resolve(id + "-" + build), request.config().target());
      log.add(List.of("PUSH", "DONE"));
      workshop.registry().push(id, source.length);
      return jar;
    } catch (Build.Failed e) {
      log.add(
          List.of(
              "ERROR: " + e.message(),
              "ERROR: build step 2 failed: step exited with non-zero status: 1"));
      throw new ApiException(
          Status.INVALID_ARGUMENT,
          "Build failed with status: FAILURE and message: "
              + e.message()
              + ". For more details see the logs at "
              + log.address()
              + ".");
    } finally {
      workshop.meters().build(place.clock().millis() - begun);
    }
  }

  private void finish(LongRunning operation, String failure) {
    if (!failure.isEmpty()) {
      fail(
          operation,
          new ApiException(
              Status.INVALID_ARGUMENT,
              "Could not create or update Cloud Run service "
                  + id
                  + ", Container Healthcheck failed. Revision '"
                  + request.config().revision()
                  + "' is not ready and cannot serve traffic. The user-provided container failed to"
                  + " start and listen on the port defined provided by the PORT=8080 environment"
                  + " variable within the allocated timeout. Logs for this revision might contain"
                  + " more information."));
      return;
    }
    String address = FrontEnd.address(workshop.endpoint(), id).toString();
    Place place = workshop.place();
    document.put("state", "ACTIVE").put("url", address);
    document
        .withObject("/serviceConfig")
        .put("uri", address)
        .put("service", place.named("locations/" + place.region() + "/services/" + id))
        .put("revision", request.config().revision());
    settle();
    stage("SERVICE", "COMPLETE", "");
    operation.succeed(
        document.deepCopy().put("@type", "type.googleapis.com/google.cloud.functions.v2.Function"));
  }

  private void fail(LongRunning operation, ApiException why) {
    document.put("state", "FAILED");
    document
        .withArray("/stateMessages")
        .addObject()
        .put("severity", "ERROR")
        .put("type", "CreateFunction")
        .put("message", why.message());
    settle();
    operation.fail(why);
  }

  private void settle() {
    String now = workshop.place().clock().instant().toString();
    document.put("updateTime", now);
    synchronized (metadata) {
      metadata.put("endTime", now);
    }
    workshop.functions().replace(id, look(), document);
  }

  FunctionLook look() {
    long bytes =
        workshop
            .sources()
            .get(request.bucket(), request.object())
            .map(source -> (long) source.length)
            .orElse(0L);
    return new FunctionLook(request.config(), request.runtime(), bytes);
  }
}
