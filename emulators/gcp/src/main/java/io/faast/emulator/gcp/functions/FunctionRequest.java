package io.faast.emulator.gcp.functions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faast.emulator.core.Json;
import io.faast.emulator.gcp.core.ApiException;
import io.faast.emulator.gcp.core.Status;
import io.faast.emulator.gcp.run.RunConfig;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * What CreateFunction asks for, checked as the reference of {@code Function} and "Quotas" say.
 *
 * @param config what the service is going to be
 * @param bucket where the source lies
 * @param object the source
 */
record FunctionRequest(
    RunConfig config, String runtime, String bucket, String object, ObjectNode document) {
  private static final Set<String> RUNTIMES = Set.of("java11", "java17", "java21", "java25");
  private static final int MAX_LABELS = 64;

  static FunctionRequest read(String id, ObjectNode document, String defaultAccount) {
    check(
        id.matches("[a-z]([a-z0-9_-]{0,61}[a-z0-9])?"),
        "Invalid function ID '"
            + id
            + "': a lower case letter, then up to 62 lower case letters, digits, hyphens or"
            + " underscores, the last of them no hyphen.");
    JsonNode build = document.path("buildConfig");
    JsonNode service = document.path("serviceConfig");
    String runtime = build.path("runtime").asText();
    check(RUNTIMES.contains(runtime), "runtime: Runtime '" + runtime + "' is not supported");
    String target = build.path("entryPoint").asText();
    check(!target.isEmpty(), "entryPoint: Entry point must be specified");
    JsonNode source = build.path("source").path("storageSource");
    check(source.hasNonNull("bucket") && source.hasNonNull("object"), "source: must be specified");
    labels(document.path("labels"));
    int memory = Quantity.mebibytes(service.path("availableMemory").asText("256M"));
    check(memory >= 122 && memory <= 32_768, "availableMemory: must be 128Mi to 32Gi");
    int cpu =
        service.hasNonNull("availableCpu")
            ? Quantity.millicpu(service.path("availableCpu").asText())
            : Quantity.millicpuFor(memory);
    check(cpu >= 80 && cpu <= 8_000, "availableCpu: must be 0.08 to 8");
    check(
        memory <= 4_096 || cpu >= (memory <= 8_192 ? 2_000 : memory <= 16_384 ? 4_000 : 6_000),
        "availableCpu: too few vCPUs for that memory");
    int concurrency = service.path("maxInstanceRequestConcurrency").asInt(1);
    check(concurrency >= 1 && concurrency <= 1_000, "maxInstanceRequestConcurrency: 1 to 1000");
    check(
        concurrency == 1 || cpu >= 1_000,
        "maxInstanceRequestConcurrency: more than 1 needs at least 1 vCPU");
    int timeout = service.path("timeoutSeconds").asInt(60);
    check(timeout >= 1 && timeout <= 3_600, "timeoutSeconds: must be 1 to 3600");
    int most = service.path("maxInstanceCount").asInt(100);
    check(most >= 1, "maxInstanceCount: must be positive");
    Map<String, String> environment = Json.strings(service.path("environmentVariables"));
    for (String name : environment.keySet()) {
      check(
          name.matches("[A-Za-z_][A-Za-z0-9_]*") && !name.equals("PORT") && !name.startsWith("K_"),
          "environmentVariables: '" + name + "' is not allowed");
    }
    return new FunctionRequest(
        new RunConfig(
            id,
            id + "-00001-" + Integer.toString(Math.floorMod(id.hashCode(), 46_656), 36),
            target,
            memory,
            cpu,
            concurrency,
            most,
            Duration.ofSeconds(timeout),
            service.path("serviceAccountEmail").asText(defaultAccount),
            environment),
        runtime,
        source.path("bucket").asText(),
        source.path("object").asText(),
        document);
  }

  private static void labels(JsonNode labels) {
    check(labels.size() <= MAX_LABELS, "labels: at most 64");
    Json.strings(labels)
        .forEach(
            (key, value) ->
                check(
                    key.matches("[\\p{Ll}\\p{Lo}][\\p{Ll}\\p{Lo}\\p{N}_-]{0,62}")
                        && value.matches("[\\p{Ll}\\p{Lo}\\p{N}_-]{0,63}"),
                    "labels: invalid label '" + key + "': '" + value + "'"));
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new ApiException(Status.INVALID_ARGUMENT, otherwise);
    }
  }
}
